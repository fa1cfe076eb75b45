import type { Customer } from '#shared/domain/customer.ts'
import type { TransitionResult } from './apply-transitions.ts'

/**
 * What is made of a customer whose write was given up now: the time the remote may still act on it counts from here, not
 * from when the write began (docs/sync.md, section 13, late effect).
 */
export function givenUp(settled: TransitionResult, now: number): TransitionResult {
  const { customer } = settled
  return typeof customer === 'string' ? settled : { ...settled, customer: countedFrom(customer, now) }
}

function countedFrom(customer: Customer, now: number): Customer {
  const { intent, sent } = customer.sync
  return {
    ...customer,
    sync: {
      ...customer.sync,
      intent: intent === null ? null : { ...intent, at: now },
      sent: sent === null ? null : { ...sent, at: now },
    },
  }
}
