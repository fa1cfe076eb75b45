import { describe, expect, it } from 'vitest'
import { addressFieldKey } from './field-map.ts'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer, CustomerDraft } from './customer.ts'
import { linkRemote, type LinkedBy } from './link-remote.ts'
import type { MergeOutcome } from './merge-context.ts'
import { beginCreate } from './push-create.ts'
import { beginUpdate } from './push-update.ts'
import {
  contextAt,
  edited,
  editedAddress,
  fixedAddresses,
  freeAddresses,
  inUse,
  NOW,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  unsent,
} from './sync-fixtures.testing.ts'

function created(draft: Partial<CustomerDraft>, capabilities = fixedAddresses): Customer {
  const start = beginCreate(unsent(draft), [], capabilities, { now: NOW })
  if (start.kind !== 'send') throw new Error(start.kind)
  return start.customer
}

function link(
  customer: Customer,
  fields: Parameters<typeof remoteRecord>[0],
  how: LinkedBy,
  addressIds?: Record<string, string>,
): MergeOutcome {
  return linkRemote(customer, remoteRecord(fields), how, fixedAddresses, contextAt(1, addressIds))
}

describe('L: the answer to our own create', () => {
  const sent = created({ name: 'Mara', email: 'Mara@X.example', notes: 'n' })

  it('mine as sent: the answer is the truth', () => {
    const { customer, lost } = link(sent, { name: 'Mara O.', email: 'mara@x.example', notes: 'n' }, 'answer')
    expect(customer).toMatchObject({ remoteId: 'r1', name: 'Mara O.', email: 'mara@x.example' })
    expect(customer.sync).toEqual(unsent({}).sync)
    expect(lost).toEqual([])
  })

  it('edited meanwhile: stays pending against the answer', () => {
    const { customer } = link(
      edited(sent, { name: 'B' }),
      { name: 'Mara', email: 'mara@x.example' },
      'answer',
    )
    expect(customer).toMatchObject({ name: 'B', notes: '', sync: { base: { name: 'Mara' }, theirs: null } })
  })

  it('what a create cannot set stays pending with an empty base', () => {
    const { customer } = link(
      created({ name: 'Mara', storeId: '3', warehouseId: '4' }),
      { name: 'Mara', warehouseId: '9', pricingTierId: '2' },
      'answer',
    )
    expect(customer).toMatchObject({ storeId: '3', warehouseId: '4', pricingTierId: '2' })
    expect(customer.sync.base).toEqual({ storeId: '', warehouseId: '9' })
  })

  it('an archived customer is archived by the update that follows', () => {
    const { customer } = link({ ...sent, archivedAt: 7 }, { name: 'Mara', email: 'mara@x.example' }, 'answer')
    expect(customer).toMatchObject({ archivedAt: 7, sync: { base: { archived: false } } })
  })

  it('takes what the answer does not tell as accepted', () => {
    const record = { ...remoteRecord({}), fields: {} }
    delete record.addresses
    const { customer } = linkRemote(
      edited(sent, { name: 'B' }),
      record,
      'answer',
      fixedAddresses,
      contextAt(),
    )
    expect(customer).toMatchObject({ name: 'B', notes: 'n', sync: { base: { name: 'Mara' } } })
  })

  it('addresses that the create did not carry follow with an empty base', () => {
    const root = newAddress('a1', { line1: '18 Quay Road', postcode: '94607' })
    const other = newAddress('a2', { line1: 'PO Box 77' })
    const start = created({ name: 'Mara', addresses: [root, other] })
    expect(Object.keys(start.sync.intent?.kind === 'create' ? start.sync.intent.sent : {}).sort()).toEqual(
      ['address/a1/line1', 'address/a1/postcode', 'defaultShippingAddressId', 'name'].sort(),
    )
    const answer = remoteRecord({ name: 'Mara' }, [
      remoteAddress('7', { name: 'Mara', line1: '18 Quay Road', postcode: '94607' }),
    ])
    const { customer } = linkRemote(start, answer, 'answer', fixedAddresses, contextAt(1, { a1: '7' }))
    expect(customer.addresses).toMatchObject([
      { id: 'a1', remoteId: '7', name: 'Mara' },
      { id: 'a2', remoteId: '', line1: 'PO Box 77' },
    ])
    expect(customer.sync.base).toEqual({ 'address/a2/line1': '' })
  })

  it('a root address edited while the create was under way becomes a new one', () => {
    const root = newAddress('a1', { line1: '18 Quay Road' })
    const start = editedAddress(created({ name: 'Mara', addresses: [root] }), 'a1', { line1: '20 Quay Road' })
    const answer = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: '18 Quay Road' })])
    const { customer } = linkRemote(start, answer, 'answer', fixedAddresses, contextAt(1, { a1: '7' }))
    const [successor] = inUse(customer)
    expect(successor).toMatchObject({ line1: '20 Quay Road', remoteId: '' })
    expect(customer.addresses).toContainEqual(
      expect.objectContaining({ id: 'a1', remoteId: '7', superseded: 'replaced', line1: '18 Quay Road' }),
    )
    expect(customer.defaultShippingAddressId).toBe(successor?.id)
    expect(customer.sync.base).toEqual({
      [addressFieldKey(successor?.id ?? '', 'line1')]: '',
      defaultShippingAddressId: 'a1',
    })
  })

  it('an address removed while the create was under way is removed there where the remote can', () => {
    const root = newAddress('a1', { line1: '18 Quay Road' })
    const removed = edited(
      created({ name: 'Mara', addresses: [root] }, freeAddresses),
      { addresses: [] },
      freeAddresses,
    )
    const answer = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: '18 Quay Road' })])
    const { customer } = linkRemote(removed, answer, 'answer', freeAddresses, contextAt(1, { a1: '7' }))
    expect(customer.addresses).toMatchObject([{ id: 'a1', remoteId: '7', superseded: 'removed' }])
    expect(customer.sync.base).toMatchObject({ 'address/a1/line1': '18 Quay Road' })
  })

  it.each(['answer', 'found-unknown'] as const)('what the remote has filled in goes with it: %s', (how) => {
    const sent = created({ name: 'Mara', addresses: [newAddress('a1', { city: 'Oakland' })] }, freeAddresses)
    const removed = edited(sent, { addresses: [] }, freeAddresses)
    const answer = remoteRecord({ name: 'Mara' }, [
      remoteAddress('7', { city: 'Oakland', firstName: 'Mara' }),
    ])
    const { customer } = linkRemote(removed, answer, how, freeAddresses, contextAt(1))
    expect(customer.addresses).toMatchObject([{ id: 'a1', remoteId: '7', superseded: 'removed' }])
    const { push } = beginUpdate(customer, answer, freeAddresses, contextAt(2))
    expect(push?.changes).toMatchObject({ changedAddresses: [], removedAddresses: [{ remoteId: '7' }] })
  })
})

describe('L: found after an unknown create', () => {
  const sent = created({ name: 'Mara', email: 'mara@x.example' })

  it('mine as sent: mine goes to the history, theirs is taken', () => {
    const { customer, lost } = link(sent, { name: 'Someone Else', email: 'mara@x.example' }, 'found-unknown')
    expect(customer).toMatchObject({ name: 'Someone Else', sync: { base: {}, intent: null } })
    expect(lost).toEqual([{ key: 'name', before: 'Mara', after: 'Someone Else' }])
  })

  it('edited since, theirs as sent: pending', () => {
    const { customer } = link(
      edited(sent, { name: 'B' }),
      { name: 'Mara', email: 'mara@x.example' },
      'found-unknown',
    )
    expect(customer).toMatchObject({ name: 'B', sync: { base: { name: 'Mara' }, theirs: null } })
  })

  it('edited since, theirs differs from what was sent: conflict with what was sent as its base', () => {
    const { customer } = link(
      edited(sent, { name: 'B' }),
      { name: 'C', email: 'mara@x.example' },
      'found-unknown',
    )
    expect(customer).toMatchObject({ name: 'B', sync: { base: { name: 'Mara' } } })
    expect(customer.sync.theirs).toEqual({ kind: 'fields', fields: { name: 'C' } })
  })

  it('with a deletion asked for, a conflict becomes "edited there"', () => {
    const doomed = markDeleted(edited(sent, { name: 'B' }), NOW)
    const { customer } = link(doomed, { name: 'C', email: 'mara@x.example' }, 'found-unknown')
    expect(customer).toMatchObject({ deletedAt: NOW, remoteId: 'r1' })
    expect(customer.sync.theirs).toEqual({ kind: 'edited-there', fields: { name: 'C' } })
  })

  it('pairs the root address with the default of the record whatever the remote made of it', () => {
    const root = newAddress('a1', { line1: 'Quay Rd 18' })
    const start = created({ name: 'Mara', addresses: [root] })
    const record = remoteRecord({ name: 'Mara' }, [
      remoteAddress('7', { line1: '18 Quay Road', name: 'Mara' }),
    ])
    const { customer } = linkRemote(start, record, 'found-unknown', fixedAddresses, contextAt(SETTLE_MS))
    expect(customer.addresses).toMatchObject([{ id: 'a1', remoteId: '7', line1: '18 Quay Road' }])
    expect(customer.sync.base).toEqual({})
  })

  it('what the create could not set counts as never sent', () => {
    const start = created({ name: 'Mara', storeId: '3', warehouseId: '4' })
    const { customer } = link(start, { name: 'Mara', storeId: '8' }, 'found-unknown')
    expect(customer.sync).toMatchObject({
      base: { storeId: null, warehouseId: '' },
      theirs: { kind: 'fields', fields: { storeId: '8' } },
    })
  })
})

describe('L: never sent', () => {
  it('one side empty: the other wins; both filled and different: conflict without a base', () => {
    const mine = unsent({ name: 'Mara', phone: '1', company: 'Acme ' })
    const { customer } = link(mine, { name: 'Mara O.', fax: '2', company: 'Acme' }, 'never-sent')
    expect(customer).toMatchObject({ name: 'Mara', phone: '1', fax: '2', company: 'Acme', remoteId: 'r1' })
    expect(customer.sync.base).toEqual({ name: null, phone: '' })
    expect(customer.sync.theirs).toEqual({ kind: 'fields', fields: { name: 'Mara O.' } })
  })

  it('clears a refusal and a decision to keep it local', () => {
    const refused = { message: 'x', of: 'create' as const, field: '', values: {}, at: NOW }
    const local = unsent({ name: 'Mara' })
    const kept = { ...local, sync: { ...local.sync, refused, localOnly: true } }
    expect(link(kept, { name: 'Mara' }, 'never-sent').customer.sync).toEqual(unsent({}).sync)
  })

  it('a document without an intent counts as never sent', () => {
    expect(link(unsent({ name: 'Mara' }), { name: 'X' }, 'answer').customer.sync.base).toEqual({ name: null })
  })

  it('of what the record does not tell no common state is known', () => {
    const { customer } = linkRemote(
      unsent({ name: 'Mara', notes: 'n' }),
      { ...remoteRecord({}), fields: { name: 'Mara' } },
      'never-sent',
      fixedAddresses,
      contextAt(),
    )
    expect(customer.sync.base).toEqual({ notes: null })
  })

  it('pairs equal addresses one to one and keeps the others apart', () => {
    const mine = unsent({
      name: 'Mara',
      addresses: [
        newAddress('a1', { line1: '18 quay road', city: 'Oakland' }),
        newAddress('a2', { line1: 'Box 7' }),
      ],
    })
    const record = remoteRecord({ name: 'Mara' }, [
      remoteAddress('8', { line1: 'Elsewhere' }),
      remoteAddress('7', { line1: '18, Quay Road', city: 'OAKLAND', phone: '5' }),
    ])
    const { customer } = linkRemote(mine, record, 'never-sent', fixedAddresses, contextAt())
    expect(customer.addresses.map(({ id, remoteId }) => [id, remoteId])).toEqual([
      ['a1', '7'],
      ['a2', ''],
      ['local-8', '8'],
    ])
    expect(customer.addresses[0]).toMatchObject({ line1: '18, Quay Road', city: 'OAKLAND', phone: '5' })
    expect(customer.sync.base).toEqual({ 'address/a2/line1': '', defaultShippingAddressId: null })
    expect(customer.sync.theirs).toEqual({ kind: 'fields', fields: { defaultShippingAddressId: 'local-8' } })
  })

  it('an address that says more than the one the remote cannot change stays one of its own', () => {
    const mine = unsent({ name: 'Mara', addresses: [newAddress('a1', { line1: 'Box 7', phone: '5' })] })
    const record = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { line1: 'Box 7' })])
    const fixed = linkRemote(mine, record, 'never-sent', fixedAddresses, contextAt()).customer
    expect(fixed.addresses.map(({ id, remoteId }) => [id, remoteId])).toEqual([
      ['a1', ''],
      ['local-7', '7'],
    ])
    const free = linkRemote(mine, record, 'never-sent', freeAddresses, contextAt()).customer
    expect(free.addresses).toMatchObject([{ id: 'a1', remoteId: '7', phone: '5' }])
    expect(free.sync.base).toEqual({ 'address/a1/phone': '' })
  })

  it('a document linked meanwhile is merged with its own record and left alone by another', () => {
    const linked = link(unsent({ name: 'Mara' }), { name: 'Mara' }, 'never-sent').customer
    expect(link(linked, { name: 'X' }, 'never-sent').customer.name).toBe('X')
    const other = { ...remoteRecord({ name: 'Y' }), remoteId: 'r2' }
    expect(linkRemote(linked, other, 'never-sent', fixedAddresses, contextAt()).customer).toBe(linked)
  })
})
