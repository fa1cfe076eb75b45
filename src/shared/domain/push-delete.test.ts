import { describe, expect, it } from 'vitest'
import { markDeleted } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { beginDelete, settleDelete } from './push-delete.ts'
import {
  accepted,
  contextAt,
  edited,
  fixedAddresses,
  linkedTo,
  lostAnswer,
  NOW,
  notSent,
  present,
  refusal,
  remoteRecord,
  unsent,
} from './sync-fixtures.testing.ts'

const first = remoteRecord({ name: 'Mara', phone: '1' })
const clean = linkedTo(first)
const doomed = markDeleted(edited(clean, { name: 'B' }), NOW)

function begun(customer = doomed, record: typeof first | null = first): ReturnType<typeof beginDelete> {
  return beginDelete(customer, record, fixedAddresses, contextAt(5))
}

const asked = present(begun().customer)

describe('P2', () => {
  it('404: removed, nothing is sent', () => {
    expect(begun(doomed, null)).toEqual({ customer: 'remove', push: null })
  })

  it('unchanged there: writes the intent and sends the request', () => {
    expect(begun()).toMatchObject({
      customer: { name: 'B', deletedAt: NOW, sync: { intent: { kind: 'delete', at: NOW + 5 } } },
      push: { type: 'delete', localId: 'c1', remoteId: 'r1' },
    })
  })

  it('changed there: a conflict, nothing is sent', () => {
    const start = begun(doomed, remoteRecord({ name: 'Mara', phone: '2' }))
    expect(start).toMatchObject({
      push: null,
      customer: { sync: { intent: null, theirs: { kind: 'edited-there' } } },
    })
  })

  it('undone, never linked, read for another or not possible there: nothing', () => {
    expect(begun(clean)).toEqual({ customer: clean, push: null })
    expect(begun(clean, null)).toEqual({ customer: clean, push: null })
    const local = markDeleted(unsent({ name: 'A' }), NOW)
    expect(begun(local)).toEqual({ customer: local, push: null })
    expect(begun(doomed, { ...first, remoteId: 'r2' })).toEqual({ customer: doomed, push: null })
    const never = { ...fixedAddresses, writes: { ...fixedAddresses.writes, delete: false } }
    expect(beginDelete(doomed, first, never, contextAt())).toEqual({ customer: doomed, push: null })
  })
})

describe('P4: the outcome of a delete', () => {
  it.each([accepted(first), { status: 'gone', localId: 'c1' } as const])('$status: removed', (outcome) => {
    expect(settleDelete(asked, outcome, NOW)).toBe('remove')
  })

  it('refused: it comes back with the reason, its edits included', () => {
    expect(settleDelete(asked, refusal, NOW)).toMatchObject({
      name: 'B',
      deletedAt: 0,
      sync: {
        intent: null,
        base: { name: 'Mara' },
        refused: { of: 'delete', message: 'The email is taken.' },
      },
    })
  })

  it('"exists": as refused', () => {
    const outcome = { status: 'exists', localId: 'c1', reason: 'linked to orders' } as const
    expect(settleDelete(asked, outcome, NOW)).toMatchObject({
      deletedAt: 0,
      sync: { refused: { of: 'delete' } },
    })
  })

  it('lost: the intent is kept and read again', () => {
    expect(settleDelete(asked, lostAnswer, NOW)).toBe(asked)
    expect(begun(asked)).toMatchObject({ push: { type: 'delete' } })
  })

  it('not sent: the intent goes, the deletion stays asked for', () => {
    expect(present(settleDelete(asked, notSent, NOW) as Customer)).toMatchObject({
      deletedAt: NOW,
      sync: { intent: null },
    })
    expect(settleDelete(clean, notSent, NOW)).toBe(clean)
  })
})
