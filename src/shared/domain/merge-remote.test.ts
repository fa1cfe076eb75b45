import { describe, expect, it } from 'vitest'
import { markDeleted, setArchived } from './apply-edit.ts'
import { fieldMapOf } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { customerFromRemote, mergeGone, mergeRemote } from './merge-remote.ts'
import type { SyncState } from './sync-state.ts'
import {
  contextAt,
  edited,
  fixedAddresses,
  linkedTo,
  NOW,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  unsent,
} from './sync-fixtures.testing.ts'

const first = remoteRecord({ name: 'Mara', email: 'mara@x.example', phone: '1' })
const clean = linkedTo(first)

function withSync(customer: Customer, sync: Partial<SyncState>): Customer {
  return { ...customer, sync: { ...customer.sync, ...sync } }
}

function merge(customer: Customer, fields: Parameters<typeof remoteRecord>[0], ms = 0, rest = {}): Customer {
  const record = remoteRecord({ name: 'Mara', email: 'mara@x.example', phone: '1', ...fields }, [], rest)
  return mergeRemote(customer, record, fixedAddresses, contextAt(ms)).customer
}

describe('R2, a field at a time', () => {
  const pending = edited(clean, { name: 'Mara O.' })

  it('no base: theirs is taken over', () => {
    const { customer, accepted, lost } = mergeRemote(
      clean,
      remoteRecord({ name: 'Mara X', email: 'mara@x.example', phone: '1' }),
      fixedAddresses,
      contextAt(5),
    )
    expect(customer).toMatchObject({ name: 'Mara X', updatedAt: NOW + 5, sync: { base: {} } })
    expect(accepted).toEqual([{ key: 'name', before: 'Mara', after: 'Mara X' }])
    expect(lost).toEqual([])
  })

  it('answers with the very same document where nothing changed', () => {
    const outcome = mergeRemote(clean, structuredClone(first), fixedAddresses, contextAt(5))
    expect(outcome.customer).toBe(clean)
    expect(mergeRemote(pending, structuredClone(first), fixedAddresses, contextAt(5)).customer).toBe(pending)
  })

  it('equal to mine: the spelling of the remote is stored, and base, theirs and sent of the field go', () => {
    const conflict = withSync(edited(clean, { email: 'New@X.example', name: 'Other' }), {
      base: { email: 'mara@x.example', name: 'Mara' },
      sent: { fields: { email: 'New@X.example', name: 'Other' }, at: NOW },
      theirs: { kind: 'fields', fields: { email: 'else@x.example', name: 'Else' } },
    })
    const merged = merge(conflict, { email: 'new@x.example', name: 'Third' })
    expect(merged.email).toBe('new@x.example')
    expect(merged.sync).toMatchObject({
      base: { name: 'Mara' },
      sent: { fields: { name: 'Other' }, at: NOW },
      theirs: { kind: 'fields', fields: { name: 'Third' } },
    })
    expect(merged.sync.base).not.toHaveProperty('email')
    expect(merged.sync.sent?.fields).not.toHaveProperty('email')
  })

  it('equal to what was sent: our own write arrived and becomes the common state', () => {
    const inFlight = withSync(edited(clean, { name: 'Edited on' }), {
      sent: { fields: { name: 'Sent' }, at: NOW },
      theirs: { kind: 'fields', fields: { name: 'Else' } },
    })
    const merged = merge(inFlight, { name: 'Sent' })
    expect(merged.name).toBe('Edited on')
    expect(merged.sync).toMatchObject({ base: { name: 'Sent' }, sent: null, theirs: null })
  })

  it('equal to base: unchanged there, a conflict is lifted, the edit stays pending', () => {
    const conflict = withSync(pending, { theirs: { kind: 'fields', fields: { name: 'Else' } } })
    const merged = merge(conflict, { name: 'Mara' })
    expect(merged).toMatchObject({ name: 'Mara O.', sync: { base: { name: 'Mara' }, theirs: null } })
  })

  it('what stood in a conflict and was replaced there goes to the history, whatever replaced it', () => {
    const conflict = withSync(pending, {
      sent: { fields: { name: 'Mara O.' }, at: NOW },
      theirs: { kind: 'fields', fields: { name: 'Else' } },
    })
    for (const [name, lost] of [
      ['Mara O.', true], // our own write took effect late
      ['Mara', true],
      ['Third', true],
      ['Else', false],
    ] as const) {
      const record = remoteRecord({ name, email: 'mara@x.example', phone: '1' })
      const outcome = mergeRemote(conflict, record, fixedAddresses, contextAt(5))
      expect(outcome.lost).toEqual(lost ? [{ key: 'name', before: 'Else', after: name }] : [])
    }
  })

  it('a base that is not known equals nothing', () => {
    const unknown = withSync(pending, { base: { name: null } })
    expect(merge(unknown, { name: '' }).sync.theirs).toEqual({ kind: 'fields', fields: { name: '' } })
  })

  it('anything else: a conflict with the newest value seen; other fields merge', () => {
    const merged = merge(merge(pending, { name: 'Theirs 1', phone: '2' }), { name: 'Theirs 2', phone: '2' })
    expect(merged).toMatchObject({ name: 'Mara O.', phone: '2' })
    expect(merged.sync).toMatchObject({
      base: { name: 'Mara' },
      theirs: { kind: 'fields', fields: { name: 'Theirs 2' } },
    })
  })

  it('lifts a mark that the record was deleted there', () => {
    const marked = withSync(pending, { theirs: { kind: 'deleted-there' } })
    expect(merge(marked, {}).sync).toMatchObject({ theirs: null, base: { name: 'Mara' } })
  })

  it('lets only what the record told take part', () => {
    const mine = { ...edited(clean, { name: 'Mara O.' }), notes: 'kept', username: 'local only' }
    const partial = { ...first, fields: { phone: '2' }, complete: false }
    delete partial.archived
    delete partial.addresses
    delete partial.defaultShipping
    const { customer } = mergeRemote({ ...mine, archivedAt: 7 }, partial, fixedAddresses, contextAt(3))
    expect(customer).toMatchObject({ name: 'Mara O.', notes: 'kept', phone: '2', archivedAt: 7 })
    expect(customer).toMatchObject({ username: 'local only', detailsDue: NOW + 3 })
  })

  it('merges archiving like any field', () => {
    const archived = setArchived(clean, true, fixedAddresses, NOW)
    expect(archived.sync.base).toEqual({ archived: '' })
    expect(merge(archived, {}).archivedAt).toBe(NOW)
    expect(merge(clean, {}, 0, { archived: true, archivedAt: 42 }).archivedAt).toBe(42)
    expect(merge(archived, {}, 0, { archived: true }).sync.base).toEqual({})
  })
})

describe('R2 while an update whose answer was lost may still take effect', () => {
  const sentB = withSync(edited(clean, { name: 'B' }), { sent: { fields: { name: 'B' }, at: NOW } })
  const reverted = edited(sentB, { name: 'Mara' })

  it('a value taken back meanwhile stays pending although both sides are equal', () => {
    expect(reverted.sync.base).toEqual({ name: 'Mara' })
    const merged = merge(reverted, {}, SETTLE_MS - 1)
    expect(merged).toMatchObject({
      name: 'Mara',
      sync: { base: { name: 'Mara' }, sent: { fields: { name: 'B' } } },
    })
  })

  it('and goes out again when the update does take effect', () => {
    const merged = merge(merge(reverted, {}, 10), { name: 'B' }, 20)
    expect(merged).toMatchObject({ name: 'Mara', sync: { base: { name: 'B' }, sent: null } })
  })

  it('until the time is over: then a re-read settles it', () => {
    expect(merge(reverted, {}, SETTLE_MS).sync).toMatchObject({ base: {}, sent: null })
  })

  it('goes by the time handed in rather than that of the connector where there is one', () => {
    const context = { ...contextAt(11), settleMs: 10 }
    expect(mergeRemote(reverted, first, fixedAddresses, context).customer.sync.sent).toBeNull()
  })

  it('a value equal to mine becomes the common state, so that a change after it is noticed', () => {
    const editedOn = edited(sentB, { name: 'C' })
    const merged = merge(editedOn, { name: 'C' }, 1)
    expect(merged.sync).toMatchObject({ base: { name: 'C' }, sent: { fields: { name: 'B' } } })
    expect(merge(merged, { name: 'Mara' }, 2).sync.theirs).toEqual({
      kind: 'fields',
      fields: { name: 'Mara' },
    })
  })

  it('what equals the value sent settles at once', () => {
    expect(merge(sentB, { name: 'B' }, 1).sync).toMatchObject({ base: {}, sent: null })
  })
})

describe('R2 for a document that is to be deleted', () => {
  const doomed = markDeleted(edited(clean, { name: 'Mara O.' }), NOW)

  it.each([
    ['its base', {}],
    ['its own value', { name: 'Mara O.' }],
  ])('stands where the remote has %s; nothing is merged', (_, fields) => {
    expect(merge(doomed, fields)).toBe(doomed)
  })

  it('stands where the remote has what was sent', () => {
    const sent = withSync(doomed, { sent: { fields: { name: 'Sent' }, at: NOW } })
    expect(merge(sent, { name: 'Sent' })).toBe(sent)
  })

  it('is a conflict where the remote has anything else, and the request to delete is dropped', () => {
    const asked = withSync(doomed, { intent: { kind: 'delete', at: NOW } })
    const merged = merge(asked, { phone: '2' })
    expect(merged).toMatchObject({ name: 'Mara O.', phone: '1', deletedAt: NOW })
    expect(merged.sync).toMatchObject({
      intent: null,
      theirs: { kind: 'edited-there', fields: { phone: '2' } },
    })
    expect(merge(merged, {}).sync.theirs).toBeNull()
  })

  it('counts an address added there as an edit', () => {
    const record = remoteRecord({ ...first.fields }, [{ remoteId: '7', fields: { city: 'Oakland' } }])
    const { customer } = mergeRemote(doomed, record, fixedAddresses, contextAt())
    expect(customer.sync.theirs).toMatchObject({
      kind: 'edited-there',
      fields: { 'address/local-7/city': 'Oakland', defaultShippingAddressId: 'local-7' },
    })
    expect(customer.addresses).toEqual([])
  })

  it('counts what was emptied there as an edit, an address that was removed included', () => {
    const record = remoteRecord({ name: 'Mara', phone: '1' }, [remoteAddress('7', { city: 'Oakland' })])
    const deleted = markDeleted(linkedTo(record), NOW)
    const emptied = remoteRecord({ name: 'Mara' }, [], { defaultShipping: '' })
    expect(mergeRemote(deleted, emptied, fixedAddresses, contextAt()).customer.sync.theirs).toEqual({
      kind: 'edited-there',
      fields: { phone: '', 'address/local-7/city': '', defaultShippingAddressId: '' },
    })
    const clearing = withSync(deleted, { base: { phone: '1' }, sent: { fields: { phone: '' }, at: NOW } })
    const arrived = mergeRemote(clearing, { ...record, fields: { phone: '' } }, fixedAddresses, contextAt())
    expect(arrived.customer.sync.theirs).toBeNull()
  })

  it('does not count what only the remote writes', () => {
    expect(merge(doomed, {}, 0, { facts: { balance: '9.00' } })).toBe(doomed)
  })
})

describe('R1 and facts', () => {
  it('makes a clean document of a record that nobody holds', () => {
    const record = remoteRecord({ name: 'Mara', tags: ['b'], acceptsMarketing: true }, [], {
      facts: { createdAt: 5, updatedAt: 6, lifetimeValue: '9.50' },
      extra: { odd: 1 },
    })
    const customer = customerFromRemote('c9', record, fixedAddresses, contextAt())
    expect(customer).toMatchObject({
      id: 'c9',
      remoteId: 'r1',
      name: 'Mara',
      tags: ['b'],
      acceptsMarketing: true,
    })
    expect(customer).toMatchObject({ createdAt: 5, updatedAt: 6, extra: { odd: 1 }, detailsDue: 0 })
    expect(customer.remoteFacts.lifetimeValue).toBe('9.50')
    expect(customer.sync).toEqual(unsent({}).sync)
  })

  it('asks for details once for each change of a record listed without them', () => {
    const listed = { ...first, complete: false, facts: { updatedAt: 6 } }
    const due = mergeRemote(clean, listed, fixedAddresses, contextAt(1)).customer
    expect(due.detailsDue).toBe(NOW + 1)
    const whole = mergeRemote(
      due,
      { ...first, facts: { updatedAt: 6 } },
      fixedAddresses,
      contextAt(2),
    ).customer
    expect(whole.detailsDue).toBe(0)
    expect(mergeRemote(whole, listed, fixedAddresses, contextAt(3)).customer).toBe(whole)
    const newer = { ...listed, facts: { updatedAt: 7 } }
    expect(mergeRemote(whole, newer, fixedAddresses, contextAt(4)).customer.detailsDue).toBe(NOW + 4)
    const timeless = { ...first, complete: false }
    expect(mergeRemote(clean, timeless, fixedAddresses, contextAt(5)).customer).toBe(clean)
    const other = { ...timeless, fields: { phone: '2' } }
    expect(mergeRemote(clean, other, fixedAddresses, contextAt(6)).customer.detailsDue).toBe(NOW + 6)
  })
})

describe('a record that a sweep found gone', () => {
  it.each([
    ['clean', clean],
    ['deleted', markDeleted(edited(clean, { name: 'B' }), NOW)],
  ])('a %s document goes', (_, customer) => {
    expect(mergeGone(customer)).toBe('remove')
  })

  it('a pending one is in conflict and keeps its values', () => {
    const pending = withSync(edited(clean, { name: 'B' }), { sent: { fields: { name: 'B' }, at: NOW } })
    const gone = mergeGone(pending)
    expect(gone).toMatchObject({ name: 'B', sync: { sent: null, theirs: { kind: 'deleted-there' } } })
    expect(mergeGone(gone as Customer)).toBe(gone)
  })

  it('one that was never linked is no candidate', () => {
    const local = unsent({ name: 'A' })
    expect(mergeGone(local)).toBe(local)
    expect(fieldMapOf(local)).toEqual({ name: 'A' })
  })
})
