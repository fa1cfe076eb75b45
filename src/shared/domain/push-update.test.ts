import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { markDeleted, setArchived } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { beginUpdate, settleUpdate, type UpdateStart } from './push-update.ts'
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
  notSent,
  present,
  refusal,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  slottedAddresses,
  unsent,
} from './sync-fixtures.testing.ts'

const first = remoteRecord({ name: 'Mara', phone: '1' })
const clean = linkedTo(first)
const renamed = edited(clean, { name: 'B' })

function withSync(customer: Customer, sync: Partial<SyncState>): Customer {
  return { ...customer, sync: { ...customer.sync, ...sync } }
}

function begin(customer: Customer, record = first, ms = 0): UpdateStart {
  return beginUpdate(customer, record, fixedAddresses, contextAt(ms))
}

function settle(customer: Customer, outcome: Parameters<typeof settleUpdate>[1], ms = 1): Customer {
  return present(settleUpdate(customer, outcome, fixedAddresses, contextAt(ms)).customer)
}

const inFlight = begin(renamed).customer

describe('P3', () => {
  it('writes and sends exactly what was changed', () => {
    const start = begin(setArchived(renamed, true, fixedAddresses, NOW))
    expect(start.customer.sync.sent).toEqual({ fields: { name: 'B', archived: true }, at: NOW })
    expect(start.push).toMatchObject({ type: 'update', localId: 'c1', remoteId: 'r1' })
    expect(start.push?.changes).toEqual({
      fields: { name: 'B' },
      archived: true,
      addedAddresses: [],
      changedAddresses: [],
      removedAddresses: [],
    })
    expect(start.push?.whole).toMatchObject({ name: 'B', phone: '1' })
  })

  it('merges what it read first', () => {
    const start = begin(renamed, remoteRecord({ name: 'Mara', phone: '2' }))
    expect(start.customer).toMatchObject({ name: 'B', phone: '2' })
    expect(start.push?.changes.fields).toEqual({ name: 'B' })
    expect(start.accepted).toEqual([{ key: 'phone', before: '1', after: '2' }])
  })

  it('404: deleted there; a document that has become clean or is to be deleted is left alone', () => {
    const gone = beginUpdate(inFlight, null, fixedAddresses, contextAt())
    expect(gone).toMatchObject({
      push: null,
      customer: { sync: { theirs: { kind: 'deleted-there' }, sent: null } },
    })
    for (const customer of [clean, markDeleted(renamed, NOW)]) {
      expect(beginUpdate(customer, null, fixedAddresses, contextAt()).customer).toBe(customer)
    }
  })

  it('fields in conflict are not sent, the others are, and a whole unit holds their value', () => {
    const start = begin(edited(renamed, { phone: '9' }), remoteRecord({ name: 'C', phone: '1' }))
    expect(start.push?.changes.fields).toEqual({ phone: '9' })
    expect(start.push?.whole).toMatchObject({ name: 'C', phone: '9' })
    expect(start.customer.sync.sent?.fields).toEqual({ phone: '9' })
  })

  it.each([
    ['a list', '7', freeAddresses],
    ['slots', 'shipping', slottedAddresses],
  ])('an address goes with their value of a part in conflict: %s', (_, remoteId, capabilities) => {
    const recordWith = (city: string) =>
      remoteRecord({ name: 'Mara' }, [remoteAddress(remoteId, { line1: '1', city, phone: '1' })], {
        defaultShipping: remoteId,
      })
    const customer = linkedTo(recordWith('Ulm'), capabilities)
    const id = customer.addresses[0]?.id ?? ''
    const both = editedAddress(customer, id, { city: 'Kiel', phone: '9' }, capabilities)
    const start = beginUpdate(both, recordWith('Bonn'), capabilities, contextAt())
    expect(start.push?.changes.changedAddresses).toMatchObject([{ id, city: 'Bonn', phone: '9' }])
    expect(start.push?.whole.addresses).toMatchObject([{ id, city: 'Bonn', phone: '9' }])
    expect(start.customer.addresses).toMatchObject([{ id, city: 'Kiel', phone: '9' }])

    const settled = settleUpdate(
      start.customer,
      accepted(
        remoteRecord({ name: 'Mara' }, [remoteAddress(remoteId, { line1: '1', city: 'Bonn', phone: '9' })], {
          defaultShipping: remoteId,
        }),
      ),
      capabilities,
      contextAt(1),
    )
    expect(settled.lost).toEqual([])
    expect(present(settled.customer).sync).toMatchObject({
      sent: null,
      theirs: { kind: 'fields', fields: { [`address/${id}/city`]: 'Bonn' } },
    })
  })

  it.each([
    ['a list', '7', freeAddresses],
    ['slots', 'shipping', slottedAddresses],
  ])(
    'not an address of which their value leaves nothing, until it is decided: %s',
    (_, remoteId, capabilities) => {
      const recordWith = (city: string) =>
        remoteRecord({ name: 'Mara' }, [remoteAddress(remoteId, { city, phone: '1' })], {
          defaultShipping: remoteId,
        })
      const customer = linkedTo(recordWith('Ulm'), capabilities)
      const id = customer.addresses[0]?.id ?? ''
      const changed = editedAddress(customer, id, { city: 'Kiel', phone: '' }, capabilities)
      const start = beginUpdate(changed, recordWith(''), capabilities, contextAt())
      expect(start.push).toBeNull()
      expect(start.customer.addresses).toMatchObject([{ id, city: 'Kiel', phone: '' }])
      expect(start.customer.sync).toMatchObject({
        base: { [`address/${id}/city`]: 'Ulm', [`address/${id}/phone`]: '1' },
        theirs: { kind: 'fields', fields: { [`address/${id}/city`]: '' } },
      })
    },
  )

  it('not while a refusal stands, a deletion is asked for, or the remote takes no updates', () => {
    const refused = { message: '', of: 'update' as const, field: '', values: {}, at: NOW }
    expect(begin(withSync(renamed, { refused })).push).toBeNull()
    expect(begin(markDeleted(renamed, NOW)).push).toBeNull()
    const readOnly = { ...fixedAddresses, writes: { ...fixedAddresses.writes, update: false } }
    expect(beginUpdate(renamed, first, readOnly, contextAt()).push).toBeNull()
  })

  it('nothing differs: nothing is sent', () => {
    const start = begin(clean)
    expect(start).toMatchObject({ push: null, waitUntil: 0 })
    expect(start.customer).toBe(clean)
    expect(begin(renamed, remoteRecord({ name: 'B', phone: '1' })).push).toBeNull()
  })

  it('the record of another customer changes nothing', () => {
    expect(begin(renamed, { ...first, remoteId: 'r2' }).customer).toBe(renamed)
    expect(begin(unsent({ name: 'A' })).push).toBeNull()
  })

  it('what a create could not set goes with the update after it', () => {
    const stored = edited(clean, { storeId: '3' })
    expect(begin(stored).push?.changes.fields).toEqual({ storeId: '3' })
  })
})

describe('P3 after a lost answer', () => {
  it('the write had arrived: settled at once', () => {
    const start = begin(inFlight, remoteRecord({ name: 'B', phone: '1' }), 1)
    expect(start).toMatchObject({
      push: null,
      waitUntil: 0,
      customer: { name: 'B', sync: { base: {}, sent: null } },
    })
  })

  it('it had not: nothing is sent until it can no longer take effect, then it goes again', () => {
    const early = begin(inFlight, first, SETTLE_MS - 1)
    expect(early).toMatchObject({
      push: null,
      waitUntil: NOW + SETTLE_MS,
      customer: { sync: { sent: { at: NOW } } },
    })
    const late = begin(early.customer, first, SETTLE_MS)
    expect(late.push?.changes.fields).toEqual({ name: 'B' })
    expect(late.customer.sync.sent).toEqual({ fields: { name: 'B' }, at: NOW + SETTLE_MS })
  })

  it('taken back before the re-read: the value cannot come back', () => {
    const reverted = edited(settle(inFlight, lostAnswer), { name: 'Mara' }, fixedAddresses, 2)
    const early = begin(reverted, first, 3)
    expect(early).toMatchObject({ push: null, waitUntil: NOW + SETTLE_MS })
    expect(early.customer.sync).toMatchObject({ base: { name: 'Mara' }, sent: { fields: { name: 'B' } } })
    const arrivedLate = begin(early.customer, remoteRecord({ name: 'B', phone: '1' }), 4)
    expect(arrivedLate.push?.changes.fields).toEqual({ name: 'Mara' })
    const settled = settle(arrivedLate.customer, accepted(first), 5)
    expect(settled).toMatchObject({ name: 'Mara', sync: { base: {}, sent: null } })
  })

  it('taken back and never arrived: clean once the time is over', () => {
    const reverted = edited(inFlight, { name: 'Mara' })
    const start = begin(reverted, first, SETTLE_MS)
    expect(start).toMatchObject({ push: null, waitUntil: 0, customer: { sync: { base: {}, sent: null } } })
  })

  it('someone else changed it there: a conflict', () => {
    const start = begin(inFlight, remoteRecord({ name: 'C', phone: '1' }), SETTLE_MS)
    expect(start.push).toBeNull()
    expect(start.customer.sync).toMatchObject({
      base: { name: 'Mara' },
      sent: null,
      theirs: { kind: 'fields', fields: { name: 'C' } },
    })
  })
})

describe('a default on an address that was removed here while its update was under way', () => {
  const added = edited(clean, { addresses: [newAddress('n1', { city: 'Oakland' })] })
  const removed = edited(begin(added).customer, { addresses: [] })

  it('stays while the remote may have it', () => {
    expect(removed.addresses).toMatchObject([{ id: 'n1', superseded: 'removed' }])
    expect(removed.defaultShippingAddressId).toBe('n1')
  })

  it('goes with the address where the update took no effect, and nothing is sent', () => {
    const unknown = settle(removed, lostAnswer)
    const { push, customer } = begin(unknown, first, SETTLE_MS)
    expect(push).toBeNull()
    expect(customer).toMatchObject({ addresses: [], defaultShippingAddressId: '', sync: clean.sync })
    expect(settle(removed, notSent)).toMatchObject({ defaultShippingAddressId: '', sync: clean.sync })
  })

  it('is given up where the remote has the address, and not as the default', () => {
    const there = remoteRecord({ ...first.fields }, [remoteAddress('7', { city: 'Oakland' })], {
      defaultShipping: '',
    })
    const { push, customer } = begin(settle(removed, lostAnswer), there, SETTLE_MS)
    expect(push).toBeNull()
    expect(customer.addresses).toMatchObject([{ id: 'n1', remoteId: '7', superseded: 'removed' }])
    expect(customer).toMatchObject({ defaultShippingAddressId: '', sync: clean.sync })
  })

  it('stays as the remote has it where the update took effect', () => {
    const there = remoteRecord({ ...first.fields }, [remoteAddress('7', { city: 'Oakland' })])
    const { push, customer } = begin(settle(removed, lostAnswer), there, SETTLE_MS)
    expect(push).toBeNull()
    expect(customer.addresses).toMatchObject([{ id: 'n1', remoteId: '7', superseded: 'removed' }])
    expect(customer.defaultShippingAddressId).toBe('n1')
  })
})

describe('P4: the outcome of an update', () => {
  it('accepted: the answer is the truth', () => {
    const after = settle(inFlight, accepted(remoteRecord({ name: 'B.', phone: '2' })))
    expect(after).toMatchObject({ name: 'B.', phone: '2' })
    expect(after.sync).toEqual(unsent({}).sync)
  })

  it('accepted, edited in flight: stays pending against the answer', () => {
    const after = settle(edited(inFlight, { name: 'C' }), accepted(remoteRecord({ name: 'B.', phone: '1' })))
    expect(after).toMatchObject({ name: 'C', sync: { base: { name: 'B.' }, sent: null, theirs: null } })
  })

  it('accepted, taken back in flight: the old value goes out again', () => {
    const after = settle(
      edited(inFlight, { name: 'Mara' }),
      accepted(remoteRecord({ name: 'B', phone: '1' })),
    )
    expect(after).toMatchObject({ name: 'Mara', sync: { base: { name: 'B' } } })
  })

  it('accepted, another field edited in flight: that stays pending', () => {
    const after = settle(edited(inFlight, { phone: '9' }), accepted(remoteRecord({ name: 'B', phone: '1' })))
    expect(after).toMatchObject({ phone: '9', sync: { base: { phone: '1' }, sent: null } })
  })

  it('accepted: a field that the answer does not tell is as sent', () => {
    const bare = { ...first, fields: {} }
    expect(settle(inFlight, accepted(bare))).toMatchObject({ name: 'B', sync: { base: {}, sent: null } })
    const editedOn = settle(edited(inFlight, { name: 'C' }), accepted(bare))
    expect(editedOn).toMatchObject({ name: 'C', sync: { base: { name: 'B' } } })
  })

  it.each([refusal, { status: 'exists', localId: 'c1', reason: 'The email is taken.' } as const])(
    '$status: the base is kept, the reason while mine is still what was sent',
    (outcome) => {
      expect(settle(inFlight, outcome)).toMatchObject({
        name: 'B',
        sync: { base: { name: 'Mara' }, sent: null, refused: { of: 'update', values: { name: 'B' } } },
      })
      const editedOn = settle(edited(inFlight, { name: 'C' }), outcome)
      expect(editedOn.sync).toMatchObject({ base: { name: 'Mara' }, sent: null, refused: null })
      expect(settle(edited(inFlight, { name: 'Mara' }), outcome).sync.base).toEqual({})
    },
  )

  it('404: deleted there', () => {
    const after = settle(inFlight, { status: 'gone', localId: 'c1' })
    expect(after.sync).toMatchObject({
      sent: null,
      theirs: { kind: 'deleted-there' },
      base: { name: 'Mara' },
    })
  })

  it('lost: sent is kept', () => {
    expect(settle(inFlight, lostAnswer)).toBe(inFlight)
  })

  it('not sent: no trace is left of the attempt', () => {
    expect(settle(inFlight, notSent).sync).toEqual(renamed.sync)
    expect(settle(renamed, notSent)).toBe(renamed)
  })

  it('a conflict that was there before stays', () => {
    const conflict = begin(edited(renamed, { phone: '9' }), remoteRecord({ name: 'C', phone: '1' })).customer
    const after = settle(conflict, accepted(remoteRecord({ name: 'C', phone: '9' })))
    expect(after.sync).toMatchObject({
      base: { name: 'Mara' },
      theirs: { kind: 'fields', fields: { name: 'C' } },
    })
  })

  it('an answer that comes after the record was unlinked changes nothing', () => {
    const local = { ...unsent({ name: 'B' }) }
    expect(settle(local, accepted(first))).toBe(local)
  })
})

describe('addresses in an update', () => {
  const quay = remoteAddress('7', { line1: '18 Quay Road' })
  const customer = linkedTo(remoteRecord({ name: 'Mara' }, [quay]))
  const moved = editedAddress(customer, 'local-7', { line1: '20 Quay Road' })
  const id = moved.defaultShippingAddressId
  const record = remoteRecord({ name: 'Mara' }, [quay])

  it('an edited one is added and made the default; the answer pairs it', () => {
    const start = begin(moved, record)
    expect(start.push?.changes).toMatchObject({
      addedAddresses: [{ id, line1: '20 Quay Road' }],
      changedAddresses: [],
      removedAddresses: [],
      defaultShippingAddressId: id,
    })
    expect(start.push?.whole.addresses.map((address) => address.id)).toEqual([id])
    const both = [quay, remoteAddress('9', { line1: '20 Quay Road', name: 'Mara' })]
    const answer = remoteRecord({ name: 'Mara' }, both, { defaultShipping: '9' })
    const settled = settleUpdate(
      start.customer,
      accepted(answer, { [id]: '9' }),
      fixedAddresses,
      contextAt(1),
    )
    const after = present(settled.customer)
    expect(inUse(after)).toMatchObject([{ id, remoteId: '9', name: 'Mara' }])
    expect(after.sync).toEqual(unsent({}).sync)
    expect(begin(after, answer).customer).toBe(after)
  })

  it('its answer lost, the re-read recognises it, whatever the remote made of its parts', () => {
    const sent = begin(editedAddress(moved, id, { phone: '5' }), record).customer
    const both = [quay, remoteAddress('9', { line1: '20 QUAY ROAD', name: 'Mara', phone: '+5' })]
    const start = begin(sent, remoteRecord({ name: 'Mara' }, both, { defaultShipping: '9' }), 1)
    expect(start.push).toBeNull()
    expect(inUse(start.customer)).toMatchObject([{ id, remoteId: '9', name: 'Mara', phone: '+5' }])
    expect(start.customer.sync).toEqual(unsent({}).sync)
  })

  it('one in conflict waits whole where the remote cannot change it', () => {
    const disputed = withSync(editedAddress(customer, 'local-7', { latitude: '1' }), {
      base: { 'address/local-7/line1': '1', 'address/local-7/city': '' },
      theirs: { kind: 'fields', fields: { 'address/local-7/line1': '2' } },
    })
    const withCity = {
      ...disputed,
      addresses: disputed.addresses.map((address) => ({ ...address, city: 'Kiel' })),
    }
    const there = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: '2' })])
    const start = begin(withCity, there)
    expect(start.push).toBeNull()
    expect(start.customer.sync.theirs).toMatchObject({ fields: { 'address/local-7/line1': '2' } })
  })

  it('taken for one that was there already, the two become one', () => {
    const start = begin(moved, record)
    const settled = settleUpdate(
      start.customer,
      accepted(record, { [id]: '7' }),
      fixedAddresses,
      contextAt(1),
    )
    const after = present(settled.customer)
    expect(after.addresses).toMatchObject([{ id: 'local-7', superseded: '', line1: '18 Quay Road' }])
    expect(after).toMatchObject({ defaultShippingAddressId: 'local-7', sync: { base: {}, sent: null } })
    expect(settled.lost).toContainEqual({
      key: 'address/local-7/line1',
      before: '20 Quay Road',
      after: '18 Quay Road',
    })
  })

  it('accepted but not among the addresses told: it is kept and stays pending', () => {
    const start = begin(moved, record)
    const after = settle(start.customer, accepted(record))
    expect(inUse(after)).toMatchObject([{ id, line1: '20 Quay Road', remoteId: '' }])
    expect(after.sync.base).toMatchObject({ [`address/${id}/line1`]: '' })
  })

  it('a default that points to an address which is not sent waits', () => {
    const target = newAddress('n1', { latitude: '37' })
    const odd = edited(customer, {
      addresses: [...customer.addresses, target],
      defaultShippingAddressId: 'n1',
    })
    expect(begin(odd, record).push).toBeNull()
  })

  it('an edit that is left on one the remote cannot change is sent as a new one', () => {
    const decided = withSync(customer, { base: { 'address/local-7/line1': '16 Quay Road' } })
    const there = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: '16 Quay Road' })])
    const start = begin(decided, there)
    const [added] = start.push?.changes.addedAddresses ?? []
    expect(added).toMatchObject({ line1: '18 Quay Road' })
    expect(start.push?.changes.changedAddresses).toEqual([])
    expect(start.customer.addresses[0]).toMatchObject({ line1: '16 Quay Road', superseded: 'replaced' })
    expect(start.customer.sync.base).toEqual({
      [`address/${added?.id ?? ''}/line1`]: '',
      defaultShippingAddressId: 'local-7',
    })
  })

  it('a changed one is sent as changed where the remote can, an edit in flight stays pending', () => {
    const free = linkedTo(remoteRecord({ name: 'Mara' }, [quay]), freeAddresses)
    const changed = editedAddress(free, 'local-7', { line1: '20 Quay Road' }, freeAddresses)
    const start = beginUpdate(changed, record, freeAddresses, contextAt())
    expect(start.push?.changes).toMatchObject({ addedAddresses: [], changedAddresses: [{ remoteId: '7' }] })
    const again = editedAddress(start.customer, 'local-7', { line1: '22 Quay Road' }, freeAddresses)
    const answer = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: '20 Quay Road' })])
    const after = present(settleUpdate(again, accepted(answer), freeAddresses, contextAt(1)).customer)
    expect(after.addresses[0]?.line1).toBe('22 Quay Road')
    expect(after.sync.base).toEqual({ 'address/local-7/line1': '20 Quay Road' })
  })

  it('a removed one is gone once the remote has agreed', () => {
    const free = linkedTo(remoteRecord({ name: 'Mara' }, [quay]), freeAddresses)
    const start = beginUpdate(
      edited(free, { addresses: [] }, freeAddresses),
      record,
      freeAddresses,
      contextAt(),
    )
    const answer = remoteRecord({ name: 'Mara' }, [], { defaultShipping: '' })
    const after = present(
      settleUpdate(start.customer, accepted(answer), freeAddresses, contextAt(1)).customer,
    )
    expect(after.addresses).toEqual([])
    expect(after.sync).toEqual(unsent({}).sync)
  })

  it('one of which each side has emptied another part is removed: nothing is left of it', () => {
    const two = remoteRecord({ name: 'Mara' }, [
      remoteAddress('7', { line1: '18 Quay Road', city: 'Oakland' }),
    ])
    const here = editedAddress(linkedTo(two, freeAddresses), 'local-7', { line1: '' }, freeAddresses)
    const there = remoteRecord({ name: 'Mara' }, [quay])
    const { push, customer } = beginUpdate(here, there, freeAddresses, contextAt())
    expect(push?.changes.removedAddresses).toMatchObject([{ remoteId: '7' }])
    expect(inUse(customer)).toEqual([])
  })

  it('an address added twice over a lost answer and edited meanwhile becomes two', () => {
    const sent = begin(moved, record).customer
    const again = editedAddress(sent, id, { line1: '22 Quay Road' }, fixedAddresses, 2)
    const both = [quay, remoteAddress('9', { line1: '20 Quay Road' })]
    const start = begin(again, remoteRecord({ name: 'Mara' }, both, { defaultShipping: '9' }), 3)
    expect(start.customer.addresses.map(({ remoteId, superseded }) => [remoteId, superseded])).toEqual([
      ['7', 'replaced'],
      ['9', 'replaced'],
      ['', ''],
    ])
    expect(start.push?.changes.addedAddresses).toMatchObject([{ line1: '22 Quay Road' }])
    expect(start.push?.changes.defaultShippingAddressId).toBe(inUse(start.customer)[0]?.id)
  })
})
