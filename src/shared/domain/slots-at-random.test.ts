import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CustomerPush } from '../connector/remote-connector.ts'
import { newAddress, type Address } from './address.ts'
import { POINTER_FIELDS, SLOT_OF, type PointerField } from './customer-field-map.ts'
import { takesPart } from './address-state.ts'
import type { Customer } from './customer.ts'
import { discardPending, undoDiscard } from './discard-pending.ts'
import type { FieldValue } from './field-map.ts'
import type { Settled } from './merge-context.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import {
  accepted,
  contextAt,
  edited,
  inUse,
  linkedTo,
  lostAnswer,
  notSent,
  present,
  refusal,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  slottedAddresses as slots,
} from './sync-fixtures.testing.ts'

const EDITS = ['add', 'change', 'remove', 'choose', 'take-away'] as const
const OUTCOMES = ['accepted', 'arrives', 'arrives late', 'never arrives', 'refused', 'not sent'] as const

const RUNS = 400

/** What happens: an edit of the address that `which` names, or a step of sync. */
interface Step {
  do: (typeof EDITS)[number] | (typeof OUTCOMES)[number] | 'read' | 'send' | 'late' | 'there'
  which: number
  pointer: PointerField
}

/** Histories, with changes there in the given weight beside ten of others. */
function histories(there: number): fc.Arbitrary<Step[]> {
  const what = fc.oneof<fc.WeightedArbitrary<Step['do']>[]>(
    { weight: 5, arbitrary: fc.constantFrom(...EDITS, 'choose', 'choose') },
    { weight: 3, arbitrary: fc.constantFrom('read', 'send', 'send', 'late') },
    { weight: 2, arbitrary: fc.constantFrom(...OUTCOMES, 'accepted') },
    { weight: there, arbitrary: fc.constant('there') },
  )
  const pointer = fc.constantFrom(...POINTER_FIELDS)
  return fc.array(fc.record<Step>({ do: what, which: fc.nat(4), pointer }), { maxLength: 30 })
}

type Update = Extract<CustomerPush, { type: 'update' }>

/** What a person sees: the cities, and those of the defaults. */
interface View {
  cities: string[]
  defaultShippingAddressId: string
  defaultBillingAddressId: string
}

/** One person at one computer, and a remote. */
class Desk {
  customer: Customer
  /** What the history tells beside the edits themselves. */
  readonly told = new Set<FieldValue>()
  #slots = new Map([['shipping', 'c0']])
  readonly #arrived = new Set<FieldValue>(['c0'])
  #under: Update | null = null
  #late: Update[] = []
  #clock = 0
  #cities = 0

  constructor() {
    this.customer = linkedTo(this.#record(), slots)
  }

  /** The same desk and remote, each for itself from here on, with another state of the customer. */
  with(customer: Customer): Desk {
    const other = new Desk()
    other.customer = customer
    other.#slots = new Map(this.#slots)
    other.#under = this.#under
    other.#late = [...this.#late]
    other.#clock = this.#clock
    return other
  }

  view(of = this.customer): View {
    const cityOf = (pointer: PointerField): string =>
      of.addresses.find(({ id }) => id === of[pointer])?.city ?? ''
    return {
      cities: [...new Set(inUse(of).map(({ city }) => city))].sort(),
      defaultShippingAddressId: cityOf('defaultShippingAddressId'),
      defaultBillingAddressId: cityOf('defaultBillingAddressId'),
    }
  }

  /** What the slots there hold. */
  there(): string[] {
    return [this.#slots.get('shipping') ?? '', this.#slots.get('billing') ?? '']
  }

  /** Lets something happen, and tells what the person is to see then. */
  play({ do: what, which, pointer }: Step): View {
    this.#clock += 1_000
    const all = inUse(this.customer)
    const chosen = all[which % Math.max(1, all.length)]
    const city = `c${String((this.#cities += 1))}`
    switch (what) {
      case 'add': {
        const first = all.length === 0 ? { defaultShippingAddressId: city } : {}
        const expected = { ...this.#viewWith(null, [city]), ...first }
        this.#edit({ addresses: [...this.customer.addresses, newAddress(`n${city}`, { city })] })
        return expected
      }
      case 'change':
      case 'remove': {
        if (chosen === undefined) return this.view()
        const next = what === 'change' ? [{ ...chosen, city }] : []
        const expected = this.#viewWith(chosen, what === 'change' ? [city] : [])
        const addresses = this.customer.addresses.flatMap((each) => (each.id === chosen.id ? next : [each]))
        this.#edit({ addresses })
        return expected
      }
      case 'choose':
      case 'take-away': {
        const wanted = what === 'choose' ? chosen : undefined
        const expected = { ...this.view(), [pointer]: wanted?.city ?? '' }
        this.#edit({ [pointer]: wanted?.id ?? '' })
        return expected
      }
      case 'there':
        if (which === 0) this.#slots.delete(SLOT_OF[pointer])
        else this.#slots.set(SLOT_OF[pointer], `t${city}`)
        break
      case 'late':
        for (const update of this.#late.splice(0)) this.#write(update)
        break
      case 'read':
        this.#take(mergeRemote(this.customer, this.#record(), slots, contextAt(this.#clock)))
        break
      case 'send':
        this.#send()
        break
      case 'accepted':
      case 'arrives':
      case 'arrives late':
      case 'never arrives':
      case 'refused':
      case 'not sent':
        this.#answer(what)
    }
    return this.view()
  }

  /** Lets all come to rest. */
  settle(): void {
    this.#answer('accepted')
    for (const update of this.#late.splice(0)) this.#write(update)
    for (let round = 0; round < 3; round += 1) {
      this.#clock += SETTLE_MS
      this.customer = { ...this.customer, sync: { ...this.customer.sync, refused: null } }
      this.#send()
      this.#answer('accepted')
    }
  }

  /** Gives up what waits, and takes that back; null where nothing can be given up. */
  discard(): { given: Customer; back: Customer } | null {
    const before = this.customer
    const { customer: given } = discardPending(before, slots, this.#clock)
    if (given === 'keep') return null
    const { customer: back } = undoDiscard(given, { before, after: given }, slots, this.#clock)
    return { given, back: back === 'keep' ? given : back }
  }

  #edit(change: Parameters<typeof edited>[1]): void {
    this.customer = edited(this.customer, change, slots, this.#clock)
  }

  #send(): void {
    if (this.#under !== null) return
    const start = beginUpdate(this.customer, this.#record(), slots, contextAt(this.#clock))
    this.#take(start)
    this.#under = start.push
  }

  #answer(how: (typeof OUTCOMES)[number]): void {
    const under = this.#under
    if (under === null) return
    this.#under = null
    const ids = how === 'accepted' || how === 'arrives' ? this.#write(under) : {}
    if (how === 'arrives late') this.#late.push(under)
    const outcome =
      how === 'accepted'
        ? accepted(this.#record(), ids)
        : how === 'refused'
          ? refusal
          : how === 'not sent'
            ? notSent
            : lostAnswer
    this.#take(settleUpdate(this.customer, outcome, slots, contextAt(this.#clock)))
  }

  #take({ customer, lost, accepted: news }: Pick<Settled, 'customer' | 'lost' | 'accepted'>): void {
    for (const { before } of lost) this.told.add(before)
    // What others have replaced there without having seen it was never there.
    for (const { before } of news) if (this.#arrived.has(before)) this.told.add(before)
    this.customer = present(customer)
  }

  #write({ changes, whole }: Update): Record<string, string> {
    const ids: Record<string, string> = {}
    for (const { remoteId } of changes.removedAddresses) this.#slots.delete(remoteId)
    for (const { city } of [...changes.changedAddresses, ...changes.addedAddresses]) this.#arrived.add(city)
    for (const { remoteId, city } of changes.changedAddresses) this.#slots.set(remoteId, city)
    for (const { id, city } of changes.addedAddresses) {
      for (const pointer of POINTER_FIELDS.filter((each) => whole[each] === id)) {
        this.#slots.set(SLOT_OF[pointer], city)
        ids[id] ??= SLOT_OF[pointer]
      }
    }
    return ids
  }

  #record(): ReturnType<typeof remoteRecord> {
    const told = (slot: string): string => (this.#slots.has(slot) ? slot : '')
    return remoteRecord(
      { name: 'Mara' },
      [...this.#slots].map(([slot, city]) => remoteAddress(slot, { city })),
      { defaultShipping: told('shipping'), defaultBilling: told('billing') },
    )
  }

  /** The view with cities in the place of one address. */
  #viewWith(gone: Address | null, cities: readonly string[]): View {
    const left = inUse(this.customer).filter((each) => each.id !== gone?.id)
    const expected = {
      ...this.view(),
      cities: [...new Set([...left.map(({ city }) => city), ...cities])].sort(),
    }
    if (gone === null) return expected
    for (const pointer of POINTER_FIELDS) {
      if (this.customer[pointer] === gone.id) expected[pointer] = cities[0] ?? ''
    }
    return expected
  }
}

const isEdit = ({ do: what }: Step): boolean => EDITS.some((each) => each === what)

it('edits do what a person asks for, sync changes nothing of it, and in the end the slots hold the defaults', () => {
  fc.assert(
    fc.property(histories(0), (all) => {
      const desk = new Desk()
      for (const each of all) {
        const before = desk.view()
        const expected = desk.play(each)
        expect(desk.view()).toEqual(isEdit(each) ? expected : before)
        expect(desk.customer.sync.theirs).toBeNull()
      }
      const seen = desk.view()
      desk.settle()
      expect(desk.view()).toEqual(seen)
      expect(desk.customer.sync).toMatchObject({ base: {}, sent: null, theirs: null })
      expect(desk.there()).toEqual([seen.defaultShippingAddressId, seen.defaultBillingAddressId])
    }),
    { numRuns: RUNS },
  )
})

it('what waits can be given up: the slots are as they are there, and what was kept only here stays', () => {
  fc.assert(
    fc.property(histories(0), (all) => {
      const desk = new Desk()
      for (const each of all) desk.play(each)
      const before = desk.customer
      const seen = desk.view()
      const discarded = desk.discard()
      if (discarded === null) {
        if (before.sync.sent === null) expect(before.sync.base).toEqual({})
        return
      }
      const { given, back } = discarded
      const keptHere = inUse(before).filter((address) => !takesPart(address, before, slots))
      expect(desk.view(given).cities).toEqual(expect.arrayContaining(keptHere.map(({ city }) => city)))
      if (before.sync.sent === null) {
        expect(given.sync.base).toEqual({})
        const { defaultShippingAddressId, defaultBillingAddressId } = desk.view(given)
        expect([defaultShippingAddressId, defaultBillingAddressId]).toEqual(desk.there())
      }
      expect(desk.view(back)).toEqual(seen)
      for (const customer of [given, back]) {
        const other = desk.with(customer)
        other.settle()
        expect(other.customer.sync).toMatchObject({ base: {}, sent: null, theirs: null })
        expect(other.view()).toEqual(desk.view(customer))
      }
    }),
    { numRuns: RUNS },
  )
})

it('nothing that was entered is lost, whatever others change there', () => {
  fc.assert(
    fc.property(histories(2), (all) => {
      const desk = new Desk()
      const isKept = (city: string): boolean => desk.view().cities.includes(city) || desk.told.has(city)
      for (const each of all) {
        const seen = desk.view()
        const expected = desk.play(each)
        const entered = (isEdit(each) ? expected : seen).cities.filter((city) => city.startsWith('c'))
        expect(entered.filter((city) => !isKept(city))).toEqual([])
        const { base, sent, theirs } = desk.customer.sync
        const open = [
          ...Object.keys(sent?.fields ?? {}),
          ...Object.keys(theirs?.kind === 'fields' ? theirs.fields : {}),
        ]
        expect(Object.keys(base)).toEqual(expect.arrayContaining(open))
        const held = desk.customer.addresses
          .map(({ remoteId }) => remoteId)
          .filter((remoteId) => remoteId !== '')
        expect(new Set(held).size).toBe(held.length)
      }
      desk.settle()
      const { base, sent, theirs } = desk.customer.sync
      expect(sent).toBeNull()
      if (theirs !== null) return
      expect(base).toEqual({})
      const { defaultShippingAddressId, defaultBillingAddressId } = desk.view()
      expect(desk.there()).toEqual([defaultShippingAddressId, defaultBillingAddressId])
    }),
    { numRuns: RUNS },
  )
})
