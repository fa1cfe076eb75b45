import { useEffect, useState } from 'react'
import { EMAIL_NOT_TAKEN } from '#shared/connector/app-refusals.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** The customer here that has what the remote refused to have twice: known from the refusal, else by the e-mail; or null. */
export function useSameCustomer(customer: Customer): Customer | null {
  const { customers } = useWorkspace()
  const raise = useThrow()
  const [found, setFound] = useState<Customer | null>(null)
  useEffect(() => {
    let current = true
    sameCustomer(customers, customer).then(
      (same) => {
        if (current) setFound(same)
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [customers, customer, raise])
  return found
}

async function sameCustomer(
  customers: Pick<CustomerRepository, 'get' | 'findByEmail'>,
  { id, email, sync: { refused } }: Customer,
): Promise<Customer | null> {
  if (refused === null || (refused.of !== 'create' && refused.of !== 'update')) return null
  const sameAs = refused.values['sameAs']
  if (typeof sameAs === 'string' && sameAs !== '') return customers.get(sameAs)
  if (refused.field !== 'email' && refused.message !== EMAIL_NOT_TAKEN) return null
  if (email.trim() === '') return null
  const others = await customers.findByEmail([email])
  return others.find((other) => other.id !== id && other.deletedAt === 0) ?? null
}
