import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import type { Customer } from './customer.ts'
import { linkRemote } from './link-remote.ts'
import { beginCreate, settleCreate } from './push-create.ts'
import { beginUpdate } from './push-update.ts'
import {
  accepted,
  contextAt,
  edited,
  editedAddress,
  inUse,
  NOW,
  present,
  remoteAddress,
  remoteRecord,
  slottedAddresses,
  unsent,
} from './sync-fixtures.testing.ts'

const record = (slots: Partial<Record<'shipping' | 'billing', string>>) =>
  remoteRecord(
    { name: 'Mara', email: 'm@example.com' },
    Object.entries(slots).map(([slot, city]) => remoteAddress(slot, { city })),
    {
      defaultShipping: slots.shipping === undefined ? '' : 'shipping',
      defaultBilling: slots.billing === undefined ? '' : 'billing',
    },
  )
const york = newAddress('York', { city: 'York' })
const forBoth = unsent({
  ...{ name: 'Mara', email: 'm@example.com', addresses: [york] },
  ...{ defaultShippingAddressId: 'York', defaultBillingAddressId: 'York' },
})
const cities = (customer: Customer) => inUse(customer).map(({ city }) => city)
const defaults = (customer: Customer) =>
  [customer.defaultShippingAddressId, customer.defaultBillingAddressId].map(
    (wanted) => inUse(customer).find(({ id }) => id === wanted)?.city ?? '',
  )
const sending = (): Customer => {
  const start = beginCreate(forBoth, ['m@example.com'], slottedAddresses, { now: NOW })
  if (start.kind !== 'send') throw new Error(start.kind)
  return start.customer
}

const there = record({ shipping: 'York', billing: 'York' })
const turned = { ...there, addresses: there.addresses?.toReversed() ?? [] }
const answered = (told: typeof there, slot: string) => (customer: Customer) => {
  const outcome = accepted(told, { York: slot })
  return present(settleCreate(customer, outcome, null, slottedAddresses, contextAt(1)).customer)
}
const found = (told: typeof there) => (customer: Customer) =>
  linkRemote(customer, told, 'found-unknown', slottedAddresses, contextAt(1)).customer

describe.each([
  ['accepted', answered(there, 'shipping')],
  ['accepted, its id told as that of billing', answered(turned, 'billing')],
  ['lost and found again', found(there)],
  ['lost and found again, billing first', found(turned)],
])('one address that a create carries for both: %s', (_, link) => {
  const [whole, sent] = [sending(), slottedAddresses]

  it('is in both', () => {
    const linked = link(whole)
    expect(defaults(linked)).toEqual(['York', 'York'])
    expect(linked.sync).toMatchObject({ base: {}, theirs: null })
  })

  it('is taken away for one of them', () => {
    const linked = link(edited(whole, { defaultBillingAddressId: '' }, sent))
    expect(defaults(linked)).toEqual(['York', ''])
    expect(cities(linked)).toEqual(['York'])
    const { push } = beginUpdate(linked, there, sent, contextAt(2))
    expect(push?.changes.removedAddresses).toMatchObject([{ remoteId: 'billing' }])
  })

  it('stays removed', () => {
    const linked = link(edited(whole, { addresses: [] }, sent))
    expect(cities(linked)).toEqual([])
    const { push } = beginUpdate(linked, there, sent, contextAt(2))
    expect(push?.changes.removedAddresses).toHaveLength(2)
  })

  it('is edited in both', () => {
    const linked = link(editedAddress(whole, 'York', { city: 'Bath' }, sent))
    expect(defaults(linked)).toEqual(['Bath', 'Bath'])
    expect(linked.sync.theirs).toBeNull()
  })

  it.each([
    ['defaultShippingAddressId', ['Bath', 'York']],
    ['defaultBillingAddressId', ['York', 'Bath']],
  ] as const)('makes room for another one: %s', (pointer, expected) => {
    const bath = newAddress('n', { city: 'Bath' })
    const linked = link(edited(whole, { addresses: [...whole.addresses, bath], [pointer]: 'n' }, sent))
    expect(defaults(linked)).toEqual(expected)
    expect(linked.sync.theirs).toBeNull()
    expect(cities(linked).sort()).toEqual(['Bath', 'York'])
  })
})

describe('one address for both of a customer that is linked with one who is there', () => {
  const joined = (told: typeof there) =>
    linkRemote(forBoth, told, 'never-sent', slottedAddresses, contextAt()).customer

  it.each(['shipping', 'billing'] as const)('goes into the slot that is empty beside %s', (slot) => {
    const told = record({ [slot]: 'York' })
    const linked = joined(told)
    expect(defaults(linked)).toEqual(['York', 'York'])
    const { push } = beginUpdate(linked, told, slottedAddresses, contextAt(1))
    expect(push?.changes).toMatchObject({ changedAddresses: [], addedAddresses: [{ city: 'York' }] })
  })

  it('is asked about in both', () => {
    const { sync } = joined(record({ shipping: 'Leeds', billing: 'Hull' }))
    expect(Object.values(sync.theirs?.kind === 'fields' ? sync.theirs.fields : {})).toEqual(['Leeds', 'Hull'])
  })
})
