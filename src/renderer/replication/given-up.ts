import type { Customer } from '#shared/domain/customer.ts'

/**
 * The customer whose write was given up now: the time the remote may still act on it counts from here, not from when
 * the write began (sync-rules.md section 11, late effect).
 */
export function givenUpAt(customer: Customer, now: number): Customer {
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
