import { describe, expect, it } from 'vitest'
import type { RemoteAddress } from '../connector/remote-record.ts'
import { newAddress } from './address.ts'
import type { Customer } from './customer.ts'
import { decideConflict } from './decide-conflict.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import { pairRemote } from './remote-field-map.ts'
import type { SyncState } from './sync-state.ts'
import {
  accepted,
  contextAt,
  edited,
  editedAddress,
  fixedAddresses,
  freeAddresses,
  inUse,
  linkedTo,
  lostAnswer,
  NOW,
  present,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  slottedAddresses,
  unsent,
} from './sync-fixtures.testing.ts'

const quay = remoteAddress('7', { line1: '18 Quay Road', city: 'Oakland' })
const box = remoteAddress('8', { line1: 'PO Box 77' })

function record(addresses: RemoteAddress[], rest = {}): ReturnType<typeof remoteRecord> {
  return remoteRecord({ name: 'Mara' }, addresses, { defaultShipping: '', ...rest })
}

function linked(addresses: RemoteAddress[], capabilities = freeAddresses): Customer {
  return linkedTo(record(addresses), capabilities)
}

function merge(
  customer: Customer,
  addresses: RemoteAddress[],
  capabilities = freeAddresses,
  ms = 0,
): Customer {
  return mergeRemote(customer, record(addresses), capabilities, contextAt(ms)).customer
}

function withSync(customer: Customer, sync: Partial<SyncState>): Customer {
  return { ...customer, sync: { ...customer.sync, ...sync } }
}

function added(customer: Customer, id: string, parts: Parameters<typeof newAddress>[1]): Customer {
  return edited(customer, { addresses: [...customer.addresses, newAddress(id, parts)] }, freeAddresses)
}

function removed(customer: Customer, id: string): Customer {
  return edited(
    customer,
    { addresses: customer.addresses.filter((address) => address.id !== id) },
    freeAddresses,
  )
}

describe('pairing', () => {
  const ids = (
    customer: Customer,
    addresses: RemoteAddress[],
    capabilities = freeAddresses,
    rest = {},
  ): unknown => pairRemote(customer, record(addresses, rest), capabilities, (id) => `local-${id}`).addressIds

  it('goes by remote id first, also for superseded addresses', () => {
    const customer = linked([quay, box], fixedAddresses)
    const replaced = editedAddress(customer, 'local-7', { city: 'Bremen' })
    expect(
      ids(replaced, [remoteAddress('8', { city: 'Oakland', line1: '18 Quay Road' }), quay], fixedAddresses),
    ).toEqual({
      'local-7': '7',
      'local-8': '8',
    })
  })

  it('then by equality, case, spacing and punctuation aside, one to one in order', () => {
    const customer = added(added(linked([]), 'n1', { line1: '18 quay road' }), 'n2', { city: 'X' })
    const twins = [
      remoteAddress('3', { line1: '18, Quay Road' }),
      remoteAddress('4', { line1: '18 Quay Road' }),
    ]
    expect(ids(customer, twins)).toEqual({ n1: '3', 'local-4': '4' })
  })

  it('an exact twin comes before one that is only the same place', () => {
    const customer = added(linked([]), 'n1', { line1: '18 Quay Road', phone: '5' })
    const twins = [
      remoteAddress('3', { line1: '18 Quay Road' }),
      remoteAddress('4', { line1: '18 Quay Road', phone: '5' }),
    ]
    expect(ids(customer, twins)).toEqual({ n1: '4', 'local-3': '3' })
  })

  it('an address edited since it was sent pairs as it was sent', () => {
    const customer = added(linked([]), 'n1', { line1: '18 Quay Road' })
    const sent = withSync(customer, { sent: { fields: { 'address/n1/line1': '18 Quay Road' }, at: NOW } })
    const editedOn = editedAddress(sent, 'n1', { line1: 'Elsewhere 1' }, freeAddresses)
    expect(ids(editedOn, [remoteAddress('3', { line1: '18 Quay Road' })])).toEqual({ n1: '3' })
  })

  it('of two at the place it was sent with, by the other parts it was sent with', () => {
    const customer = added(linked([]), 'n1', { line1: '18 Quay Road', phone: '5' })
    const fields = { 'address/n1/line1': '18 Quay Road', 'address/n1/phone': '5' }
    const sent = withSync(customer, { sent: { fields, at: NOW } })
    const editedOn = editedAddress(sent, 'n1', { line1: 'Elsewhere 1' }, freeAddresses)
    const twins = [
      remoteAddress('3', { line1: '18 Quay Road' }),
      remoteAddress('4', { line1: '18 Quay Road', phone: '5' }),
    ]
    expect(ids(editedOn, twins)).toEqual({ n1: '4', 'local-3': '3' })
  })

  it('one that was gone and is back is itself before it is the twin of another', () => {
    const gone = merge(editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses), [])
    const twin = remoteAddress('9', { line1: '18 Quay Road', city: 'Bremen' })
    expect(ids(gone, [twin, quay])).toEqual({ 'local-7': '7', 'local-9': '9' })
  })

  it('by slot where the remote has slots', () => {
    const customer = unsent({ addresses: [newAddress('n1', { city: 'X' })] })
    const shipping = remoteAddress('shipping', { city: 'Y' })
    expect(ids(customer, [shipping], slottedAddresses, { defaultShipping: 'shipping' })).toEqual({
      n1: 'shipping',
    })
  })

  it('knows the ids it has where the record tells no addresses, and leaves unknown defaults untold', () => {
    const customer = linked([quay])
    const partial = record([], { defaultShipping: '7', defaultBilling: '99' })
    delete partial.addresses
    const pair = pairRemote(customer, partial, freeAddresses, (id) => `local-${id}`)
    expect(pair.told.defaultShippingAddressId).toBe('local-7')
    expect(pair.toldKeys('defaultBillingAddressId')).toBe(false)
    expect(pair.toldKeys('address/local-7/city')).toBe(false)
    expect(merge(customer, [quay])).toBe(customer)
  })
})

describe('only here', () => {
  it('never sent: new, and stays so through every pull', () => {
    const customer = added(linked([quay]), 'n1', { city: 'X' })
    expect(merge(customer, [quay])).toBe(customer)
  })

  it('never sent and not noted as such: becomes pending rather than vanishing', () => {
    const customer = linked([quay])
    const odd = { ...customer, addresses: [...customer.addresses, newAddress('n1', { city: 'X' })] }
    expect(merge(odd, [quay]).sync.base).toEqual({ 'address/n1/city': '' })
  })

  it('deleted there and unedited here: vanishes', () => {
    expect(merge(linked([quay, box]), [box]).addresses).toMatchObject([{ id: 'local-8' }])
    expect(merge(linked([quay, box]), [box]).sync).toEqual(unsent({}).sync)
  })

  it('deleted there, edited here and edited back: vanishes, with what was under way of it', () => {
    const changed = editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses)
    const sent = withSync(changed, { sent: { fields: { 'address/local-7/city': 'Bremen' }, at: NOW } })
    const merged = merge(editedAddress(sent, 'local-7', { city: 'Oakland' }, freeAddresses), [])
    expect(merged).toMatchObject({ addresses: [], sync: { base: {}, sent: null } })
  })

  it('deleted there and edited here: a conflict over the whole address', () => {
    const customer = editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses)
    const merged = merge(customer, [])
    expect(merged.addresses).toMatchObject([{ line1: '18 Quay Road', city: 'Bremen', remoteId: '' }])
    expect(merged.sync).toMatchObject({
      base: { 'address/local-7/city': 'Oakland', 'address/local-7/line1': '18 Quay Road' },
      theirs: { kind: 'fields', fields: { 'address/local-7/city': '', 'address/local-7/line1': '' } },
    })
    expect(merge(merged, [])).toBe(merged)
  })

  it.each([
    ['mine', ['18 Quay Road']],
    ['theirs', []],
  ] as const)('and %s decides it', (take, lines) => {
    const customer = merge(editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses), [])
    const choices = { 'address/local-7/city': { take }, 'address/local-7/line1': { take } }
    const decided = present(
      decideConflict(customer, { kind: 'fields', choices }, freeAddresses, contextAt()).customer,
    )
    const start = beginUpdate(decided, record([]), freeAddresses, contextAt(1))
    const changes = start.push?.changes
    expect(inUse(start.customer).map(({ line1 }) => line1)).toEqual(lines)
    expect(changes?.addedAddresses.map(({ line1 }) => line1) ?? []).toEqual(lines)
  })

  it('comes back under its own id where the remote brings it back', () => {
    const customer = merge(editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses), [])
    const back = merge(customer, [quay])
    expect(back.addresses).toMatchObject([{ id: 'local-7', remoteId: '7', city: 'Bremen' }])
    expect(back.sync.theirs).toBeNull()
  })
})

describe('only there', () => {
  it('new', () => {
    const merged = merge(linked([quay]), [quay, box])
    expect(merged.addresses[1]).toMatchObject({ id: 'local-8', remoteId: '8', line1: 'PO Box 77' })
  })

  it('deleted here, unchanged there: the removal is sent', () => {
    const customer = removed(linked([quay, box]), 'local-7')
    const start = beginUpdate(customer, record([quay, box]), freeAddresses, contextAt(1))
    expect(start.push?.changes).toMatchObject({ addedAddresses: [], changedAddresses: [] })
    expect(start.push?.changes.removedAddresses).toMatchObject([{ id: 'local-7', remoteId: '7' }])
    expect(start.push?.whole.addresses).toMatchObject([{ id: 'local-8' }])
  })

  it('deleted here and deleted there: nothing is left of it', () => {
    const merged = merge(removed(linked([quay, box]), 'local-7'), [box])
    expect(merged.addresses).toMatchObject([{ id: 'local-8' }])
    expect(merged.sync).toEqual(unsent({}).sync)
  })

  it('deleted here, and a part filled there that was empty: asked about, and ours sends the removal', () => {
    const filled = remoteAddress('7', { line1: '18 Quay Road', city: 'Bristol', phone: '5' })
    const before = removed(
      linked([remoteAddress('7', { line1: '18 Quay Road', city: 'Bristol' })]),
      'local-7',
    )
    const merged = merge(before, [filled])
    expect(merged.addresses).toMatchObject([{ superseded: 'removed' }])
    const { fields } = merged.sync.theirs as { fields: Record<string, string> }
    expect(fields).toEqual({
      'address/local-7/line1': '18 Quay Road',
      'address/local-7/city': 'Bristol',
      'address/local-7/phone': '5',
    })
    const choices = Object.fromEntries(Object.keys(fields).map((key) => [key, { take: 'mine' as const }]))
    const decided = present(
      decideConflict(merged, { kind: 'fields', choices }, freeAddresses, contextAt()).customer,
    )
    const { push } = beginUpdate(decided, record([filled]), freeAddresses, contextAt(1))
    expect(push?.changes).toMatchObject({ changedAddresses: [], removedAddresses: [{ remoteId: '7' }] })
  })

  it.each(['accepted', 'unknown'])('deleted here while it was added, and filled in there: %s', (status) => {
    const start = beginUpdate(added(linked([]), 'n1', { city: 'X' }), record([]), freeAddresses, contextAt())
    const gone = removed(start.customer, 'n1')
    const there = record([remoteAddress('9', { city: 'X', firstName: 'Mara' })])
    const outcome = status === 'accepted' ? accepted(there, { n1: '9' }) : lostAnswer
    const settled = present(settleUpdate(gone, outcome, freeAddresses, contextAt(1)).customer)
    const { push, customer } = beginUpdate(settled, there, freeAddresses, contextAt(SETTLE_MS))
    expect(customer).toMatchObject({ addresses: [{ superseded: 'removed' }], sync: { theirs: null } })
    expect(push?.changes).toMatchObject({ changedAddresses: [], removedAddresses: [{ remoteId: '9' }] })
  })

  it('deleted here and edited there: a conflict over the whole address, which theirs brings back', () => {
    const changed = remoteAddress('7', { line1: '18 Quay Road', city: 'Bremen', phone: '5' })
    const merged = merge(removed(linked([quay]), 'local-7'), [changed])
    const fields = {
      'address/local-7/line1': '18 Quay Road',
      'address/local-7/city': 'Bremen',
      'address/local-7/phone': '5',
    }
    expect(merged.sync.theirs).toEqual({ kind: 'fields', fields })
    expect(Object.keys(merged.sync.base).sort()).toEqual(Object.keys(fields).sort())
    const choices = Object.fromEntries(Object.keys(fields).map((key) => [key, { take: 'theirs' as const }]))
    const decided = present(
      decideConflict(merged, { kind: 'fields', choices }, freeAddresses, contextAt()).customer,
    )
    expect(inUse(decided)).toMatchObject([{ id: 'local-7', remoteId: '7', city: 'Bremen', phone: '5' }])
    expect(merge(decided, [changed])).toBe(decided)
  })
})

describe('paired', () => {
  it('merges part by part', () => {
    const customer = editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses)
    const merged = merge(customer, [
      remoteAddress('7', { line1: '20 Quay Road', city: 'Oakland', phone: '5' }),
    ])
    expect(merged.addresses).toMatchObject([{ line1: '20 Quay Road', city: 'Bremen', phone: '5' }])
    expect(merged.sync).toMatchObject({ base: { 'address/local-7/city': 'Oakland' }, theirs: null })
  })

  it('the same part changed on both sides is a conflict of that part', () => {
    const customer = editedAddress(linked([quay]), 'local-7', { city: 'Bremen' }, freeAddresses)
    const merged = merge(customer, [remoteAddress('7', { line1: '18 Quay Road', city: 'Kiel' })])
    expect(merged.sync.theirs).toEqual({ kind: 'fields', fields: { 'address/local-7/city': 'Kiel' } })
  })

  it('parts the remote does not hold stay', () => {
    const customer = editedAddress(linked([quay]), 'local-7', { latitude: '37.8' }, freeAddresses)
    expect(merge(customer, [quay]).addresses[0]?.latitude).toBe('37.8')
  })
})

describe('superseded where the remote cannot remove', () => {
  const customer = linked([quay, box], fixedAddresses)

  it('pulls pair with it and do not bring it back', () => {
    const gone = edited(customer, { addresses: customer.addresses.slice(1) })
    expect(merge(gone, [quay, box], fixedAddresses)).toBe(gone)
    const changed = merge(gone, [remoteAddress('7', { city: 'Kiel' }), box], fixedAddresses)
    expect(inUse(changed).map(({ id }) => id)).toEqual(['local-8'])
    expect(changed.addresses[0]).toMatchObject({ city: 'Kiel', superseded: 'removed' })
    expect(changed.sync.base).toEqual({})
  })

  it('it goes when the remote no longer has it', () => {
    const gone = edited(customer, { addresses: customer.addresses.slice(1) })
    expect(merge(gone, [box], fixedAddresses).addresses).toMatchObject([{ id: 'local-8' }])
  })

  it('made default there again, it is in use again', () => {
    const gone = edited(customer, { addresses: customer.addresses.slice(1) })
    const told = record([quay, box], { defaultBilling: '7' })
    const { customer: back } = mergeRemote(gone, told, fixedAddresses, contextAt())
    expect(back).toMatchObject({ defaultBillingAddressId: 'local-7' })
    expect(inUse(back).map(({ id }) => id)).toEqual(['local-7', 'local-8'])
  })

  it('one removed while it was being added waits until that is known', () => {
    const adding = edited(customer, { addresses: [...customer.addresses, newAddress('n1', { city: 'X' })] })
    const sent = withSync(adding, { sent: { fields: { 'address/n1/city': 'X' }, at: NOW } })
    const gone = edited(sent, { addresses: customer.addresses }, fixedAddresses, 1)
    expect(gone.addresses[2]).toMatchObject({ id: 'n1', superseded: 'removed' })
    expect(merge(gone, [quay, box], fixedAddresses, SETTLE_MS - 1)).toBe(gone)
    const late = merge(gone, [quay, box, remoteAddress('9', { city: 'X' })], fixedAddresses, 5)
    expect(late.addresses[2]).toMatchObject({ id: 'n1', remoteId: '9', superseded: 'removed' })
    expect(late.sync).toMatchObject({ base: {}, sent: null })
    const never = merge(gone, [quay, box], fixedAddresses, SETTLE_MS)
    expect(never.addresses).toHaveLength(2)
    expect(never.sync).toMatchObject({ base: {}, sent: null })
  })
})

describe('remote ids told by an accepted write', () => {
  it('fold two addresses into one where the remote took the new one for one it had', () => {
    const customer = edited(linked([quay, box], fixedAddresses), {
      addresses: [
        ...linked([quay, box], fixedAddresses).addresses,
        newAddress('n1', { line1: 'P.O. 77', phone: '5' }),
      ],
      defaultBillingAddressId: 'n1',
    })
    const told = record([quay, box], { defaultBilling: '8' })
    const outcome = mergeRemote(customer, told, fixedAddresses, contextAt(1, { n1: '8' }))
    expect(outcome.customer.addresses.map(({ id }) => id)).toEqual(['local-7', 'local-8'])
    expect(outcome.customer).toMatchObject({ defaultBillingAddressId: 'local-8', sync: { base: {} } })
    expect(outcome.lost).toEqual([
      { key: 'address/local-8/line1', before: 'P.O. 77', after: 'PO Box 77' },
      { key: 'address/local-8/phone', before: '5', after: '' },
    ])
  })
})
