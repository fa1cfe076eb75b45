import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newAddress, type Address } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import type { Checkpoint, CustomerChanges, RemoteConnector } from '#shared/connector/remote-connector.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

const LONG_AGO = Date.UTC(2026, 0, 1) / 1000

describe('the SKU.io connector', () => {
  let sandbox: SkuIoSandbox
  let connector: RemoteConnector
  const { signal } = new AbortController()

  beforeEach(async () => {
    sandbox = await startSkuIoSandbox()
    connector = connectorTo(sandbox)
  })
  afterEach(() => sandbox.close())

  const seed = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, index) => {
      const at = LONG_AGO + from + index
      const input = { name: `Customer ${from + index}`, email: `c${from + index}@x.example` }
      return String(sandbox.store.createCustomer(input, { created_at: at, updated_at: at }).id)
    })
  const page = (mode: 'changes' | 'sweep', checkpoint: Checkpoint | null, limit = 100) =>
    connector.pull('customer', { mode, checkpoint, limit }, signal)
  const walk = async (mode: 'changes' | 'sweep', from: Checkpoint | null = null, limit = 100) => {
    const ids: string[] = []
    for (let checkpoint = from; ;) {
      const answer = await page(mode, checkpoint, limit)
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      ids.push(...answer.value.records.map((record) => record.remoteId))
      checkpoint = answer.value.checkpoint
      if (!answer.value.hasMore) return { ids, checkpoint, last: answer.value }
    }
  }
  const create = (whole: Partial<CustomerDraft>) =>
    connector.push(
      'customer',
      [
        {
          type: 'create',
          localId: 'l',
          key: '',
          whole: { ...emptyCustomerDraft(), ...whole },
          archived: false,
        },
      ],
      signal,
    )
  const update = (remoteId: string, changes: Partial<CustomerChanges>, addresses: Address[] = []) =>
    connector.push(
      'customer',
      [
        {
          ...{ type: 'update', localId: 'l', remoteId, whole: { ...emptyCustomerDraft(), addresses } },
          changes: { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [], ...changes },
        },
      ],
      signal,
    )
  const asked = (): string[] =>
    sandbox.requests.list().map((request) => `${request.method} ${request.path.replace(/\d+/g, '#')}`)
  const changedNow = (id: string): unknown => sandbox.store.updateCustomer(Number(id), { phone: '1' })

  describe('checkConnection', () => {
    it('names the account', async () => {
      expect(await connector.checkConnection(signal)).toEqual({
        ok: true,
        value: { scopeId: 'acme', accountName: 'acme Trading', readOnly: false, missing: '' },
      })
    })

    it.each([
      ['an unknown token', {}, { kind: 'unauthorised', detail: 'Unauthenticated.' }],
      ['an expired token', { expiresAt: 1 }, { kind: 'unauthorised', detail: 'Unauthenticated.' }],
      [
        'no scope to read',
        { scopes: ['orders:read'] },
        { kind: 'permission', requiredScope: 'customers:read' },
      ],
    ])('with %s', async (_what, token, error) => {
      const issued = sandbox.tokens.issue({ token: '9|x', ...token })
      if (Object.keys(token).length === 0) sandbox.tokens.revoke(issued.token)
      const result = await connectorTo(sandbox, { token: '9|x' }).checkConnection(signal)
      expect(result).toMatchObject({ ok: false, error })
    })

    it('says that a token has expired where the remote still tells', async () => {
      sandbox.behaviour.expiredTokens = 'shown-by-me'
      sandbox.tokens.change(sandbox.token, { expiresAt: 1 })
      expect(await connector.checkConnection(signal)).toMatchObject({
        ok: false,
        error: { kind: 'unauthorised', expired: true },
      })
    })

    it('reads only with a token that may not write', async () => {
      sandbox.tokens.change(sandbox.token, { scopes: ['customers:read'] })
      expect(await connector.checkConnection(signal)).toMatchObject({
        value: { readOnly: true, missing: 'customers:write' },
      })
      expect(await create({ name: 'Ann' })).toMatchObject([
        { status: 'not-sent', error: { kind: 'permission', requiredScope: 'customers:write' } },
      ])
    })

    it('knows another tenant than the one the workspace is linked with', async () => {
      const other = connectorTo(sandbox, { scopeId: 'zenith' })
      expect(await other.checkConnection(signal)).toEqual({
        ok: false,
        error: { kind: 'wrong-scope', expected: 'zenith', actual: 'acme' },
      })
    })

    it('reads by the v2 routes where there are no others, and says so', async () => {
      const ids = seed(3)
      sandbox.behaviour.routes = 'v2-only'
      expect(await connector.checkConnection(signal)).toMatchObject({
        value: { readOnly: true, missing: '/api/customers' },
      })
      expect((await walk('sweep', null, 2)).ids.sort()).toEqual(ids)
      const changes = await walk('changes', null, 2)
      expect(new Set(changes.ids)).toEqual(new Set(ids))
      expect((await page('changes', changes.checkpoint, 2)).ok).toBe(true)
      const got = await connector.get('customer', [ids[0] ?? '', '999'], signal)
      expect(got).toMatchObject({ ok: true, value: [{ complete: true }, null] })
      expect(await create({ name: 'Ann' })).toMatchObject([
        { status: 'not-sent', error: { kind: 'permission' } },
      ])
      expect(sandbox.store.customers.size).toBe(3)
    })
  })

  describe('changes', () => {
    it('asks one question where nothing is new, however many changed at the same time', async () => {
      for (let count = 0; count < 30; count += 1) {
        const past = { created_at: LONG_AGO, updated_at: LONG_AGO }
        sandbox.store.createCustomer({ name: `Imported ${count}` }, past)
      }
      const first = await walk('changes', null, 10)
      expect(first.ids).toHaveLength(30)
      sandbox.requests.reset()
      expect((await walk('changes', first.checkpoint, 10)).ids).toEqual([])
      expect(sandbox.requests.count()).toBe(1)
    })

    it('tells again what changed within the overlap, and nothing older', async () => {
      const ids = seed(5)
      const first = await walk('changes')
      changedNow(ids[1] ?? '')
      const second = await walk('changes', first.checkpoint)
      expect(second.ids).toEqual([ids[1]])
      expect((await walk('changes', second.checkpoint)).ids).toEqual([ids[1]])
      expect((await walk('changes', first.checkpoint)).ids).toEqual([ids[1]])
    })

    it('does not move its floor before the walk is complete', async () => {
      const ids = seed(6)
      const first = await walk('changes')
      for (const id of ids) changedNow(id)
      const begun = await page('changes', first.checkpoint, 2)
      if (!begun.ok) throw new Error('page')
      // Started again from the last checkpoint of a complete walk, nothing is missing.
      expect(new Set((await walk('changes', first.checkpoint, 2)).ids)).toEqual(new Set(ids))
      const rest = await walk('changes', begun.value.checkpoint, 2)
      const seen = [...begun.value.records.map((record) => record.remoteId), ...rest.ids]
      expect(new Set(seen)).toEqual(new Set(ids))
    })

    it.each(['changes', 'sweep'] as const)(
      'meets rows that deletions shift between the pages of %s',
      async (mode) => {
        const ids = seed(12)
        const first = await page(mode, null, 3)
        if (!first.ok) throw new Error('page')
        const second = await page(mode, first.value.checkpoint, 3)
        if (!second.ok) throw new Error('page')
        const read = [...first.value.records, ...second.value.records].map((record) => record.remoteId)
        const deleted = read.slice(0, 4)
        for (const id of deleted) sandbox.store.deleteCustomer(Number(id))
        const rest = await walk(mode, second.value.checkpoint, 3)
        expect(new Set([...read, ...rest.ids])).toEqual(new Set(ids))
      },
    )

    it('starts again from a checkpoint that is none', async () => {
      const ids = seed(2)
      expect(new Set((await walk('changes', { kind: 'other' })).ids)).toEqual(new Set(ids))
    })

    it('goes on after a sweep without reading everything again', async () => {
      const ids = seed(250)
      const sweep = await walk('sweep')
      expect(new Set(sweep.ids)).toEqual(new Set(ids))
      changedNow(ids[7] ?? '')
      sandbox.requests.reset()
      expect((await walk('changes', sweep.last.changesFrom ?? null)).ids).toEqual([ids[7]])
      expect(sandbox.requests.count()).toBe(1)
    })

    it('tells archived customers too', async () => {
      const [id = ''] = seed(1)
      sandbox.store.setArchived(Number(id), true)
      const answer = await page('sweep', null)
      expect(answer).toMatchObject({
        value: { records: [{ remoteId: id, archived: true, complete: false }] },
      })
    })

    it('tells whole rows as complete where the list gives them', async () => {
      seed(1)
      sandbox.behaviour.listRows = 'full'
      expect(await page('sweep', null)).toMatchObject({
        value: { records: [{ complete: true, addresses: [] }] },
      })
    })

    it('trusts the page size that comes back', async () => {
      const ids = seed(120)
      expect(new Set((await walk('sweep', null, 5000)).ids)).toEqual(new Set(ids))
    })
  })

  describe('find', () => {
    const place = { name: 'Mara Okafor', postcode: '94607', line1: '18 Quay Road' }
    const at = (address1: string) => ({ name: 'Mara Okafor', zip: '94607', address1 })

    it.each(['power-user', 'user'] as const)('finds by name and place, exactly, as a %s', async (role) => {
      sandbox.tokens.change(sandbox.token, { role })
      sandbox.store.createCustomer(at('19 Quay Road'))
      const { id } = sandbox.store.createCustomer(at('18 quay road.'))
      const found = await connector.find({ nameAndAddress: place }, signal)
      expect(found).toMatchObject({ ok: true, value: [{ remoteId: String(id), complete: true }] })
      expect(found.ok ? found.value : []).toHaveLength(1)
    })

    it('does not ask for a place of which a part is missing', async () => {
      const found = await connector.find({ nameAndAddress: { ...place, postcode: ' - ' } }, signal)
      expect(found).toEqual({ ok: true, value: [] })
      expect(asked()).toEqual([])
    })

    it('finds an e-mail among more hits than a page holds, archived ones too', async () => {
      seed(150)
      const { id } = sandbox.store.createCustomer({ name: 'Ann', email: 'x.example@y.example' })
      sandbox.store.setArchived(id, true)
      const found = await connector.find({ email: 'X.example@y.example' }, signal)
      expect(found).toMatchObject({ ok: true, value: [{ remoteId: String(id) }] })
    })
  })

  describe('creating', () => {
    const ship = newAddress('s', { line1: '18 Quay Road', postcode: '94607', countryCode: 'US' })

    it('takes one request for a customer with two addresses', async () => {
      const bill = newAddress('b', { name: 'Accounts', line1: 'PO Box 77' })
      const addresses = [ship, bill]
      const defaults = { defaultShippingAddressId: 's', defaultBillingAddressId: 'b' }
      const [outcome] = await create({ name: 'Mara', email: 'm@x.example', addresses, ...defaults })
      expect(outcome).toMatchObject({ status: 'accepted', record: { complete: true } })
      expect(asked()).toEqual(['POST /api/customers'])
    })

    it('makes one address both defaults', async () => {
      const defaults = { defaultShippingAddressId: 's', defaultBillingAddressId: 's' }
      const [outcome] = await create({ name: 'Mara', addresses: [ship], ...defaults })
      if (outcome?.status !== 'accepted') throw new Error('outcome')
      const { s } = outcome.addressIds
      expect(outcome.record).toMatchObject({
        defaultShipping: s,
        defaultBilling: s,
        addresses: [{ remoteId: s }],
      })
    })

    it('keeps what the root fields cannot hold', async () => {
      const dock = { ...ship, label: 'Dock 3', phone: '555' }
      const [outcome] = await create({
        ...{ name: 'Mara', email: 'm@x.example', addresses: [dock], defaultShippingAddressId: 's' },
      })
      if (outcome?.status !== 'accepted') throw new Error('outcome')
      expect(outcome.record).toMatchObject({
        defaultShipping: outcome.addressIds['s'],
        addresses: [{ fields: { label: 'Dock 3', phone: '555', line1: '18 Quay Road' } }],
      })
    })

    it('is accepted although what follows the POST is lost', async () => {
      sandbox.faults.add({ fault: { kind: 'cut-before' }, path: '/api/customers/*/addresses' })
      sandbox.faults.add({ fault: { kind: 'cut-before' }, path: '/api/customers/*', method: 'GET' })
      const dock = { ...ship, label: 'Dock 3' }
      const [outcome] = await create({
        ...{ name: 'Mara', email: 'm@x.example', addresses: [dock], defaultShippingAddressId: 's' },
      })
      expect(outcome).toMatchObject({ status: 'accepted', addressIds: {}, record: { complete: false } })
      expect(outcome).not.toHaveProperty('record.addresses')
      expect(sandbox.store.customers.size).toBe(1)
    })

    it('says that the customer exists, by e-mail or by name and place', async () => {
      await create({ name: 'Mara', email: 'm@x.example', addresses: [ship], defaultShippingAddressId: 's' })
      expect(await create({ name: 'Other', email: 'M@x.example' })).toMatchObject([{ status: 'exists' }])
      const again = { name: 'Mara', email: 'n@x.example', addresses: [ship], defaultShippingAddressId: 's' }
      expect(await create(again)).toMatchObject([{ status: 'exists' }])
    })

    it('takes 201 as well', async () => {
      sandbox.behaviour.createStatus = 201
      expect(await create({ name: 'Mara' })).toMatchObject([{ status: 'accepted' }])
    })

    it('leaves the rest unsent when the network or the token fails', async () => {
      sandbox.faults.add({ fault: { kind: 'status', status: 401 } })
      const items = Array.from({ length: 40 }, (_, index) => ({
        ...{ type: 'create' as const, localId: String(index), key: '', archived: false },
        whole: { ...emptyCustomerDraft(), name: `Customer ${index}` },
      }))
      const outcomes = await connector.push('customer', items, signal)
      expect(outcomes.map((outcome) => outcome.localId)).toEqual(items.map((item) => item.localId))
      expect(new Set(outcomes.map((outcome) => outcome.status))).toEqual(new Set(['not-sent']))
      expect(sandbox.requests.count()).toBeLessThanOrEqual(4)
    })
  })

  describe('updating', () => {
    it('sets the default settings and the sales rep', async () => {
      const [id = ''] = seed(1)
      const fields = { storeId: '1', warehouseId: '1', salesRepId: '1' }
      const [outcome] = await update(id, { fields })
      expect(outcome?.status === 'refused' ? outcome.reason : outcome).toMatchObject({ record: { fields } })
      expect(asked()).toEqual(['PUT /api/customers/#'])
    })

    it('tells the id of an equal address instead of doubling it', async () => {
      const [id = ''] = seed(1)
      const one = newAddress('one', { line1: '18 Quay Road', postcode: '94607' })
      const two = newAddress('two', { line1: '18 quay road', postcode: '94607' })
      const [outcome] = await update(id, { addedAddresses: [one, two], defaultBillingAddressId: 'two' }, [
        one,
        two,
      ])
      if (outcome?.status !== 'accepted') throw new Error('outcome')
      expect(outcome.addressIds['one']).toBe(outcome.addressIds['two'])
      expect(outcome.record?.addresses).toHaveLength(1)
      expect(outcome.record?.defaultBilling).toBe(outcome.addressIds['one'])
    })

    it('does in one update all that is named, and reads the record once', async () => {
      const [id = ''] = seed(1)
      const address = newAddress('a', { line1: '18 Quay Road' })
      const [outcome] = await update(
        id,
        {
          ...{ fields: { name: 'New' }, addedAddresses: [address], archived: true },
          defaultShippingAddressId: 'a',
        },
        [address],
      )
      expect(outcome).toMatchObject({
        status: 'accepted',
        record: { archived: true, fields: { name: 'New' } },
      })
      expect(asked().filter((request) => request.startsWith('GET'))).toEqual([
        'GET /api/customers', // which routes there are, once per connection
        'GET /api/customers/#',
      ])
    })

    it('is unknown once a part of it has been done', async () => {
      const [id = ''] = seed(1)
      sandbox.faults.add({ fault: { kind: 'status', status: 401 }, path: '/api/customers/*/archive' })
      const [outcome] = await update(id, { fields: { name: 'New' }, archived: true })
      expect(outcome).toMatchObject({ status: 'unknown', error: { kind: 'unauthorised' } })
    })

    it('is refused where a default address is not there, the customer being so', async () => {
      const [id = ''] = seed(1)
      const address = { ...newAddress('a', { line1: 'x' }), remoteId: '999' }
      const [outcome] = await update(id, { defaultShippingAddressId: 'a' }, [address])
      expect(outcome).toMatchObject({ status: 'refused' })
    })

    it('hands on which field was refused, an e-mail of somebody else too', async () => {
      const [id = ''] = seed(2)
      expect(await update(id, { fields: { name: '' } })).toMatchObject([{ status: 'refused', field: 'name' }])
      expect(await update(id, { fields: { email: 'c1@x.example' } })).toMatchObject([
        { status: 'refused', field: 'email' },
      ])
    })

    it('is refused, not taken for a bad token, where only a power user may', async () => {
      const [remoteId = ''] = seed(1)
      sandbox.tokens.change(sandbox.token, { role: 'user' })
      const outcomes = await connector.push('customer', [{ type: 'delete', localId: 'l', remoteId }], signal)
      expect(outcomes).toMatchObject([{ status: 'refused', reason: 'This action is unauthorized.' }])
    })

    describe('where addresses are told by themselves', () => {
      const quay = { address1: '18 Quay Road', zip: '94607' }
      let id: string

      beforeEach(() => {
        sandbox.behaviour.addresses = 'by-themselves'
        id = String(sandbox.store.createCustomer({ name: 'Mara', ...quay }).id)
        sandbox.store.addAddress(Number(id), { address1: 'PO Box 77' }, { billing: true })
      })
      const got = async () => {
        const answer = await connector.get('customer', [id], signal)
        return answer.ok ? answer.value[0] : answer.error
      }

      it('asks for them', async () => {
        expect(await got()).toMatchObject({
          ...{ complete: true, defaultShipping: '1', defaultBilling: '2' },
          addresses: [{ fields: { line1: '18 Quay Road' } }, { fields: { line1: 'PO Box 77' } }],
        })
        expect(asked().at(-1)).toBe('GET /api/customers/#/addresses')
      })

      it('tells the customer without them to who is no power user', async () => {
        sandbox.tokens.change(sandbox.token, { role: 'user' })
        const customer = await got()
        expect(customer).toMatchObject({ complete: false, fields: { name: 'Mara' } })
        expect(customer).not.toHaveProperty('addresses')
      })

      it('tells nothing where they could not be had this time', async () => {
        sandbox.faults.add({ fault: { kind: 'status', status: 503 }, path: '/api/customers/*/addresses' })
        expect(await got()).toMatchObject({ kind: 'unavailable' })
      })

      it('creates all the same', async () => {
        const ship = newAddress('s', { line1: '1 Pier', postcode: '94608' })
        const [outcome] = await create({
          ...{ name: 'Zoë', email: 'z@x.example', addresses: [ship], defaultShippingAddressId: 's' },
        })
        expect(outcome).toMatchObject({
          status: 'accepted',
          record: { complete: true, addresses: [{ fields: { line1: '1 Pier' } }] },
        })
      })
    })

    it('believes no 404 that speaks of the route', async () => {
      const [id = ''] = seed(1)
      await connector.checkConnection(signal)
      sandbox.behaviour.routes = 'v2-only'
      const got = await connector.get('customer', [id], signal)
      expect(got).toMatchObject({ ok: false, error: { kind: 'protocol' } })
      expect(await update(id, { fields: { name: 'New' } })).toMatchObject([
        { status: 'not-sent', error: { kind: 'permission' } },
      ])
    })
  })

  describe('archiving in bulk', () => {
    const archive = (ids: string[], archived = true) =>
      connector.push(
        'customer',
        ids.map((remoteId) => ({
          ...{ type: 'update' as const, localId: `l${remoteId}`, remoteId, whole: emptyCustomerDraft() },
          changes: { fields: {}, archived, addedAddresses: [], changedAddresses: [], removedAddresses: [] },
        })),
        signal,
      )

    it('takes two requests for a hundred, explicit ids and no filter', async () => {
      const ids = seed(100)
      const outcomes = await archive(ids)
      expect(new Set(outcomes.map((outcome) => outcome.status))).toEqual(new Set(['accepted']))
      expect(asked()).toEqual(['PUT /api/customers/archive', 'GET /api/customers'])
      expect(JSON.parse(sandbox.requests.list()[0]?.body ?? '')).toEqual({
        ...{ ids: ids.map(Number), apply_to_all: false, filters: {} },
      })
    })

    it('tells the one that has been deleted from the others', async () => {
      const ids = seed(3)
      sandbox.store.deleteCustomer(Number(ids[1]))
      const outcomes = await archive(ids)
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['accepted', 'gone', 'accepted'])
    })

    it('leaves all open when the answer is lost', async () => {
      const ids = seed(3)
      sandbox.faults.add({ fault: { kind: 'cut-after' }, path: '/api/customers/archive', times: 1 })
      const outcomes = await archive(ids)
      expect(new Set(outcomes.map((outcome) => outcome.status))).toEqual(new Set(['unknown']))
    })

    it('asks for each alone where the call as a whole was refused', async () => {
      const ids = seed(3)
      sandbox.faults.add({ fault: { kind: 'status', status: 422 }, path: '/api/customers/archive', times: 1 })
      const outcomes = await archive(ids)
      expect(new Set(outcomes.map((outcome) => outcome.status))).toEqual(new Set(['accepted']))
    })
  })

  it('reads many at once without a warning in the log', async () => {
    const ids = seed(30)
    const warnings: string[] = []
    const note = ({ name }: Error): unknown => warnings.push(name)
    process.on('warning', note)
    const read = await connector.get('customer', ids, signal)
    process.off('warning', note)
    expect(read.ok && read.value.map((record) => record?.remoteId)).toEqual(ids)
    expect(warnings).toEqual([])
  })

  it('never shows the token, whatever the remote answers', async () => {
    const seen: unknown[] = []
    for (const status of [400, 401, 403, 404, 409, 422, 429, 500] as const) {
      const fresh = connectorTo(sandbox)
      sandbox.faults.clear()
      sandbox.faults.add({ fault: { kind: 'status', status } })
      seen.push(await fresh.checkConnection(signal))
      seen.push(await fresh.push('customer', [{ type: 'delete', localId: 'l', remoteId: '1' }], signal))
    }
    expect(JSON.stringify(seen)).not.toContain(sandbox.token.split('|')[1])
  })
})
