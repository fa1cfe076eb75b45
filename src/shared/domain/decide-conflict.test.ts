import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { decideConflict, type ConflictDecision, type DecisionOutcome } from './decide-conflict.ts'
import { discardEdits } from './discard-edits.ts'
import { mergeGone, mergeRemote } from './merge-remote.ts'
import { planCreate } from './push-create.ts'
import { beginUpdate } from './push-update.ts'
import type { SyncState } from './sync-state.ts'
import {
  contextAt,
  edited,
  editedAddress,
  fixedAddresses,
  inUse,
  linkedTo,
  NOW,
  present,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  unsent,
} from './sync-fixtures.testing.ts'

const clean = linkedTo(remoteRecord({ name: 'Mara', phone: '1' }))
const theirs = remoteRecord({ name: 'Theirs', phone: '2' })
const conflict = mergeRemote(
  edited(clean, { name: 'Mine', phone: '9' }),
  theirs,
  fixedAddresses,
  contextAt(),
).customer

function withSync(customer: Customer, sync: Partial<SyncState>): Customer {
  return { ...customer, sync: { ...customer.sync, ...sync } }
}

function decide(customer: Customer, decision: ConflictDecision, ms = 0): DecisionOutcome {
  return decideConflict(customer, decision, fixedAddresses, contextAt(ms))
}

describe('C1: the same field changed on both sides', () => {
  it('mine: goes out against their value, which is kept in the history', () => {
    const { customer, lost } = decide(conflict, { kind: 'fields', choices: { name: { take: 'mine' } } })
    expect(customer).toMatchObject({
      name: 'Mine',
      sync: { base: { name: 'Theirs', phone: '1' }, theirs: { kind: 'fields', fields: { phone: '2' } } },
    })
    expect(lost).toEqual([{ key: 'name', before: 'Theirs', after: 'Mine' }])
    expect(beginUpdate(present(customer), theirs, fixedAddresses, contextAt()).push?.changes.fields).toEqual({
      name: 'Mine',
    })
  })

  it('theirs: taken over, mine is kept in the history, the field is clean', () => {
    const choices = { name: { take: 'theirs' }, phone: { take: 'theirs' } } as const
    const { customer, lost } = decide(conflict, { kind: 'fields', choices })
    expect(customer).toMatchObject({ name: 'Theirs', phone: '2' })
    expect(present(customer).sync).toEqual(clean.sync)
    expect(lost).toEqual([
      { key: 'name', before: 'Mine', after: 'Theirs' },
      { key: 'phone', before: '9', after: '2' },
    ])
  })

  it('edited: goes out against their value, both are kept in the history', () => {
    const choices = { name: { take: 'edited', value: 'Both' } } as const
    const { customer, lost } = decide(conflict, { kind: 'fields', choices })
    expect(customer).toMatchObject({ name: 'Both', sync: { base: { name: 'Theirs' } } })
    expect(lost.map(({ before, after }) => [before, after])).toEqual([
      ['Theirs', 'Both'],
      ['Mine', 'Both'],
    ])
  })

  it('edited to what they have: the field is clean', () => {
    const choices = { name: { take: 'edited', value: 'Theirs' } } as const
    expect(present(decide(conflict, { kind: 'fields', choices }).customer).sync.base).toEqual({ phone: '1' })
  })

  it('forgets a refusal', () => {
    const refused = { message: '', of: 'update' as const, field: '', values: {}, at: NOW }
    const { customer } = decide(withSync(conflict, { refused }), { kind: 'fields', choices: {} })
    expect(present(customer).sync.refused).toBeNull()
  })

  it('changed there again: the next read asks again', () => {
    const decided = present(
      decide(conflict, { kind: 'fields', choices: { name: { take: 'mine' } } }).customer,
    )
    const start = beginUpdate(
      decided,
      remoteRecord({ name: 'Third', phone: '2' }),
      fixedAddresses,
      contextAt(),
    )
    expect(start.push).toBeNull()
    expect(start.customer.sync.theirs).toMatchObject({ fields: { name: 'Third' } })
  })

  it('what was sent is dropped, unless it may still take effect and bring a value back', () => {
    const sent = { fields: { name: 'Mine' }, at: NOW }
    const choices = { name: { take: 'theirs' } } as const
    const late = present(
      decide(withSync(conflict, { sent }), { kind: 'fields', choices }, SETTLE_MS).customer,
    )
    expect(late.sync).toMatchObject({ sent: null, base: { phone: '1' } })
    const early = present(decide(withSync(conflict, { sent }), { kind: 'fields', choices }, 1).customer)
    expect(early.sync).toMatchObject({ sent, base: { name: 'Theirs' } })
    const arrived = remoteRecord({ name: 'Mine', phone: '2' })
    const back = beginUpdate(early, arrived, fixedAddresses, contextAt(2))
    expect(back.push?.changes.fields).toEqual({ name: 'Theirs' })
  })
})

describe('C2: deleted there, edited here', () => {
  const addresses = [remoteAddress('7', { city: 'Oakland' })]
  const linked = linkedTo(
    remoteRecord({ name: 'Mara' }, addresses, { facts: { balance: '3.00' }, extra: { a: 1 } }),
  )
  const moved = editedAddress(edited(linked, { name: 'B' }), 'local-7', { city: 'Bremen' })
  const gone = present(mergeGone(moved))

  it('restore as new: everything of the old record goes, and it is created again', () => {
    const { customer, lost } = decide(gone, { kind: 'restore-as-new' })
    const restored = present(customer)
    expect(restored).toMatchObject({ name: 'B', remoteId: '', extra: {} })
    expect(restored.addresses).toMatchObject([{ city: 'Bremen', remoteId: '', superseded: '' }])
    expect(restored.remoteFacts.balance).toBe('')
    expect(restored.sync).toEqual(unsent({}).sync)
    expect(planCreate(restored, fixedAddresses, NOW)).toEqual({ kind: 'send' })
    expect(lost).toEqual([{ key: 'fate', before: 'deleted-there', after: 'restore-as-new' }])
  })

  it('keep as local only: never sent again', () => {
    const kept = present(decide(gone, { kind: 'keep-local-only' }).customer)
    expect(kept).toMatchObject({ remoteId: '', sync: { localOnly: true, theirs: null } })
    expect(planCreate(kept, fixedAddresses, NOW)).toEqual({ kind: 'none' })
  })

  it('delete: its values go to the history, then it goes', () => {
    const { customer, lost } = decide(gone, { kind: 'delete' })
    expect(customer).toBe('remove')
    expect(lost).toContainEqual({ key: 'name', before: 'B', after: '' })
    expect(lost.some(({ key, before }) => key.endsWith('/city') && before === 'Bremen')).toBe(true)
  })
})

describe('C3: edited there, deleted here', () => {
  const doomed = markDeleted(clean, NOW)
  const edit = mergeRemote(doomed, theirs, fixedAddresses, contextAt()).customer

  it('delete anyway: what nobody changed here is as it is there, where the deletion is refused too', () => {
    const { customer, lost } = decide(edit, { kind: 'delete-anyway' })
    const decided = present(customer)
    expect(decided).toMatchObject({
      ...{ deletedAt: NOW, name: 'Theirs', phone: '2' },
      sync: { theirs: null, base: {} },
    })
    expect(lost).toEqual([
      { key: 'fate', before: 'edited-there', after: 'delete-anyway' },
      { key: 'name', before: 'Mara', after: 'Theirs' },
      { key: 'phone', before: '1', after: '2' },
    ])
    expect(mergeRemote(decided, theirs, fixedAddresses, contextAt()).customer).toBe(decided)
    const again = mergeRemote(decided, remoteRecord({ name: 'More' }), fixedAddresses, contextAt()).customer
    expect(again.sync.theirs?.kind).toBe('edited-there')
  })

  it('delete anyway: their version of what was changed here goes to the history and is the common state', () => {
    const changed = markDeleted(edited(clean, { name: 'Mine' }), NOW)
    const both = mergeRemote(changed, theirs, fixedAddresses, contextAt()).customer
    const { customer, lost } = decide(both, { kind: 'delete-anyway' })
    expect(customer).toMatchObject({ name: 'Mine', phone: '2', sync: { base: { name: 'Theirs' } } })
    expect(lost).toContainEqual({ key: 'name', before: 'Theirs', after: 'Mine' })
  })

  it('keep: it is back, and read again at once', () => {
    const { customer, lost } = decide(edit, { kind: 'keep' }, 5)
    const kept = present(customer)
    expect(lost).toEqual([{ key: 'fate', before: 'edited-there', after: 'keep' }])
    expect(kept).toMatchObject({ deletedAt: 0, detailsDue: NOW + 5, sync: { theirs: null, intent: null } })
    expect(mergeRemote(kept, theirs, fixedAddresses, contextAt()).customer).toMatchObject({
      name: 'Theirs',
      phone: '2',
    })
  })
})

describe('a decision that does not fit', () => {
  const decisions: ConflictDecision[] = [
    { kind: 'fields', choices: { name: { take: 'theirs' } } },
    { kind: 'restore-as-new' },
    { kind: 'keep-local-only' },
    { kind: 'delete' },
    { kind: 'delete-anyway' },
    { kind: 'keep' },
  ]
  it.each(decisions)('$kind changes nothing', (decision) => {
    expect(decide(clean, decision)).toEqual({ customer: clean, lost: [] })
  })
})

describe('giving up what was changed here', () => {
  it('brings the last common state back and keeps mine for the history', () => {
    const refused = { message: '', of: 'update' as const, field: '', values: {}, at: NOW }
    const { customer, lost } = discardEdits(
      withSync(edited(clean, { name: 'B' }), { refused }),
      fixedAddresses,
      NOW,
    )
    expect(customer).toMatchObject({ name: 'Mara', sync: { base: {}, refused: null } })
    expect(lost).toEqual([{ key: 'name', before: 'B', after: 'Mara' }])
  })

  it('leaves conflicts to their decision, and what is under way to the next read', () => {
    const sent = { fields: { fax: 'x' }, at: NOW }
    const state = withSync(edited(conflict, { fax: 'x' }), { sent })
    const { customer } = discardEdits(state, fixedAddresses, NOW)
    expect(customer).toMatchObject({ name: 'Mine', fax: '', sync: { base: { fax: '', name: 'Mara' }, sent } })
    expect(customer.sync.theirs).toEqual(conflict.sync.theirs)
  })

  it('undoes edits of addresses, replaced ones included', () => {
    const linked = linkedTo(
      remoteRecord({ name: 'Mara' }, [remoteAddress('7', { city: 'A' }), remoteAddress('8', { city: 'B' })]),
    )
    const moved = editedAddress(linked, 'local-8', { city: 'C' })
    const added = edited(moved, { addresses: [...moved.addresses, newAddress('n1', { city: 'D' })] })
    const { customer } = discardEdits(added, fixedAddresses, NOW)
    expect(inUse(customer).map(({ id, city }) => [id, city])).toEqual([
      ['local-7', 'A'],
      ['local-8', 'B'],
    ])
    expect(customer.sync).toEqual(linked.sync)
  })

  it('leaves a document that is not linked alone', () => {
    const local = unsent({ name: 'A' })
    expect(discardEdits(local, fixedAddresses, NOW)).toEqual({ customer: local, lost: [] })
  })
})
