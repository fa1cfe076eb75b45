import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ADDRESS_INCOMPLETE, REGION_UNKNOWN_THERE } from '#shared/connector/app-refusals.ts'
import type { Checkpoint, CustomerChanges, PullPage } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { newAddress, type Address } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import type { Result } from '#shared/result.ts'
import { startOfnSandbox, type OfnSandbox } from '../../../../e2e/sandbox/open-food-network/server.ts'
import { normaliseBaseUrl } from '#main/http/base-url.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

let sandbox: OfnSandbox
const { signal } = new AbortController()
beforeEach(async () => {
  sandbox = await startOfnSandbox()
})
afterEach(() => sandbox.close())

function valueOf<T>(result: Result<T, RemoteError>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}

const LONG_AGO = Date.UTC(2026, 0, 1)
const seed = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => {
    const values = { enterprise_id: 2, email: `c${index + 1}@x.example`, first_name: `C${index + 1}` }
    return sandbox.store.create(values, { updated_at: LONG_AGO, created_at: LONG_AGO }).id
  })

const home = (parts: Partial<Address> = {}): Address =>
  newAddress('home', {
    ...{ firstName: 'Tilly', lastName: 'Ng', line1: '9 Canning St', line2: 'Flat 2', city: 'Carlton' },
    ...{ postcode: '3053', regionCode: 'VIC', countryCode: 'AU', phone: '0400 111 222' },
    ...parts,
  })
/** Without a region that the remote could show. */
const nowhere = home({ countryCode: 'DE', country: '', regionCode: 'XX', region: 'Nowhere' })

const tilly = (parts: Partial<CustomerDraft> = {}): CustomerDraft => ({
  ...emptyCustomerDraft(),
  ...{ firstName: 'Tilly', lastName: 'Ng', email: 'tilly@example.net' },
  ...parts,
})
const living = (address: Address, parts: Partial<CustomerDraft> = {}): CustomerDraft =>
  tilly({ addresses: [address], defaultShippingAddressId: address.id, ...parts })

const create = async (whole: CustomerDraft) => {
  const item = { type: 'create' as const, localId: 'local', key: '', whole, archived: false }
  const [outcome] = await connectorTo(sandbox).push('customer', [item], signal)
  return outcome
}
const update = async (id: number, changes: Partial<CustomerChanges>, whole = tilly()) => {
  const none = { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [] }
  const item = {
    ...{ type: 'update' as const, localId: 'local', remoteId: String(id) },
    ...{ changes: { ...none, ...changes }, whole },
  }
  const [outcome] = await connectorTo(sandbox).push('customer', [item], signal)
  return outcome
}
const remove = async (id: number) => {
  const item = { type: 'delete' as const, localId: 'local', remoteId: String(id) }
  const [outcome] = await connectorTo(sandbox).push('customer', [item], signal)
  return outcome
}
const bodies = (method: string): unknown[] =>
  sandbox.requests.list({ method }).map(({ body }) => JSON.parse(body ?? 'null') as unknown)

async function pullAll(
  mode: 'sweep' | 'changes',
  connector = connectorTo(sandbox),
  from: Checkpoint | null = null,
  limit = 100,
) {
  const pages: PullPage<'customer'>[] = []
  for (let checkpoint = from; ;) {
    const page = valueOf(await connector.pull('customer', { mode, checkpoint, limit }, signal))
    pages.push(page)
    checkpoint = page.checkpoint
    if (page.hasMore) continue
    const records = pages.flatMap((each) => each.records)
    return { pages, records, checkpoint, unreadable: pages.flatMap((each) => each.unreadable ?? []) }
  }
}

describe('who answers', () => {
  const check = (parts: Parameters<typeof connectorTo>[1] = {}) =>
    connectorTo(sandbox, parts).checkConnection(signal)

  it('names the enterprise, with the place in its identity', async () => {
    seed(1)
    const { host } = new URL(sandbox.baseUrl)
    expect(valueOf(await check())).toEqual({
      ...{ scopeId: `${host}/enterprises/2`, accountName: 'Fern & Field', readOnly: false, missing: '' },
    })
  })

  it('finds the number of the enterprise by itself where the key sees one alone', async () => {
    seed(2)
    expect(valueOf(await check({ enterpriseId: '' })).scopeId).toMatch(/\/enterprises\/2$/)
  })

  it('asks which one is meant where the key sees several', async () => {
    seed(1)
    sandbox.keys.set('both', { manages: new Set([2, 5]) })
    sandbox.store.create({ enterprise_id: 5, email: 'hub@x.example' })
    expect(await check({ token: 'both', enterpriseId: '' })).toEqual({
      ok: false,
      error: { kind: 'account-unclear', choices: ['2', '5'] },
    })
    expect(valueOf(await check({ token: 'both', enterpriseId: '5' })).accountName).toBe('Harbour Food Hub')
  })

  it('keeps to the enterprise that the workspace is linked with', async () => {
    seed(1)
    sandbox.keys.set('both', { manages: new Set([2, 5]) })
    sandbox.store.create({ enterprise_id: 5, email: 'hub@x.example' })
    const scopeId = valueOf(await check()).scopeId
    const connector = connectorTo(sandbox, { token: 'both', enterpriseId: '', scopeId })
    const { records } = await pullAll('sweep', connector)
    expect(records.map(({ fields }) => fields.email)).toEqual(['c1@x.example'])
  })

  it('says that an empty list proves nothing: a new shop, a swallowed key, and another enterprise look alike', async () => {
    expect(valueOf(await check())).toMatchObject({ unproven: true })
    expect(await check({ enterpriseId: '' })).toEqual({
      ok: false,
      error: { kind: 'account-unclear', choices: [] },
    })
    seed(1)
    expect(valueOf(await check({ enterpriseId: '5' }))).toMatchObject({ unproven: true })
    sandbox.behaviour.losesKeys = true
    expect(valueOf(await check())).toMatchObject({ unproven: true })
  })

  it('never asks without a key, which would be answered as to a visitor', async () => {
    expect(await check({ token: '' })).toEqual({ ok: false, error: { kind: 'not-configured' } })
    expect(sandbox.requests.count()).toBe(0)
  })

  it('does not repeat the key that the refusal repeats', async () => {
    const refused = await check({ token: 'my-secret-key' })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'unauthorised' } })
    expect(JSON.stringify(refused)).not.toContain('my-secret-key')
    expect(JSON.stringify(refused)).toContain('[redacted]')
  })

  it('names an enterprise whose first customer cannot be shown', async () => {
    const [first = 0] = seed(2)
    sandbox.store.update(first, { shipping_address: { ...shown, region: null } })
    expect(valueOf(await check()).accountName).toBe('Fern & Field')
  })

  it('takes the address of any place', () => {
    expect(normaliseBaseUrl('openfoodnetwork.org.au/admin', '')).toEqual({
      ok: true,
      value: 'https://openfoodnetwork.org.au',
    })
  })
})

const shown = {
  ...{ first_name: 'T', last_name: 'N', street_address_1: '1 St', street_address_2: '', locality: 'C' },
  ...{ postal_code: '1', phone: '1', latitude: -37.8, longitude: 144.9 },
  region: { code: 'Vic', name: 'Victoria' },
  country: { code: 'AU', name: 'Australia' },
}

describe('reading', () => {
  it('tells names, tags, code, balance, both slots and what is not modelled', async () => {
    const [id = 0] = seed(1)
    const billing = { ...shown, locality: 'Billtown' }
    sandbox.store.update(id, {
      ...{ code: 'CRM-1', tags: ['wholesale'], balance: -12.5, allow_charges: true },
      ...{ shipping_address: shown, billing_address: billing },
    })
    const { records } = await pullAll('sweep')
    expect(records).toMatchObject([
      {
        remoteId: String(id),
        complete: true,
        fields: { firstName: 'C1', code: 'CRM-1', tags: ['wholesale'], email: 'c1@x.example' },
        facts: { balance: '-12.5' },
        defaultShipping: 'shipping',
        defaultBilling: 'billing',
        extra: { allow_charges: true },
      },
    ])
    expect(records[0]?.addresses).toMatchObject([
      { remoteId: 'shipping', fields: { regionCode: 'Vic', region: 'Victoria', latitude: '-37.8' } },
      { remoteId: 'billing', fields: { city: 'Billtown', countryCode: 'AU' } },
    ])
  })

  it('asks for 100 at a time and is not misled by the size that a page prints', async () => {
    const ids = seed(230)
    const { records } = await pullAll('sweep')
    expect(records).toHaveLength(ids.length)
    expect(sandbox.requests.count()).toBe(3)
  })

  it('loses nobody when a customer of an earlier page is deleted during a sweep', async () => {
    const ids = seed(6)
    const connector = connectorTo(sandbox)
    const request = { mode: 'sweep' as const, checkpoint: null, limit: 2 }
    const first = valueOf(await connector.pull('customer', request, signal))
    sandbox.store.delete(ids[0] ?? 0)
    const { records } = await pullAll('sweep', connector, first.checkpoint, 2)
    expect(records.map(({ remoteId }) => Number(remoteId))).toEqual(ids.slice(2))
  })

  it.each([[[0]], [[50]], [[99]], [[119]], [[3, 4, 60]]])(
    'closes in on customers that cannot be shown (%j of 120), and reads all others',
    async (broken) => {
      const ids = seed(120)
      for (const at of broken) {
        sandbox.store.update(ids[at] ?? 0, { shipping_address: { ...shown, region: null } })
      }
      const { records, unreadable, pages } = await pullAll('sweep')
      const brokenIds = broken.map((at) => String(ids[at]))
      expect(unreadable.map(({ remoteId }) => remoteId)).toEqual(brokenIds)
      expect(records.map(({ remoteId }) => remoteId)).toEqual(
        ids.map(String).filter((id) => !brokenIds.includes(id)),
      )
      expect(pages.at(-1)?.total).toBe(120)
      expect(sandbox.requests.count()).toBeLessThan(30 * broken.length + 10)
    },
  )

  it('ends where everything fails instead of asking for ever', async () => {
    seed(3)
    sandbox.faults.add({ fault: { kind: 'status', status: 422 } })
    const request = { mode: 'sweep' as const, checkpoint: null, limit: 100 }
    expect(await connectorTo(sandbox).pull('customer', request, signal)).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', status: 422 },
    })
    expect(sandbox.requests.count()).toBeLessThan(20)
  })

  it('goes without balances where a version does not know them in a list', async () => {
    seed(1)
    sandbox.faults.add({ fault: { kind: 'status', status: 422 }, times: 1 })
    const { records } = await pullAll('sweep')
    expect(records).toHaveLength(1)
    expect(records[0]).not.toHaveProperty('facts')
  })

  it('reads several by one request, and alone whom the list does not show', async () => {
    const ids = seed(30).map(String)
    const connector = connectorTo(sandbox)
    expect(valueOf(await connector.get('customer', ids, signal)).map((each) => each?.remoteId)).toEqual(ids)
    expect(sandbox.requests.count()).toBe(1)
    sandbox.store.delete(Number(ids[3]))
    expect(valueOf(await connector.get('customer', ids.slice(0, 5), signal)).map(Boolean)).toEqual([
      ...[true, true, true, false, true],
    ])
    expect(sandbox.requests.count()).toBe(3)
    sandbox.behaviour.ignoredConditions = ['id_in']
    expect(valueOf(await connector.get('customer', ids.slice(20, 22), signal))).toMatchObject(
      ids.slice(20, 22).map((remoteId) => ({ remoteId })),
    )
  })

  it('reads the others alone where one of several cannot be shown', async () => {
    const [one = 0, two = 0] = seed(2)
    sandbox.store.update(two, { shipping_address: { ...shown, region: null } })
    const connector = connectorTo(sandbox)
    expect(await connector.get('customer', [String(one), String(two)], signal)).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', status: 422 },
    })
    expect(valueOf(await connector.get('customer', [String(one)], signal))).toHaveLength(1)
  })

  it('tells a 404 from a customer that is only hidden', async () => {
    const [one = 0] = seed(1)
    const hidden = sandbox.store.create({ enterprise_id: 5, email: 'other@x.example' }).id
    const connector = connectorTo(sandbox)
    expect(valueOf(await connector.get('customer', ['999', String(one)], signal))).toMatchObject([
      null,
      { remoteId: String(one) },
    ])
    expect(await connector.get('customer', [String(hidden)], signal)).toMatchObject({
      ok: false,
      error: { kind: 'protocol' },
    })
  })
})

describe('news', () => {
  it('costs one request while nothing changes, and changes nothing in the checkpoint', async () => {
    seed(5)
    const connector = connectorTo(sandbox)
    const first = await pullAll('changes', connector)
    await pullAll('changes', connector, first.checkpoint) // finds out that the filter works
    sandbox.requests.reset()
    const quiet = await pullAll('changes', connector, first.checkpoint)
    expect(quiet).toMatchObject({ records: [], checkpoint: first.checkpoint })
    expect(sandbox.requests.count()).toBe(1)
  })

  it('does not trust a filter that is ignored: the whole list stands for news, now and then', async () => {
    sandbox.behaviour.ignoredConditions = ['updated_at_gteq']
    seed(5)
    const connector = connectorTo(sandbox)
    const first = await pullAll('changes', connector)
    const soon = await pullAll('changes', connector, first.checkpoint)
    expect(soon.records).toEqual([])
    const since = Date.now() - 3_600_000
    const later = await pullAll('changes', connector, { kind: 'changes', since, walk: null })
    expect(later.records).toHaveLength(5)
  })

  it('leaves what moves no time of change, such as tags, to the sweep, from which it goes on', async () => {
    const [id = 0] = seed(2)
    const connector = connectorTo(sandbox)
    const { pages } = await pullAll('sweep', connector)
    const from = pages.at(-1)?.changesFrom ?? null
    sandbox.store.update(id, { tags: ['quietly'] })
    expect((await pullAll('changes', connector, from)).records).toEqual([])
    expect((await pullAll('sweep', connector)).records[0]?.fields.tags).toEqual(['quietly'])
    sandbox.store.update(id, { last_name: 'Aloud' })
    expect((await pullAll('changes', connector, from)).records).toMatchObject([{ remoteId: String(id) }])
  })
})

describe('finding', () => {
  it('asks for the e-mail in lower case, and believes no hit that has another', async () => {
    const [id] = seed(3)
    const connector = connectorTo(sandbox)
    const found = valueOf(await connector.find({ email: 'C1@X.Example' }, signal))
    expect(found.map(({ remoteId }) => remoteId)).toEqual([String(id)])
    sandbox.behaviour.ignoredConditions = ['email_eq']
    expect(valueOf(await connector.find({ email: 'nobody@x.example' }, signal))).toEqual([])
  })

  it('finds by code, in the own enterprise alone', async () => {
    const [id = 0] = seed(1)
    sandbox.store.update(id, { code: 'CRM-7' })
    sandbox.keys.set('both', { manages: new Set([2, 5]) })
    sandbox.store.create({ enterprise_id: 5, email: 'hub@x.example', code: 'CRM-7' })
    const found = valueOf(await connectorTo(sandbox, { token: 'both' }).find({ code: 'CRM-7' }, signal))
    expect(found.map(({ remoteId }) => remoteId)).toEqual([String(id)])
  })

  it('tells a customer that cannot be shown by its id, so that none is made beside it', async () => {
    const [, id = 0] = seed(3)
    sandbox.store.update(id, { shipping_address: { ...shown, region: null } })
    const found = valueOf(await connectorTo(sandbox).find({ email: 'c2@x.example' }, signal))
    expect(found).toEqual([
      { remoteId: String(id), revision: '', complete: false, fields: { email: 'c2@x.example' } },
    ])
  })
})

describe('writing', () => {
  it('creates with a body of what may be written and nothing else', async () => {
    const whole = living(home(), { email: ' Tilly@Example.net ', code: '', tags: ['wholesale'], phone: '1' })
    expect(await create(whole)).toMatchObject({
      status: 'accepted',
      addressIds: { home: 'shipping' },
      record: { fields: { email: 'tilly@example.net', tags: ['wholesale'], code: '' } },
    })
    expect(bodies('POST')).toEqual([
      {
        ...{ enterprise_id: 2, first_name: 'Tilly', last_name: 'Ng', email: 'tilly@example.net', code: null },
        tags: ['wholesale'],
        shipping_address: {
          ...{ first_name: 'Tilly', last_name: 'Ng', street_address_1: '9 Canning St' },
          ...{ street_address_2: 'Flat 2', locality: 'Carlton', postal_code: '3053', phone: '0400 111 222' },
          ...{ latitude: null, longitude: null, region: { code: 'VIC' }, country: { code: 'AU' } },
        },
      },
    ])
  })

  it('overwrites by a create with a known e-mail, as the remote does: the engine searches first', async () => {
    const [id] = seed(1)
    expect(await create(tilly({ email: 'C1@x.example' }))).toMatchObject({
      status: 'accepted',
      record: { remoteId: String(id), fields: { firstName: 'Tilly' } },
    })
    expect(sandbox.store.customers.size).toBe(1)
  })

  it('sends empty names as text, and an empty code as none', async () => {
    const [id = 0] = seed(1)
    const outcome = await update(id, { fields: { lastName: '', code: '' } }, tilly({ email: 'c1@x.example' }))
    expect(outcome).toMatchObject({ status: 'accepted', record: { fields: { lastName: '', code: '' } } })
    expect(bodies('PUT')).toEqual([{ enterprise_id: 2, email: 'c1@x.example', last_name: '', code: null }])
  })

  it('sends tags at the root, beside what keeps the body from being none, and leaves them alone otherwise', async () => {
    const [id = 0] = seed(1)
    const whole = tilly({ email: 'c1@x.example' })
    expect(await update(id, { fields: { tags: ['a', 'b'] } }, whole)).toMatchObject({
      record: { fields: { tags: ['a', 'b'] } },
    })
    expect(await update(id, { fields: { firstName: 'Other' } }, whole)).toMatchObject({
      record: { fields: { firstName: 'Other', tags: ['a', 'b'] } },
    })
  })

  it('sends a changed address for shipping whole', async () => {
    const [id = 0] = seed(1)
    sandbox.store.update(id, { shipping_address: shown })
    const address: Address = { ...home({ line2: '' }), remoteId: 'shipping' }
    const whole = living(address, { email: 'c1@x.example' })
    expect(await update(id, { changedAddresses: [address] }, whole)).toMatchObject({
      status: 'accepted',
      record: { addresses: [{ remoteId: 'shipping', fields: { city: 'Carlton', region: 'Victoria' } }] },
    })
    expect(sandbox.store.get(id).shipping_address).toMatchObject({ street_address_2: '', latitude: null })
  })

  it('puts another address into the slot where it becomes the default', async () => {
    const [id = 0] = seed(1)
    sandbox.store.update(id, { shipping_address: shown })
    const whole = living(home(), { email: 'c1@x.example' })
    expect(await update(id, { addedAddresses: [home()] }, whole)).toMatchObject({
      status: 'accepted',
      addressIds: { home: 'shipping' },
    })
    expect(sandbox.store.get(id).shipping_address?.locality).toBe('Carlton')
  })

  it('empties both slots, and never sends an address for billing', async () => {
    const [id = 0] = seed(1)
    sandbox.store.update(id, { shipping_address: shown, billing_address: shown })
    const gone = (slot: string): Address => ({ ...home(), id: slot, remoteId: slot, superseded: 'removed' })
    const whole = tilly({ email: 'c1@x.example' })
    const removed = { removedAddresses: [gone('shipping'), gone('billing')] }
    expect(await update(id, removed, whole)).toMatchObject({ status: 'accepted', record: { addresses: [] } })

    const bill = { ...home(), id: 'bill' }
    const both = living(home(), { addresses: [home(), bill], defaultBillingAddressId: 'bill' })
    expect((await create(both))?.status).toBe('accepted')
    expect(bodies('POST')[0]).not.toHaveProperty('billing_address')
  })

  it('lets the own name and number stand in for what an address lacks', async () => {
    const bare = home({ firstName: '', lastName: '', phone: '' })
    expect(await create(living(bare, { mobile: '0400 9' }))).toMatchObject({
      status: 'accepted',
      record: { addresses: [{ fields: { firstName: 'Tilly', lastName: 'Ng', phone: '0400 9' } }] },
    })
  })

  it.each(['line1', 'city', 'postcode', 'regionCode', 'countryCode', 'phone'] as const)(
    'sends no address without %s, which would be refused or never shown again',
    async (part) => {
      expect(await create(living(home({ [part]: '' })))).toMatchObject({
        status: 'refused',
        reason: ADDRESS_INCOMPLETE,
      })
      expect(sandbox.requests.count()).toBe(0)
    },
  )

  it('hands on sentences about the record, with the field where it is told', async () => {
    const [id = 0] = seed(2)
    sandbox.store.update(id, { code: 'CRM-1' })
    expect(await create(tilly({ code: 'CRM-1' }))).toEqual({
      ...{ status: 'refused', localId: 'local', field: 'code' },
      reason: 'Code has already been taken',
    })
    expect(await update(id, { fields: { email: 'c2@x.example' } })).toMatchObject({
      ...{ status: 'refused', field: 'email' },
      reason: 'Email is associated with an existing customer',
    })
  })

  it('takes an address back that the remote saved and cannot show, and says so, in a create and an update', async () => {
    expect(await create(living(nowhere))).toMatchObject({ status: 'refused', reason: REGION_UNKNOWN_THERE })
    const [id = 0] = [...sandbox.store.customers.keys()]
    expect(sandbox.store.get(id)).toMatchObject({ email: 'tilly@example.net', shipping_address: null })

    const address: Address = { ...nowhere, remoteId: 'shipping' }
    expect(await update(id, { changedAddresses: [address] }, living(address))).toMatchObject({
      status: 'refused',
      reason: REGION_UNKNOWN_THERE,
    })
    expect((await pullAll('sweep')).unreadable).toEqual([])
  })

  it('leaves open what a write did whose answer the remote could not make', async () => {
    const [id = 0] = seed(1)
    sandbox.faults.add({ method: 'PUT', fault: { kind: 'status', status: 422, takesEffect: true }, times: 1 })
    expect(await update(id, { fields: { firstName: 'Done' } })).toMatchObject({
      status: 'unknown',
      error: { kind: 'unavailable', status: 422 },
    })
  })

  it('hands on why a customer cannot be deleted, and tells a missing permission from a wrong key', async () => {
    const [id = 0] = seed(1)
    sandbox.store.update(id, { keeps: 'This customer has an outstanding credit balance.' })
    expect(await remove(id)).toMatchObject({
      ...{ status: 'refused' },
      reason: 'Delete failed: This customer has an outstanding credit balance.',
    })
    const other = sandbox.store.create({ enterprise_id: 5, email: 'other@x.example' }).id
    expect(await remove(other)).toMatchObject({
      ...{ status: 'refused' },
      reason: 'You are not authorized to perform that action.',
    })
    sandbox.keys.clear()
    expect(await remove(id)).toMatchObject({ status: 'not-sent', error: { kind: 'unauthorised' } })
  })

  it('says that nothing can be added where the key may not change the enterprise', async () => {
    sandbox.keys.set('reader', { manages: new Set() })
    const item = { type: 'create' as const, localId: 'local', key: '', whole: tilly(), archived: false }
    const connector = connectorTo(sandbox, { token: 'reader' })
    expect(await connector.push('customer', [item], signal)).toMatchObject([
      { status: 'not-sent', error: { kind: 'permission' } },
    ])
  })
})

it('reads 250 customers with three requests and writes each edit with one', async () => {
  const ids = seed(250)
  await pullAll('sweep')
  expect(sandbox.requests.count()).toBe(3)
  sandbox.requests.reset()
  const items = ids.slice(0, 50).map((id) => ({
    ...{ type: 'update' as const, localId: String(id), remoteId: String(id) },
    changes: { fields: { lastName: 'New' }, addedAddresses: [], changedAddresses: [], removedAddresses: [] },
    whole: tilly({ email: sandbox.store.get(id).email }),
  }))
  await connectorTo(sandbox).push('customer', items, signal)
  expect(sandbox.requests.count()).toBe(50)
})
