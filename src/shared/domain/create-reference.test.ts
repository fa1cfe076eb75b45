import { expect, it } from 'vitest'
import { withCreateReference } from './create-reference.ts'
import { fixedAddresses, unsent } from './sync-fixtures.testing.ts'

const capabilities = { ...fixedAddresses, createReference: true }

it('gives a customer its own id as reference, and leaves one that a person has given', () => {
  const customer = unsent({ firstName: 'Mara' })
  expect(withCreateReference(customer, capabilities).referenceId).toBe(customer.id)
  const own = unsent({ referenceId: 'ABC123' })
  expect(withCreateReference(own, capabilities)).toBe(own)
})

it('gives none where the remote does not keep one for us', () => {
  const customer = unsent({ firstName: 'Mara' })
  expect(withCreateReference(customer, fixedAddresses)).toBe(customer)
})
