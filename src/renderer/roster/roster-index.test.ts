import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { countryName } from '#shared/domain/country-name.ts'
import { defaultAddress, displayName, needsPerson } from '#shared/domain/derived-fields.ts'
import { cleanSyncState } from '#shared/domain/sync-state.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { foldText, keyText, searchWords } from './fold-text.ts'
import { rosterEntryOf } from './roster-entry.ts'
import { RosterIndex } from './roster-index.ts'
import {
  allCustomers,
  ROSTER_COLUMNS,
  type ProbeKey,
  type RosterColumn,
  type RosterQuery,
} from './roster-query.ts'

let clock = 0

function put(index: RosterIndex, ...customers: Customer[]): void {
  clock += 1
  index.apply(
    customers.map((customer) => ({
      id: customer.id,
      writtenAt: clock,
      entry: rosterEntryOf(customer, clock),
    })),
  )
}

function remove(index: RosterIndex, ...ids: string[]): void {
  clock += 1
  index.apply(ids.map((id) => ({ id, writtenAt: clock, entry: null })))
}

function built(customers: Iterable<Customer>): RosterIndex {
  const index = new RosterIndex(0)
  put(index, ...customers)
  return index
}

/** What a list must be, said the plain way. */
function expected(customers: Iterable<Customer>, query: RosterQuery): string[] {
  const words = searchWords(query.search)
  const { column, descending } = query.sort
  const shown = [...customers].filter((customer) => {
    const text = rosterEntryOf(customer, 0).text
    const state = needsPerson(customer) ? 'needs-you' : customer.pendingSince === 0 ? '' : 'waiting'
    return (
      (query.includeDeleted === true || customer.deletedAt === 0) &&
      (query.archived === 'all' || (customer.archivedAt !== 0) === (query.archived === 'archived')) &&
      (query.state === 'any' ||
        query.state === state ||
        (query.state === 'local-only' && customer.sync.localOnly)) &&
      (query.countryCode === '' || defaultAddress(customer)?.countryCode === query.countryCode) &&
      (query.tag === '' || customer.tags.map(foldText).includes(foldText(query.tag))) &&
      words.every((word) => text.includes(word))
    )
  })
  const filled = shown.filter((customer) => !isBlank(sortKey(customer, column))).sort(byKey(column))
  const blank = shown.filter((customer) => isBlank(sortKey(customer, column))).sort(byKey(column))
  if (descending) filled.reverse()
  return [...filled, ...blank].map((customer) => customer.id)
}

function isBlank(key: string | number): boolean {
  return key === '' || key === 0
}

function byKey(column: RosterColumn): (a: Customer, b: Customer) => number {
  const keys = (customer: Customer): (string | number)[] => [
    sortKey(customer, column),
    foldText(displayName(customer)),
    customer.id,
  ]
  return (a, b) => {
    const [keysA, keysB] = [keys(a), keys(b)]
    for (const [at, keyA] of keysA.entries()) {
      const keyB = keysB[at] ?? ''
      if (keyA !== keyB) return keyA < keyB ? -1 : 1
    }
    return 0
  }
}

function sortKey(customer: Customer, column: RosterColumn): string | number {
  const address = defaultAddress(customer)
  switch (column) {
    case 'name':
      return foldText(displayName(customer))
    case 'city':
    case 'postcode':
      return foldText(address?.[column] ?? '')
    case 'countryCode':
      return foldText(countryName(address?.countryCode ?? ''))
    case 'region':
      return foldText(address?.region || (address?.regionCode ?? ''))
    case 'code':
    case 'referenceId':
    case 'email':
      return keyText(customer[column])
    case 'tags':
      return customer.tags.map(foldText).join('\u0002')
    case 'state':
      return needsPerson(customer) ? 3 : customer.pendingSince > 0 ? 2 : customer.sync.localOnly ? 1 : 0
    case 'updatedAt':
    case 'createdAt':
      return customer[column]
    case 'company':
    case 'phone':
    case 'mobile':
      return foldText(customer[column])
  }
}

const word = fc.constantFrom(
  '',
  '',
  'Ann',
  'ann',
  'Ánn',
  'Bob',
  'bobby',
  'Ørsted',
  '東京',
  '😀 x',
  'zz top',
  'a'.repeat(9),
)
const customers = fc
  .record({
    number: fc.nat(30),
    name: word,
    company: word,
    email: word,
    phone: word,
    city: word,
    countryCode: fc.constantFrom('', 'AU', 'CH'),
    tags: fc.subarray(['VIP', 'retail', 'Été']),
    archivedAt: fc.constantFrom(0, 0, 5),
    deletedAt: fc.constantFrom(0, 0, 0, 5),
    pendingSince: fc.constantFrom(0, 7),
    updatedAt: fc.nat(2 ** 42),
    refused: fc.boolean(),
    localOnly: fc.boolean(),
  })
  .map(({ number, city, countryCode, refused, localOnly, ...fields }): Customer => {
    const sync = {
      ...cleanSyncState(),
      localOnly,
      refused: refused ? { message: '', of: 'update' as const, field: '', values: {}, at: 1 } : null,
    }
    const addresses = [newAddress('a', { city, countryCode })]
    // pendingSince as generated: the roster shows what is stored and does not derive it again.
    return { ...sampleCustomer(number), ...fields, addresses, sync, pendingSince: fields.pendingSince }
  })

const queries = fc.record({
  search: fc.constantFrom('', '', 'a', 'an', 'ann', 'ann bob', 'ÁNN', '東', 'zz to', 'nothing'),
  sort: fc.record({ column: fc.constantFrom(...ROSTER_COLUMNS), descending: fc.boolean() }),
  archived: fc.constantFrom('active' as const, 'archived' as const, 'all' as const),
  state: fc.constantFrom(
    'any' as const,
    'any' as const,
    'waiting' as const,
    'needs-you' as const,
    'local-only' as const,
  ),
  countryCode: fc.constantFrom('', '', 'AU', 'CH', 'DE'),
  tag: fc.constantFrom('', '', 'vip', 'ete', 'none'),
  includeDeleted: fc.boolean(),
})

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.array(customers, { minLength: 1, maxLength: 8 }).map((put) => ({ put })) },
    {
      weight: 1,
      arbitrary: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((removed) => ({ removed })),
    },
    { weight: 4, arbitrary: queries.map((ask) => ({ ask })) },
  ),
  { maxLength: 40 },
)

describe('RosterIndex', () => {
  it('answers after any changes as a plain sort and filter would, and as one built from scratch', () => {
    fc.assert(
      fc.property(steps, queries, (history, last) => {
        const index = new RosterIndex(0)
        const there = new Map<string, Customer>()
        for (const step of history) {
          if ('put' in step) {
            put(index, ...step.put)
            // Of several in one batch the first counts: one write has one time.
            for (const customer of [...step.put].reverse()) there.set(customer.id, customer)
          } else if ('removed' in step) {
            const ids = step.removed.map((number) => sampleCustomer(number).id)
            remove(index, ...ids)
            for (const id of ids) there.delete(id)
          } else {
            expect(index.ids(step.ask)).toEqual(expected(there.values(), step.ask))
          }
        }
        const fresh = built(there.values())
        expect(index.ids(last)).toEqual(fresh.ids(last))
        expect(index.counts).toEqual(fresh.counts)
        for (const column of ROSTER_COLUMNS) {
          for (const descending of [false, true]) {
            const query = { ...allCustomers(), archived: 'all' as const, sort: { column, descending } }
            expect(index.ids(query)).toEqual(expected(there.values(), query))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('pages, counts and finds places in a list', () => {
    const index = built(Array.from({ length: 120 }, (_, number) => sampleCustomer(number)))
    const query = allCustomers()
    const ids = index.ids(query)
    expect(index.page(query, 50, 60)).toEqual({ ids: ids.slice(50, 60), count: 120, version: index.version })
    expect(index.page(query, 110, 500).ids).toEqual(ids.slice(110))
    expect(index.page(query, -5, 2).ids).toEqual(ids.slice(0, 2))
    expect(index.position(query, ids[77] ?? '')).toBe(77)
    expect(index.position(query, 'nobody')).toBe(-1)
    expect(index.position({ ...query, archived: 'archived' }, ids[77] ?? '')).toBe(-1)
  })

  it('finds words anywhere in a customer, whatever case, accents and order', () => {
    const customer = sampleCustomer(1, {
      name: 'Zoë Müller',
      phone: '(03) 9123-4567',
      notes: 'prefers mornings',
      addresses: [newAddress('a', { line1: '12 High Street' }), newAddress('b', { city: 'Ballarat' })],
    })
    const index = built([customer, sampleCustomer(2)])
    const finds = (search: string): boolean => index.ids({ ...allCustomers(), search }).includes(customer.id)
    expect(
      ['muller zoe', 'MÜLL', 'high 12', 'ballarat', '0391234567', '9123-4567', 'mornings'].map(finds),
    ).toEqual(Array.from({ length: 7 }, () => true))
    expect(finds('muller perth')).toBe(false)
  })

  it('hides what is being deleted, but counts it as waiting', () => {
    const gone = sampleCustomer(1, { deletedAt: 5 })
    const index = built([
      gone,
      sampleCustomer(2, { remoteId: '2' }),
      sampleCustomer(3, { archivedAt: 3, remoteId: '3' }),
    ])
    expect(index.counts).toEqual({ total: 2, active: 1, archived: 1, waiting: 1, needsYou: 0, conflicts: 0 })
    expect(index.ids({ ...allCustomers(), state: 'waiting' })).toEqual([])
    expect(index.ids({ ...allCustomers(), state: 'waiting', includeDeleted: true })).toEqual([gone.id])
  })

  it('takes changes in any order', () => {
    const index = new RosterIndex(0)
    const [old, young] = [sampleCustomer(1, { name: 'old' }), sampleCustomer(1, { name: 'young' })]
    index.beginReading()
    index.apply([{ id: young.id, writtenAt: 20, entry: rosterEntryOf(young, 20) }])
    expect(index.apply([{ id: old.id, writtenAt: 10, entry: rosterEntryOf(old, 10) }])).toBe(false)
    expect(index.ids({ ...allCustomers(), search: 'young' })).toEqual([young.id])
    index.apply([{ id: young.id, writtenAt: 30, entry: null }])
    index.apply([{ id: young.id, writtenAt: 20, entry: rosterEntryOf(young, 20) }])
    expect(index.counts.total).toBe(0)
    index.endReading()
  })

  it('lists the values to filter by, most frequent first, as they were typed', () => {
    const index = built([
      sampleCustomer(0, { tags: ['VIP', 'Été'] }),
      sampleCustomer(1, { tags: ['vip'] }),
      sampleCustomer(2, { tags: [], archivedAt: 1 }),
      sampleCustomer(5, { tags: ['hidden'], deletedAt: 1 }),
    ])
    expect(index.facets()).toEqual({
      countries: [
        { value: 'AU', count: 2 },
        { value: 'NZ', count: 1 },
      ],
      tags: [
        { value: 'VIP', count: 2 },
        { value: 'Été', count: 1 },
      ],
    })
  })

  it('keeps orders right through more changes than it remembers', () => {
    const index = new RosterIndex(0)
    const there = Array.from({ length: 400 }, (_, number) => sampleCustomer(number))
    put(index, ...there)
    const query: RosterQuery = {
      ...allCustomers(),
      search: 'street',
      sort: { column: 'email', descending: true },
    }
    expect(index.ids(query)).toEqual(expected(there, query))
    const moved = there.map((customer, at) => ({ ...customer, email: `${String((at * 7) % 400)}@x.example` }))
    const entries = moved.map((customer) => rosterEntryOf(customer, 0))
    for (let round = 0; round < 340; round += 1) {
      clock += 1
      index.apply(
        entries.map((entry) => ({ id: entry.id, writtenAt: clock, entry: { ...entry, writtenAt: clock } })),
      )
    }
    expect(index.ids(query)).toEqual(expected(moved, query))
  })
})

describe('matching', () => {
  const customer = sampleCustomer(1, {
    remoteId: 'R-1',
    code: 'Ab1',
    referenceId: 'ref',
    email: 'José@x.example',
    mobile: '+61 400 000 001',
    name: "O'Brien & Sons",
    addresses: [newAddress('a', { line1: '12 High-Street', postcode: '3000' })],
  })

  it('tries the keys in their order and says which one it was', () => {
    const index = built([customer, sampleCustomer(2)])
    const probes = [
      { remoteId: 'R-1', code: 'other' },
      { remoteId: 'r-1', code: 'aB1 ' },
      { referenceId: 'REF' },
      { email: ' josé@X.example' },
      { email: 'jose@x.example' },
      { mobileE164: '+61400000001' },
      { name: 'OBrien  Sons', postcode: '3000', line1: '12 high street' },
      { name: "O'Brien & Sons", postcode: '3000' },
      { code: '', email: '' },
    ]
    expect(index.match(probes).map((found) => found?.by ?? null)).toEqual([
      'remoteId',
      'code',
      'referenceId',
      'email',
      null,
      'mobileE164',
      'address',
      null,
      null,
    ])
  })

  it('follows changes and removals, and does not offer what is being deleted', () => {
    const index = built([customer])
    const by = (email: string): string | null => index.match([{ email }])[0]?.id ?? null
    expect(by('josé@x.example')).toBe(customer.id)
    put(index, { ...customer, email: 'new@x.example' })
    expect([by('josé@x.example'), by('new@x.example')]).toEqual([null, customer.id])
    put(index, ...Array.from({ length: 3000 }, (_, number) => sampleCustomer(10 + number)))
    expect(by('new@x.example')).toBe(customer.id)
    put(index, { ...customer, email: 'new@x.example', deletedAt: 9 })
    expect(by('new@x.example')).toBeNull()
    put(index, { ...customer, email: 'new@x.example' })
    remove(index, customer.id)
    expect(by('new@x.example')).toBeNull()
  })

  it('answers the customer made first where several have the key, and how many they are', () => {
    const twins = [3, 1, 2].map((number) => sampleCustomer(number, { code: 'same', createdAt: number }))
    expect(built(twins).match([{ code: 'same' }])).toEqual([
      {
        id: sampleCustomer(1).id,
        by: 'code',
        alike: 3,
        others: [sampleCustomer(2).id, sampleCustomer(3).id],
      },
    ])
  })

  it('tries only the keys that are wanted, in that order, and leaves out what is excepted', () => {
    const index = built([customer, sampleCustomer(2, { email: 'two@x.example', code: 'x' })])
    const probe = { code: 'ab1', email: 'two@x.example' }
    const by = (keys: readonly ProbeKey[]): string | undefined => index.match([probe], { keys })[0]?.by
    expect([by(['code', 'email']), by(['email', 'code']), by(['remoteId'])]).toEqual([
      'code',
      'email',
      undefined,
    ])
    const except = { start: customer.id.slice(0, 5), end: customer.id.slice(-5) }
    expect(index.match([{ code: 'ab1' }], { except })).toEqual([null])
  })

  it('finds by the name alone where nothing else is asked', () => {
    const index = built([customer])
    const match = index.match([{ nameAlone: ` ${customer.name.toUpperCase()}. ` }, { nameAlone: 'nobody' }])
    expect(match).toEqual([{ id: customer.id, by: 'nameAlone', alike: 1, others: [] }, null])
  })
})
