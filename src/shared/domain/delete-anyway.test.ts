import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { decideConflict, type DecisionOutcome } from './decide-conflict.ts'
import { discardEdits } from './discard-edits.ts'
import { fieldMapOf } from './customer-field-map.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginDelete, settleDelete } from './push-delete.ts'
import { beginUpdate } from './push-update.ts'
import {
  contextAt,
  edited,
  editedAddress,
  fixedAddresses,
  freeAddresses,
  inUse,
  linkedTo,
  NOW,
  present,
  refusal,
  remoteAddress,
  remoteRecord,
  slottedAddresses,
} from './sync-fixtures.testing.ts'
import { undoDecision } from './undo-decision.ts'

const before = remoteRecord({ name: 'Mara' }, [
  remoteAddress('7', { city: 'Oakland', line1: 'First Street 1' }),
  remoteAddress('8', { city: 'Bremen' }),
])

/** The customer after it was deleted here, changed there, and deleted anyway. */
function decided(
  customer: Customer,
  theirs: RemoteCustomer,
  capabilities: ConnectorCapabilities = freeAddresses,
): DecisionOutcome & { asked: Customer; customer: Customer } {
  const doomed = customer.deletedAt === 0 ? markDeleted(customer, NOW) : customer
  const asked = mergeRemote(doomed, theirs, capabilities, contextAt()).customer
  expect(asked.sync.theirs?.kind).toBe('edited-there')
  const outcome = decideConflict(asked, { kind: 'delete-anyway' }, capabilities, contextAt())
  return { ...outcome, asked, customer: present(outcome.customer) }
}

/** What it is, and what is sent, after the remote has refused the deletion and a person has left it at that. */
function refused(
  customer: Customer,
  theirs: RemoteCustomer,
  capabilities: ConnectorCapabilities = freeAddresses,
): ReturnType<typeof beginUpdate> {
  const start = beginDelete(customer, theirs, capabilities, contextAt())
  expect(start.push?.type).toBe('delete')
  const back = present(settleDelete(present(start.customer), refusal, NOW))
  const left = { ...back, sync: { ...back.sync, refused: null } }
  return beginUpdate(left, theirs, capabilities, contextAt())
}

/** What a computer that knew nothing of the customer has of it, local ids of addresses alike. */
const asThere = (theirs: RemoteCustomer, capabilities: ConnectorCapabilities = freeAddresses): unknown =>
  fieldMapOf(linkedTo(theirs, capabilities))

const [seven, eight] = [before.addresses?.[0], before.addresses?.[1]]
if (seven === undefined || eight === undefined) throw new Error('There are two')
const nine = remoteAddress('9', { city: 'Cadiz' })
const withNine: RemoteCustomer = { ...before, addresses: [seven, eight, nine] }
const moved = remoteAddress('7', { city: 'Leeds', line1: '', postcode: '94607' })

describe.each([
  ['that can be changed', freeAddresses],
  ['that cannot be changed', fixedAddresses],
])('addresses %s, untouched here', (_, capabilities) => {
  it.each([
    ['parts of an address', { addresses: [moved, eight] }],
    ['an added address', { addresses: [seven, eight, nine] }],
    ['a removed address', { addresses: [seven] }],
    ['a removed address that was a default', { addresses: [eight], defaultShipping: '' }],
    ['a default', { defaultShipping: '8', defaultBilling: '7' }],
    ['a default on an added address', { addresses: [eight, nine], defaultShipping: '9' }],
  ])('%s: taken over, and nothing is sent over it', (_what, change) => {
    const theirs = { ...before, ...change }
    const { customer } = decided(linkedTo(before, capabilities), theirs, capabilities)
    expect(fieldMapOf(customer)).toEqual(asThere(theirs, capabilities))
    expect(mergeRemote(customer, theirs, capabilities, contextAt()).customer).toBe(customer)
    const { push, customer: back } = refused(customer, theirs, capabilities)
    expect(push).toBeNull()
    expect(fieldMapOf(back)).toEqual(asThere(theirs, capabilities))
    expect(back.sync).toMatchObject({ base: {}, theirs: null })
    expect(back.addresses.map(({ remoteId }) => remoteId)).toEqual(
      theirs.addresses?.map(({ remoteId }) => remoteId),
    )
  })
})

it('a field edited back while its update was under way stays ours, and what was sent is known if it arrives late', () => {
  const start = beginUpdate(edited(linkedTo(before), { name: 'Sent' }), before, freeAddresses, contextAt())
  const reverted = edited(start.customer, { name: 'Mara' })
  const { customer, lost } = decided(reverted, { ...before, fields: { ...before.fields, name: 'There' } })
  expect(customer).toMatchObject({
    name: 'Mara',
    sync: { base: { name: 'There' }, sent: { fields: { name: 'Sent' } } },
  })
  expect(lost).toContainEqual({ key: 'name', before: 'There', after: 'Mara' })
  const late = { ...before, fields: { ...before.fields, name: 'Sent' } }
  const back = present(settleDelete(customer, refusal, NOW))
  const read = mergeRemote(back, late, freeAddresses, contextAt()).customer
  expect(read).toMatchObject({ name: 'Mara', sync: { base: { name: 'Sent' }, theirs: null } })
})

describe('addresses', () => {
  it('what only this computer knows of one that is gone there goes with it, and both are in the history', () => {
    const located = edited(linkedTo(before), {
      addresses: linkedTo(before).addresses.map((address) => ({ ...address, latitude: '1' })),
    })
    const { customer, lost, asked } = decided(located, { ...before, addresses: [seven] })
    expect(inUse(customer).map(({ id }) => id)).toEqual(['local-7'])
    expect(lost).toContainEqual({ key: 'address/local-8/city', before: 'Bremen', after: '' })
    expect(lost).toContainEqual({ key: 'address/local-8/latitude', before: '1', after: '' })
    const rules = freeAddresses.normaliser
    const undo = undoDecision(customer, { before: asked, after: customer }, rules, NOW)
    expect(undo.customer).toMatchObject({ addresses: asked.addresses, sync: asked.sync })
    expect(undo.lost).toContainEqual({ key: 'address/local-8/city', before: '', after: 'Bremen' })
  })

  it('a part changed here stays, with theirs as the common state; the others are taken over', () => {
    const here = editedAddress(linkedTo(before), 'local-7', { city: 'Here' }, freeAddresses)
    const { customer, lost } = decided(here, { ...before, addresses: [moved, eight] })
    expect(customer.addresses[0]).toMatchObject({ city: 'Here', line1: '', postcode: '94607' })
    expect(customer.sync.base).toEqual({ 'address/local-7/city': 'Leeds' })
    expect(lost).toContainEqual({ key: 'address/local-7/city', before: 'Leeds', after: 'Here' })
  })

  it.each([
    ['changed', editedAddress(linkedTo(before), 'local-8', { city: 'Here' }, freeAddresses)],
    ['made a default', edited(linkedTo(before), { defaultBillingAddressId: 'local-8' }, freeAddresses)],
  ])('one that was %s here and removed there is asked about, whole', (_what, here) => {
    const theirs = { ...before, addresses: [seven] }
    const { customer } = decided(here, theirs)
    expect(inUse(customer)).toHaveLength(2)
    const { push, customer: back } = refused(customer, theirs)
    expect(push?.changes.addedAddresses ?? []).toEqual([])
    expect(back.sync.theirs).toEqual({ kind: 'fields', fields: { 'address/local-8/city': '' } })
  })

  it('one of which a part was emptied here and that was removed there is asked about, whole', () => {
    const here = editedAddress(linkedTo(before), 'local-7', { line1: '' }, freeAddresses)
    const theirs = { ...before, addresses: [eight], defaultShipping: '' }
    const { customer } = decided(here, theirs)
    expect(inUse(customer).map(({ city }) => city)).toEqual(['Oakland', 'Bremen'])
    const { customer: back } = refused(customer, theirs)
    expect(back.sync.theirs).toMatchObject({ kind: 'fields', fields: { 'address/local-7/city': '' } })
  })

  it('one of which a part was emptied here and the others there is not taken for removed', () => {
    const here = editedAddress(linkedTo(before), 'local-7', { line1: '' }, freeAddresses)
    const left = remoteAddress('7', { line1: 'First Street 1' })
    const theirs = { ...before, addresses: [left, eight] }
    const { asked, customer } = decided(here, theirs)
    expect(asked.sync.theirs).toEqual({ kind: 'edited-there', fields: { 'address/local-7/city': '' } })
    expect(customer.sync.base).toEqual({ 'address/local-7/line1': 'First Street 1' })
    const { push } = refused(customer, theirs)
    expect(push?.changes.removedAddresses).toMatchObject([{ remoteId: '7' }])
  })

  it('one that was removed here and changed there stays removed', () => {
    const here = edited(
      linkedTo(before),
      { addresses: linkedTo(before).addresses.slice(0, 1) },
      freeAddresses,
    )
    const filled = remoteAddress('8', { city: 'Bremen', postcode: '28195' })
    const { customer } = decided(here, { ...before, addresses: [seven, filled] })
    expect(inUse(customer).map(({ id }) => id)).toEqual(['local-7'])
  })

  it('one that was added there, deleted anyway, and is gone there again is not sent as a new one', () => {
    const more = { ...before, addresses: [seven, eight, nine] }
    const first = decided(linkedTo(before), more).customer
    const again = decided(first, before).customer
    expect(fieldMapOf(again)).toEqual(asThere(before))
    expect(refused(again, before).push).toBeNull()
    const between = refused(first, more).customer
    expect(between.sync.base).toEqual({})
    const unread = present(settleDelete(first, refusal, NOW))
    const later = beginUpdate(
      { ...unread, sync: { ...unread.sync, refused: null } },
      before,
      freeAddresses,
      contextAt(),
    )
    expect(later.push).toBeNull()
    expect(fieldMapOf(later.customer)).toEqual(asThere(before))
  })

  it('new ones of ours still go out', () => {
    const clean = linkedTo(before)
    const here = edited(
      clean,
      { addresses: [...clean.addresses, newAddress('n1', { city: 'Ours' })] },
      freeAddresses,
    )
    const theirs = { ...before, addresses: [moved, eight] }
    const { push } = refused(decided(here, theirs).customer, theirs)
    expect(push?.changes.addedAddresses).toMatchObject([{ id: 'n1', city: 'Ours' }])
    expect(push?.changes.changedAddresses).toEqual([])
  })
})

/** The customer whose deletion was refused after an address had been added there; no reading has told its remote id yet. */
function beforeFirstReading(capabilities: ConnectorCapabilities): Customer {
  const { customer } = decided(linkedTo(before, capabilities), withNine, capabilities)
  const back = present(settleDelete(customer, refusal, NOW))
  return { ...back, sync: { ...back.sync, refused: null } }
}

describe.each([
  ['that can be changed', freeAddresses],
  ['that cannot be changed', fixedAddresses],
])('one that was added there, deleted anyway, before the first reading, addresses %s', (_, capabilities) => {
  const without = (customer: Customer, id: string): Customer =>
    edited(customer, { addresses: customer.addresses.filter((each) => each.id !== id) }, capabilities)
  const cities = (customer: Customer): string[] => inUse(customer).map(({ city }) => city)

  it('removed here: stays removed, and only its removal is sent', () => {
    const here = without(beforeFirstReading(capabilities), 'local-9')
    const { push, customer } = beginUpdate(here, withNine, capabilities, contextAt())
    expect(cities(customer)).toEqual(['Oakland', 'Bremen'])
    const sent = push?.changes.removedAddresses.map(({ remoteId }) => remoteId) ?? null
    expect(sent).toEqual(capabilities.addresses.canRemove ? ['9'] : null)
    expect(customer.addresses.map(({ remoteId }) => remoteId)).toEqual(['7', '8', '9'])
  })

  it('removed here and gone there: nothing of it is left, and nothing is sent', () => {
    const here = without(beforeFirstReading(capabilities), 'local-9')
    const { push, customer } = beginUpdate(here, before, capabilities, contextAt())
    expect([push, customer.addresses.length, customer.sync.base]).toEqual([null, 2, {}])
  })

  it('removed here and taken back: nothing is sent, and gone there it is gone', () => {
    const first = beforeFirstReading(capabilities)
    const again = newAddress('n1', { city: 'Cadiz' })
    const removed = without(first, 'local-9')
    const here = edited(removed, { addresses: [...inUse(removed), again] }, capabilities)
    expect(cities(here)).toEqual(['Oakland', 'Bremen', 'Cadiz'])
    for (const theirs of [withNine, before]) {
      const { push, customer } = beginUpdate(here, theirs, capabilities, contextAt())
      expect(push).toBeNull()
      expect(cities(customer)).toEqual(theirs.addresses?.map(({ fields }) => fields.city))
    }
  })

  it('changed here and back: gone there it is gone', () => {
    const changed = editedAddress(beforeFirstReading(capabilities), 'local-9', { city: 'X' }, capabilities)
    const id = inUse(changed).find(({ city }) => city === 'X')?.id ?? ''
    const here = editedAddress(changed, id, { city: 'Cadiz' }, capabilities)
    expect(cities(here)).toEqual(['Oakland', 'Bremen', 'Cadiz'])
    const { push, customer } = beginUpdate(here, before, capabilities, contextAt())
    expect([push, cities(customer)]).toEqual([null, ['Oakland', 'Bremen']])
  })

  it('changed here: the change is sent, and the address is there once', () => {
    const here = editedAddress(beforeFirstReading(capabilities), 'local-9', { city: 'Moved' }, capabilities)
    const { push, customer } = beginUpdate(here, withNine, capabilities, contextAt())
    expect(cities(customer)).toEqual(['Oakland', 'Bremen', 'Moved'])
    const { addedAddresses = [], changedAddresses = [] } = push?.changes ?? {}
    expect((capabilities.addresses.canEdit ? changedAddresses : addedAddresses)[0]?.city).toBe('Moved')
  })

  it.each([
    ['removed', (customer: Customer) => without(customer, 'local-9')],
    ['changed', (customer: Customer) => editedAddress(customer, 'local-9', { city: 'X' }, capabilities)],
    ['left alone', (customer: Customer) => edited(customer, { phone: '1' }, capabilities)],
  ])('%s here and given up: nothing is sent, and gone there it is gone', (what, act) => {
    const here = discardEdits(act(beforeFirstReading(capabilities)), capabilities, NOW).customer
    const { push, customer } = beginUpdate(here, before, capabilities, contextAt())
    expect([push, cities(customer), customer.sync.base]).toEqual([null, ['Oakland', 'Bremen'], {}])
    if (what === 'removed' && !capabilities.addresses.canRemove) return
    const { customer: still } = beginUpdate(here, withNine, capabilities, contextAt())
    expect(cities(still)).toEqual(['Oakland', 'Bremen', 'Cadiz'])
  })
})

describe('slots', () => {
  const shipping = remoteAddress('shipping', { city: 'Oakland' })
  const billing = remoteAddress('billing', { city: 'Bremen' })
  const one = remoteRecord({ name: 'Mara' }, [shipping])
  const both = remoteRecord({ name: 'Mara' }, [shipping, billing], { defaultBilling: 'billing' })

  it.each([
    ['changed', one, remoteRecord({ name: 'Mara' }, [remoteAddress('shipping', { city: 'Leeds' })])],
    ['filled', one, both],
    ['emptied', both, one],
  ])('%s there: nothing is sent over it', (_what, was, theirs) => {
    const { customer } = decided(linkedTo(was, slottedAddresses), theirs, slottedAddresses)
    const pointers = [customer.defaultShippingAddressId, customer.defaultBillingAddressId]
    const ids = customer.addresses.map(({ id }) => id)
    expect(pointers.every((pointer) => pointer === '' || ids.includes(pointer))).toBe(true)
    const { push, customer: back } = refused(customer, theirs, slottedAddresses)
    expect(push).toBeNull()
    expect(fieldMapOf(back)).toEqual(asThere(theirs, slottedAddresses))
    expect(back.sync).toMatchObject({ base: {}, theirs: null })
  })
})
