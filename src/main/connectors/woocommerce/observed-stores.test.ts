import { describe, expect, it } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import type { WooSandboxOptions } from '../../../../e2e/sandbox/woocommerce/server.ts'
import {
  creating,
  deleting,
  neverAborted,
  pushOne,
  recordOf,
  sweepPage,
  updating,
  valueOf,
} from './pushes.testing.ts'
import { connectorTo, openStore } from './sandboxed-connector.testing.ts'

/** What real stores were seen to do: docs/remotes/woocommerce.md, section 5, by its numbers. */
const APIS = ['modern', 'legacy'] as const
const only = (api: (typeof APIS)[number]): WooSandboxOptions =>
  api === 'modern' ? { legacy: 'absent' } : { modern: false }
const LONG_AGO = Date.UTC(2024, 0, 20, 12) / 1000

describe.each(APIS)('a store by its %s API', (api) => {
  it('1. tells no changes since a time: pulls are sweeps, and a deletion is known by its 404 alone', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example' })
    expect(connector.capabilities.pull).toBe('full-scan')
    store.deleteUser(id)
    expect((await sweepPage(connector)).records).toEqual([])
    expect(valueOf(await connector.get('customer', [String(id)], neverAborted()))).toEqual([null])
    const changes = { mode: 'changes' as const, checkpoint: null, limit: 10 }
    expect(await connector.pull('customer', changes, neverAborted())).toMatchObject({ ok: false })
  })

  it.each(['UTC', 'America/New_York', 'Asia/Tokyo', '+05:30', 'Europe/Berlin'])(
    '2. tells the true time of registration whatever zone the store is in: %s',
    async (timezone) => {
      const { connector, store } = await openStore({ ...only(api), timezone })
      store.createUser({ email: 'winter@x.example' }, { registered_at: LONG_AGO })
      const summer = Date.UTC(2024, 6, 20, 12) / 1000
      store.createUser({ email: 'summer@x.example' }, { registered_at: summer })
      const { records } = await sweepPage(connector)
      expect(records.map(({ facts }) => facts?.createdAt)).toEqual([LONG_AGO * 1000, summer * 1000])
    },
  )

  it('3. tells no time for who was never saved by WooCommerce, and nothing new when our own write echoes', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'old@x.example', first_name: 'Old' }, { last_update: 0 })
    const [before] = (await sweepPage(connector)).records
    expect(before?.facts?.updatedAt).toBe(0)
    const answered = recordOf(await pushOne(connector, updating(id, { fields: { firstName: 'New' } })))
    const [after] = (await sweepPage(connector)).records
    expect(after?.facts?.updatedAt).not.toBe(0)
    expect(after?.fields).toEqual(answered.fields)
  })

  it('4. hands on that the store kept the old e-mail, which another account has', async () => {
    const { connector, store } = await openStore(only(api))
    store.createUser({ email: 'taken@x.example' })
    const { id } = store.createUser({ email: 'mine@x.example', first_name: 'Ann' })
    const fields = { email: 'taken@x.example', firstName: 'Anna' }
    const outcome = await pushOne(connector, updating(id, { fields }))
    expect(outcome).toMatchObject({ status: 'refused', field: 'email' })
    expect(store.get(id)).toMatchObject({
      email: 'mine@x.example',
      first_name: api === 'legacy' ? 'Anna' : 'Ann',
    })
  })

  it('5. takes no e-mail away, and reads customers who have none', async () => {
    const { connector, store, sandbox } = await openStore(only(api))
    const { id } = store.createUser({ email: 'mine@x.example' })
    store.createUser({ email: '', first_name: 'Nameless' })
    expect((await sweepPage(connector)).records.map(({ fields }) => fields.email)).toEqual([
      'mine@x.example',
      '',
    ])
    const before = sandbox.requests.count()
    const outcome = await pushOne(connector, updating(id, { fields: { email: ' ' } }))
    expect(outcome).toMatchObject({ status: 'refused', reason: 'app:email-needed', field: 'email' })
    expect(sandbox.requests.count()).toBe(before)
    expect(store.get(id).email).toBe('mine@x.example')
  })

  it('6. deletes for good, and never the owner of the keys or the staff', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example' })
    const manager = store.createUser({ email: 'm@x.example' }, { role: 'shop_manager' })
    const subscriber = store.createUser({ email: 's@x.example' }, { role: 'subscriber' })
    const outcomes = await connector.push(
      'customer',
      [1, id, manager.id, subscriber.id].map((each) => deleting(each)),
      neverAborted(),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['refused', 'accepted', 'refused', 'accepted'])
    expect(outcomes[0]).toMatchObject({ reason: 'app:protected-account' })
    expect([...store.users.keys()]).toEqual([1, manager.id])
    expect((await pushOne(connector, deleting(id))).status).toBe('gone')
  })

  it('8. makes no second account after a lost answer: the e-mail is looked up', async () => {
    const { connector, store, sandbox } = await openStore(only(api))
    await sweepPage(connector)
    sandbox.faults.add({ fault: { kind: 'cut-after' }, times: 1 })
    const item = creating({ email: 'once@x.example', firstName: 'Once' })
    expect((await pushOne(connector, item)).status).toBe('unknown')
    const found = valueOf(await connector.find({ email: 'once@x.example' }, neverAborted()))
    expect(found).toMatchObject([{ fields: { firstName: 'Once' } }])
    expect((await pushOne(connector, item)).status).toBe('exists')
    expect(store.byEmail('once@x.example')).toHaveLength(1)
  })

  it('8. sends creates of one e-mail one after the other', async () => {
    const { connector, store } = await openStore({ ...only(api), overlappingCreates: 'doubled' })
    const items = Array.from({ length: 4 }, () => creating({ email: 'same@x.example' }))
    const outcomes = await connector.push(
      'customer',
      items.map((item, index) => ({ ...item, localId: `local-${index}` })),
      neverAborted(),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'exists', 'exists', 'exists'])
    expect(store.byEmail('same@x.example')).toHaveLength(1)
    expect(connector.capabilities.bulk.together).toBe(1)
  })

  it('8. reads each of the four codes of a duplicate, in words without HTML', async () => {
    const { connector, sandbox } = await openStore(only(api))
    await sweepPage(connector)
    const others = [1, 2, 3, 4].map(() => connectorTo(sandbox))
    for (const other of others) await sweepPage(other)
    const outcomes = await Promise.all(
      others.map((other) => pushOne(other, creating({ email: 'race@x.example' }))),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['accepted', 'exists', 'exists', 'exists'])
    for (const outcome of outcomes) {
      if (outcome.status === 'exists') expect(outcome.reason).not.toMatch(/</)
    }
  })

  it('9. finds accounts that are no customers, since their e-mails are taken, too', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 's@x.example' }, { role: 'subscriber' })
    expect((await pushOne(connector, creating({ email: 'S@X.example' }))).status).toBe('exists')
    const found = valueOf(await connector.find({ email: 'S@X.example' }, neverAborted()))
    expect(found.map(({ remoteId }) => remoteId)).toEqual([String(id)])
  })

  it('10. takes a 400 to an update of nobody for gone, and a wrong key for one in either form', async () => {
    const { connector, sandbox } = await openStore(only(api))
    expect((await pushOne(connector, updating(999, { fields: { firstName: 'X' } }))).status).toBe('gone')
    const signal = neverAborted()
    const stranger = connectorTo({ ...sandbox, consumerKey: 'ck_nobody' })
    expect(await stranger.checkConnection(signal)).toMatchObject({ error: { kind: 'unauthorised' } })
    const liar = connectorTo({ ...sandbox, consumerSecret: 'cs_wrong' })
    expect(await liar.checkConnection(signal)).toMatchObject({ error: { kind: 'unauthorised' } })
  })

  it('11. matches the rows of a bulk call by their place, and sends no more than a hundred', async () => {
    const { connector, store, sandbox } = await openStore(only(api))
    store.createUser({ email: 'c7@x.example' })
    const items = Array.from({ length: 101 }, (_, index) => creating({ email: `c${index}@x.example` }))
    items[3] = creating({ email: 'c3@localhost' })
    const outcomes = await connector.push('customer', items, neverAborted())
    expect(outcomes.map(({ localId }) => localId)).toEqual(items.map(({ localId }) => localId))
    expect(outcomes.filter(({ status }) => status === 'accepted')).toHaveLength(99)
    expect(outcomes[3]).toMatchObject({ status: 'refused', field: 'email' })
    expect(outcomes[7]).toMatchObject({ status: 'exists' })
    const sizes = sandbox.requests
      .list({ method: 'POST' })
      .map(({ body }) => JSON.parse(body ?? '{}') as { customers?: unknown[]; create?: unknown[] })
      .map(({ customers, create }) => (customers ?? create ?? []).length)
    expect(sizes).toEqual([100, 1])
  })

  it('12. pages by id and by counting, and steps back where rows have gone meanwhile', async () => {
    const { connector, store } = await openStore(only(api))
    const ids = Array.from({ length: 9 }, (_, index) =>
      String(store.createUser({ email: `p${index}@x.example` }, { registered_at: LONG_AGO }).id),
    )
    const signal = neverAborted()
    const seen = new Set<string>()
    let request = { mode: 'sweep' as const, checkpoint: null as unknown, limit: 3 }
    for (let page = 1; ; page += 1) {
      const read = valueOf(await connector.pull('customer', request as never, signal))
      for (const { remoteId } of read.records) seen.add(remoteId)
      if (page === 2) store.deleteUser(Number(ids[0]))
      if (!read.hasMore) break
      request = { ...request, checkpoint: read.checkpoint }
    }
    expect([...seen].sort()).toEqual([...ids].sort())
  })

  it('14. finds an e-mail with a plus in it, and nothing that is only like it', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'plus+tag@x.example' })
    store.createUser({ email: 'plus@x.example' })
    const found = valueOf(await connector.find({ email: 'plus+tag@x.example' }, neverAborted()))
    expect(found.map(({ remoteId }) => remoteId)).toEqual([String(id)])
    expect(valueOf(await connector.find({ email: 'us+tag@x.example' }, neverAborted()))).toEqual([])
    expect(valueOf(await connector.find({ email: 'no e-mail' }, neverAborted()))).toEqual([])
  })

  it('15. takes the answer for the truth: names without tags, backslashes and blanks, addresses as they are', async () => {
    const { connector } = await openStore(only(api))
    const address = newAddress('a', { line1: '<script>alert(1)</script>x', countryCode: 'AT' })
    const item = creating({
      ...{ email: 'n@x.example', firstName: ' <b>Ann</b> ', lastName: 'back\\slash' },
      ...{ addresses: [address], defaultBillingAddressId: 'a' },
    })
    const record = recordOf(await pushOne(connector, item))
    expect(record.fields).toMatchObject({ firstName: 'Ann', lastName: 'backslash' })
    expect(record.addresses).toMatchObject([{ fields: { line1: '<script>alert(1)</script>x' } }])
  })

  it('15. keeps an ampersand that a create would turn into an entity', async () => {
    const { connector } = await openStore(only(api))
    const single = recordOf(await pushOne(connector, creating({ email: 'a@x.example', lastName: 'A & B' })))
    expect(single.fields.lastName).toBe('A & B')
    const items = [creating({ email: 'b@x.example', firstName: 'B & C' }), creating({ email: 'c@x.example' })]
    const outcomes = await connector.push('customer', items, neverAborted())
    expect(outcomes.map((each) => recordOf(each).fields.firstName)).toEqual(['B & C', ''])
  })

  it('15. hands on that a user name never changes', async () => {
    const { connector, store } = await openStore(only(api))
    const { id, login } = store.createUser({ email: 'u@x.example' })
    const outcome = await pushOne(connector, updating(id, { fields: { username: 'other' } }))
    expect(outcome).toMatchObject({ status: 'refused', field: 'username' })
    expect(store.get(id).login).toBe(login)
  })

  it('16. makes the store mail a new customer once, in bulk too', async () => {
    const { connector, store } = await openStore(only(api))
    await connector.push(
      'customer',
      [creating({ email: 'a@x.example' }), creating({ email: 'b@x.example' })],
      neverAborted(),
    )
    expect(store.mails).toEqual(['a@x.example', 'b@x.example'])
  })

  it.each(['a@b', 'x@localhost', 'zoë@x.example', `${'l'.repeat(61)}@x.example`])(
    '17. hands on that an e-mail is none: %s',
    async (email) => {
      const { connector } = await openStore(only(api))
      const outcome = await pushOne(connector, creating({ email }))
      expect(outcome.status === 'refused' ? outcome.field : outcome.status).toMatch(/^(email|username)$/)
    },
  )

  it('17. names the e-mail as what is at fault in an update, too', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example' })
    const item = updating(id, { fields: { email: 'a@b' } })
    expect(await pushOne(connector, item)).toMatchObject({ status: 'refused', field: 'email' })
  })

  it('18. leaves billing empty where nothing is said, merges part by part, and empties what was removed', async () => {
    const { connector, store } = await openStore(only(api))
    const created = recordOf(await pushOne(connector, creating({ email: 'a@x.example', firstName: 'Ann' })))
    expect(created.addresses).toEqual([])
    const id = Number(created.remoteId)
    store.updateUser(id, {
      billing: { first_name: 'Ann', city: 'Graz', country: 'AT', phone: '+43', email: 'pay@x.example' },
    })
    await pushOne(connector, updating(id, { fields: { company: 'Kraus KG' } }))
    expect(store.get(id).billing).toMatchObject({ city: 'Graz', phone: '+43', company: 'Kraus KG' })
    const address = { ...newAddress('b', { city: 'Graz' }), remoteId: 'billing' }
    const removed = recordOf(await pushOne(connector, updating(id, { removedAddresses: [address] })))
    expect(removed).toMatchObject({
      addresses: [],
      defaultBilling: '',
      fields: { phone: '+43', company: 'Kraus KG' },
    })
    expect(store.get(id).billing).toMatchObject({ city: '', country: '' })
  })

  it('18. keeps the phone of a shipping address where the API has a place for it, else on this computer', async () => {
    const { connector, store, sandbox } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example', shipping: { city: 'Graz', phone: '+43 1' } })
    const [record] = (await sweepPage(connector)).records
    expect(record?.addresses?.[0]?.fields.phone).toBe(api === 'modern' ? '+43 1' : undefined)
    const address = { ...newAddress('s', { city: 'Graz', phone: '+43 2' }), remoteId: 'shipping' }
    const outcome = await pushOne(connector, updating(id, { changedAddresses: [address] }))
    expect(outcome.status).toBe('accepted')
    expect(store.get(id).shipping.phone).toBe(api === 'modern' ? '+43 2' : '+43 1')
    expect(sandbox.requests.count({ method: 'PUT' })).toBe(1)
  })

  it('20. waits as told while an update is under way, and takes no web page for an answer', async () => {
    const { connector, sandbox } = await openStore(only(api))
    await sweepPage(connector)
    sandbox.behaviour.maintenance = true
    const request = { mode: 'sweep' as const, checkpoint: null, limit: 10 }
    expect(await connector.pull('customer', request, neverAborted())).toEqual({
      ok: false,
      error: { kind: 'unavailable', status: 503, retryAfterMs: 600_000 },
    })
    const write = await pushOne(connector, creating({ email: 'a@x.example' }))
    expect(write.status).toBe('unknown')
    sandbox.behaviour.maintenance = false
    sandbox.behaviour.printsNotices = true
    expect(await connector.pull('customer', request, neverAborted())).toMatchObject({
      error: { kind: 'protocol' },
    })
  })

  it('20. speaks with a store of plain permalinks by its query', async () => {
    const { connector, store } = await openStore({ ...only(api), permalinks: 'plain' })
    store.createUser({ email: 'plus+a@x.example' })
    expect(valueOf(await connector.checkConnection(neverAborted())).accountName).toBe('Corner Store')
    expect((await sweepPage(connector)).records).toHaveLength(1)
    const created = recordOf(await pushOne(connector, creating({ email: 'b@x.example' })))
    await pushOne(connector, updating(created.remoteId, { fields: { firstName: 'Bea' } }))
    expect(store.byEmail('b@x.example')).toMatchObject([{ first_name: 'Bea' }])
    expect(valueOf(await connector.find({ email: 'plus+a@x.example' }, neverAborted()))).toHaveLength(1)
    expect((await pushOne(connector, deleting(created.remoteId))).status).toBe('accepted')
  })

  it('21. reads orders and downloads of a customer, page by page, without what nobody here needs', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example' })
    const other = store.createUser({ email: 'b@x.example' })
    store.addOrder(other.id, { total: '1.00' })
    for (let count = 0; count < 101; count += 1) store.addOrder(id, { total: '2.50', status: 'pending' })
    const line = { id: 1, name: 'Linen bag', quantity: 2, total: '5.00', sku: 'BAG-2' }
    store.addOrder(id, {
      total: '12.50',
      status: 'completed',
      created_at: LONG_AGO,
      completed_at: LONG_AGO,
      lines: [line],
    })
    store.addDownload({
      ...{ customer_id: id, download_id: 'd1', product_id: 7, download_name: 'Manual', order_id: 502 },
      ...{ downloads_remaining: '', access_expires: 0 },
    })
    const related = connector.related?.bind(connector)
    if (related === undefined) throw new Error('A store tells orders')
    const orders = valueOf(await related('orders', String(id), neverAborted()))
    expect(orders).toHaveLength(102)
    expect(orders[0]).toMatchObject({ status: 'pending', total: '2.50', balance: '2.50' })
    expect(orders.at(-1)).toMatchObject({
      ...{ status: 'completed', total: '12.50', balance: '0', currency: 'EUR', orderedAt: LONG_AGO * 1000 },
      lines: [{ name: 'Linen bag', sku: 'BAG-2', quantity: '2', total: '5.00' }],
    })
    const downloads = valueOf(await related('downloads', String(id), neverAborted()))
    expect(downloads).toMatchObject([{ name: 'Manual', orderNumber: '502', remaining: '', expiresAt: 0 }])
    expect(JSON.stringify([orders, downloads])).not.toMatch(/203\.0\.113|wc_order_secret|Browser/)
  })

  it('22. keeps a customer whose role has changed, and leaves the staff out', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example' })
    store.changeUser(id, { role: 'wholesale' })
    const { records, total } = await sweepPage(connector)
    expect(records).toMatchObject([{ remoteId: String(id), facts: { role: 'wholesale' } }])
    expect(total).toBe(2)
  })

  it('23. gives a create a password where the store makes none, and never an update', async () => {
    const { connector, sandbox } = await openStore({ ...only(api), generatesPasswords: false })
    await sweepPage(connector)
    const items = ['a', 'b'].map((name) => creating({ email: `${name}@x.example` }))
    const outcomes = await connector.push('customer', items, neverAborted())
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    const { remoteId } = recordOf(await pushOne(connector, creating({ email: 'c@x.example' })))
    await pushOne(connector, updating(remoteId, { fields: { firstName: 'C' } }))
    const bodies = sandbox.requests.list().flatMap(({ body }) => body ?? [])
    expect(new Set(bodies.join().match(/"password":"[^"]{32,}"/g)).size).toBe(3)
    expect(
      sandbox.requests
        .list({ method: 'PUT' })
        .map(({ body }) => body)
        .join(),
    ).not.toMatch(/password/)
  })

  it('24. keeps what it does not know, and reads an address that PHP tells as an empty list', async () => {
    const { connector, store } = await openStore(only(api))
    const { id } = store.createUser({ email: 'a@x.example', meta_data: [{ key: 'vat', value: 'ATU1' }] })
    const [record] = valueOf(await connector.get('customer', [String(id)], neverAborted()))
    expect(record?.extra).toHaveProperty('avatar_url')
    if (api === 'modern') expect(record?.extra?.['meta_data']).toMatchObject([{ key: 'vat', value: 'ATU1' }])
  })
})

describe('a store by its modern API alone', () => {
  it('7. deletes in bulk by bare ids: an object would be taken for the administrator', async () => {
    const { connector, store, sandbox } = await openStore({ legacy: 'absent' })
    const ids = [1, 2, 3].map((number) => store.createUser({ email: `d${number}@x.example` }).id)
    await connector.push(
      'customer',
      ids.map((id) => deleting(id)),
      neverAborted(),
    )
    expect([...store.users.keys()]).toEqual([1])
    expect(sandbox.requests.list({ method: 'POST' }).map(({ body }) => body)).toEqual([
      JSON.stringify({ delete: ids }),
    ])
    expect(sandbox.requests.count({ method: 'GET', path: '/wp-json/wc/v3/customers' })).toBe(2)
  })

  it('7. is how such a store takes an object, so that nobody sends one', async () => {
    const { sandbox, store } = await openStore({ legacy: 'absent', protectsRoles: true })
    const { id } = store.createUser({ email: 'a@x.example' })
    const connector = connectorTo(sandbox)
    expect((await pushOne(connector, deleting(id))).status).toBe('accepted')
    expect(sandbox.requests.list({ method: 'DELETE' })[0]?.query).toContain('force=true')
  })

  it('6. lets a store of today protect its staff by itself', async () => {
    const { connector, store } = await openStore({ legacy: 'absent', protectsRoles: true })
    const { id } = store.createUser({ email: 'm@x.example' }, { role: 'wholesale' })
    const outcome = await pushOne(connector, updating(id, { fields: { email: 'n@x.example' } }))
    expect(outcome).toMatchObject({ status: 'refused' })
    expect(store.get(id).email).toBe('m@x.example')
  })
})

describe('a store by its legacy API alone', () => {
  it('25. links the account that a create has left behind when its second save was refused', async () => {
    const { connector, store } = await openStore({ modern: false })
    const address = newAddress('a', { city: 'Graz', email: 'nonsense' })
    const item = creating({ email: 'half@x.example', addresses: [address], defaultBillingAddressId: 'a' })
    expect((await pushOne(connector, item)).status).toBe('exists')
    expect(valueOf(await connector.find({ email: 'half@x.example' }, neverAborted()))).toHaveLength(1)
    expect(store.byEmail('half@x.example')).toHaveLength(1)
  })

  it('10. says that the legacy API is switched off', async () => {
    const { connector } = await openStore({ modern: false, legacy: 'disabled' })
    const checked = await connector.checkConnection(neverAborted())
    expect(checked).toMatchObject({ error: { kind: 'protocol' } })
    expect(JSON.stringify(checked)).toMatch(/switched off/)
  })

  it('12. reads many customers by the list where that takes fewer requests', async () => {
    const { connector, store, sandbox } = await openStore({ modern: false })
    const ids = Array.from({ length: 30 }, (_, index) =>
      String(store.createUser({ email: `m${index}@x.example` }).id),
    )
    await sweepPage(connector)
    store.deleteUser(Number(ids[4]))
    sandbox.requests.reset()
    const read = valueOf(await connector.get('customer', ids, neverAborted()))
    expect(read.map((record) => record?.remoteId ?? null)).toEqual(
      ids.map((id, at) => (at === 4 ? null : id)),
    )
    expect(sandbox.requests.count()).toBe(2)
  })
})
