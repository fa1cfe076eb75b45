import fc from 'fast-check'
import { expect, it } from 'vitest'
import { skuIoLikeProfile } from '../connector/memory-profiles.ts'
import { applyEdit } from './apply-edit.ts'
import { draftOf, emptyCustomerDraft, newCustomer, type Customer, type CustomerDraft } from './customer.ts'
import { discardMapping, discardPending, undoDiscard, undoDiscardMapping } from './discard-pending.ts'
import { withProduct } from './edit-sku-mapping.ts'
import type { SkuMapping } from './sku-mapping.ts'

const { capabilities } = skuIoLikeProfile()

function linked(fields: Partial<CustomerDraft>): Customer {
  return { ...newCustomer('c', { ...emptyCustomerDraft(), ...fields }, 1), remoteId: '7' }
}

function edited(customer: Customer, fields: Partial<CustomerDraft>): Customer {
  return applyEdit(customer, draftOf(customer), { ...draftOf(customer), ...fields }, capabilities, 2)
}

it('gives edits up and takes that back, whatever they were', () => {
  const text = fc.constantFrom('', 'a', 'b', 'Ü')
  const fields = fc.record({ company: text, phone: text, fax: text })
  fc.assert(
    fc.property(fields, fields, (there, here) => {
      const pending = edited(linked(there), here)
      const { customer: given } = discardPending(pending, capabilities, 3)
      if (given === 'keep') {
        expect(pending.sync.base).toEqual({})
        return
      }
      expect(given).toMatchObject({ ...there, sync: { base: {} } })
      const { customer: back } = undoDiscard(given, { before: pending, after: given }, capabilities, 4)
      expect(back).toMatchObject({ ...here, sync: { base: pending.sync.base } })
    }),
  )
})

it('leaves alone, when it is taken back, what was edited since', () => {
  const pending = edited(linked({ company: 'Before', phone: '1' }), { company: 'Here', phone: '2' })
  const { customer: given } = discardPending(pending, capabilities, 3)
  if (given === 'keep') throw new Error('There was something to give up')
  const since = edited(given, { phone: '9' })
  const { customer: back } = undoDiscard(since, { before: pending, after: given }, capabilities, 4)
  expect(back).toMatchObject({
    company: 'Here',
    phone: '9',
    sync: { base: { company: 'Before', phone: '1' } },
  })
})

it('takes a deletion back, but not one that is under way', () => {
  const deleted = { ...linked({ name: 'Ada' }), deletedAt: 2 }
  expect(discardPending(deleted, capabilities, 3).customer).toMatchObject({ deletedAt: 0 })
  const underWay = { ...deleted, sync: { ...deleted.sync, intent: { kind: 'delete' as const, at: 2 } } }
  expect(discardPending(underWay, capabilities, 3).customer).toBe('keep')
})

it('marks as deleted what was never sent, and leaves what stays here alone', () => {
  const unsent = newCustomer('c', { ...emptyCustomerDraft(), name: 'Ada' }, 1)
  const { customer: given } = discardPending(unsent, capabilities, 3)
  if (given === 'keep') throw new Error('It can be given up')
  expect(given.deletedAt).toBe(3)
  expect(undoDiscard(given, { before: unsent, after: given }, capabilities, 4).customer).toMatchObject({
    deletedAt: 0,
  })
  const local = { ...unsent, sync: { ...unsent.sync, localOnly: true } }
  expect(discardPending(local, capabilities, 3).customer).toBe('keep')
})

it('gives SKU mappings up: changed, new, deleted; not one that is being sent', () => {
  const clean: SkuMapping = {
    ...{
      id: 'm',
      customerId: 'c',
      customerSku: 'A',
      productId: '1',
      remoteId: '9',
      createdAt: 1,
      updatedAt: 1,
    },
    ...{ deletedAt: 0, base: null, sent: null, refused: null, theirs: null, pendingSince: 0 },
  }
  const changed = withProduct(clean, '2', 2)
  const given = discardMapping(changed, 3)
  expect(given).toMatchObject({ productId: '1', base: null, pendingSince: 0 })
  if (typeof given === 'string') throw new Error('It can be given up')
  expect(undoDiscardMapping(given, { before: changed, after: given }, 4)).toMatchObject({
    productId: '2',
    base: '1',
    pendingSince: changed.pendingSince,
  })
  expect(discardMapping({ ...clean, base: '', pendingSince: 2 }, 3)).toBe('remove')
  expect(discardMapping({ ...clean, deletedAt: 2, pendingSince: 2 }, 3)).toMatchObject({ deletedAt: 0 })
  expect(discardMapping({ ...changed, sent: { productId: '2', at: 2 } }, 3)).toBe('keep')
  expect(discardMapping(clean, 3)).toBe('keep')
})
