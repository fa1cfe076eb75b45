import { describe, expect, test } from 'vitest'
import { emptyCustomerDraft, type CustomerDraft } from '../domain/customer.ts'
import { newAddress } from '../domain/address.ts'
import { MemoryConnector } from './memory-connector.ts'
import { noKeyProfile, skuIoLikeProfile, upsertingProfile } from './memory-profiles.ts'
import { MemoryRemote } from './memory-remote.ts'
import type { CustomerPush } from './remote-connector.ts'
import type { RemoteError } from './remote-error.ts'

const { signal } = new AbortController()

function create(localId: string, fields: Partial<CustomerDraft>): CustomerPush {
  return { type: 'create', localId, key: '', whole: { ...emptyCustomerDraft(), ...fields }, archived: false }
}

function set(size: number): { remote: MemoryRemote; connector: MemoryConnector; ids: string[] } {
  const remote = new MemoryRemote(skuIoLikeProfile())
  const ids = Array.from({ length: size }, (_, i) =>
    remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` }),
  )
  return { remote, connector: new MemoryConnector(remote), ids }
}

/** Pages through a list to its end; what is done between the pages is up to `meanwhile`. */
async function readAll(
  connector: MemoryConnector,
  mode: 'changes' | 'sweep',
  meanwhile: (page: number) => void = () => undefined,
): Promise<string[][]> {
  const pages: string[][] = []
  for (let checkpoint = null as never; ;) {
    const page = await connector.pull('customer', { mode, checkpoint, limit: 4 }, signal)
    if (!page.ok) throw new Error(page.error.kind)
    pages.push(page.value.records.map(({ remoteId }) => remoteId))
    if (!page.value.hasMore) return pages
    checkpoint = page.value.checkpoint as never
    meanwhile(pages.length)
  }
}

describe('paging', () => {
  test('short, empty and full pages lead to the same list', async () => {
    const { connector, ids } = set(10)
    connector.pageSizes = [1, 0, 3]
    const pages = await readAll(connector, 'changes')
    expect(pages.map(({ length }) => length)).toEqual([1, 0, 3, 4, 2])
    expect(pages.flat()).toEqual(ids)
  })

  test('changes go on from the checkpoint and show only what was changed since', async () => {
    const { remote, connector, ids } = set(3)
    const first = await connector.pull('customer', { mode: 'changes', checkpoint: null, limit: 9 }, signal)
    if (!first.ok) throw new Error(first.error.kind)
    remote.directEdit(ids[1] ?? '', { phone: '1' })
    const { checkpoint } = first.value
    const next = await connector.pull('customer', { mode: 'changes', checkpoint, limit: 9 }, signal)
    expect(next).toMatchObject({ ok: true, value: { records: [{ remoteId: ids[1] }], hasMore: false } })
  })

  test('a deletion on an earlier page shifts a live record out of a sweep', async () => {
    const { remote, connector, ids } = set(8)
    const pages = await readAll(connector, 'sweep', (page) => {
      if (page === 1) remote.directDelete(ids[0] ?? '')
    })
    expect(pages.flat()).not.toContain(ids[4])
  })
})

describe('writes', () => {
  test('an e-mail that is taken is refused on create and on update', async () => {
    const { connector, ids } = set(2)
    const [created] = await connector.push(
      'customer',
      [create('x', { name: 'N', email: 'C1@example.com ' })],
      signal,
    )
    expect(created?.status).toBe('exists')
    const [updated] = await connector.push(
      'customer',
      [
        {
          type: 'update',
          localId: 'y',
          remoteId: ids[0] ?? '',
          changes: {
            fields: { email: 'c1@example.com' },
            addedAddresses: [],
            changedAddresses: [],
            removedAddresses: [],
          },
          whole: emptyCustomerDraft(),
        },
      ],
      signal,
    )
    expect(updated).toMatchObject({ status: 'refused', field: 'email' })
  })

  test('an upserting remote changes the record that has the e-mail', async () => {
    const remote = new MemoryRemote(upsertingProfile())
    const there = remote.directCreate({ firstName: 'Ada', email: 'ada@example.com' })
    const connector = new MemoryConnector(remote)
    const [outcome] = await connector.push(
      'customer',
      [create('x', { firstName: 'Beth', email: 'ada@example.com' })],
      signal,
    )
    expect(outcome).toMatchObject({
      status: 'accepted',
      record: { remoteId: there, fields: { firstName: 'Beth' } },
    })
  })

  test('settings and further addresses are left to the update; an address it has is not doubled', async () => {
    const { remote, connector } = set(0)
    const home = newAddress('a', { line1: '1 Mill Lane', postcode: 'LS1 1AA' })
    const whole = {
      name: 'Ada',
      warehouseId: '3',
      addresses: [home, newAddress('b', { line1: '2 High St' })],
    }
    const [created] = await connector.push(
      'customer',
      [create('x', { ...whole, defaultShippingAddressId: 'a' })],
      signal,
    )
    if (created?.status !== 'accepted' || created.record === null) throw new Error('not accepted')
    expect(created.record).toMatchObject({
      fields: { warehouseId: '' },
      addresses: [{ fields: { line1: '1 Mill Lane' } }],
    })
    const again = newAddress('c', { line1: '1 MILL LANE', postcode: 'ls1 1aa' })
    const [updated] = await connector.push(
      'customer',
      [
        {
          type: 'update',
          localId: 'x',
          remoteId: created.record.remoteId,
          changes: { fields: {}, addedAddresses: [again], changedAddresses: [], removedAddresses: [] },
          whole: emptyCustomerDraft(),
        },
      ],
      signal,
    )
    expect(updated).toMatchObject({ status: 'accepted', addressIds: { c: created.addressIds['a'] } })
    expect(remote.customers.get(created.record.remoteId)?.addresses).toHaveLength(1)
  })

  test('one refused item does not touch the others of a bulk call', async () => {
    const remote = new MemoryRemote(noKeyProfile())
    remote.refuse = (push) => (push.localId === 'b' ? 'no' : null)
    const connector = new MemoryConnector(remote)
    const items = ['a', 'b', 'c'].map((id) => create(id, { firstName: id }))
    const outcomes = await connector.push('customer', items, signal)
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted'])
  })
})

describe('faults', () => {
  test.each<[RemoteError, string]>([
    [{ kind: 'offline' }, 'not-sent'],
    [{ kind: 'unauthorised', detail: '' }, 'not-sent'],
    [{ kind: 'rate-limited', retryAfterMs: 1 }, 'not-sent'],
    [{ kind: 'unavailable', status: 500, retryAfterMs: 0 }, 'unknown'],
    [{ kind: 'timeout-unknown' }, 'unknown'],
  ])('%j makes a write %s', async (error, status) => {
    const { remote, connector } = set(0)
    connector.faults.failNext(error)
    expect(await connector.push('customer', [create('x', { name: 'A' })], signal)).toEqual([
      { status, localId: 'x', error },
    ])
    expect(remote.customers.size).toBe(0)
  })

  test.each([
    ['before', 0, 0],
    ['after', 1, 1],
    ['later', 0, 1],
  ] as const)('a connection cut %s its effect', async (when, atOnce, inTheEnd) => {
    const { remote, connector } = set(0)
    connector.faults.cutNext(when)
    const [outcome] = await connector.push('customer', [create('x', { name: 'A' })], signal)
    expect(outcome?.status).toBe('unknown')
    expect(remote.customers.size).toBe(atOnce)
    connector.faults.runLate()
    expect(remote.customers.size).toBe(inTheEnd)
  })

  test('offline, nothing goes and nothing is logged; an aborted call is cancelled', async () => {
    const { connector } = set(1)
    connector.faults.offline = true
    expect(await connector.get('customer', ['x'], signal)).toEqual({ ok: false, error: { kind: 'offline' } })
    expect(connector.requests).toEqual([])
    connector.faults.offline = false
    const aborted = new AbortController()
    aborted.abort()
    expect(await connector.get('customer', ['x'], aborted.signal)).toEqual({
      ok: false,
      error: { kind: 'cancelled' },
    })
  })
})
