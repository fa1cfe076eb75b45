import { answerAsk, clearRefusal } from '#shared/domain/push-create.ts'
import { UNEXPECTED_PROBLEM } from '#shared/connector/app-refusals.ts'
import type { SyncSession } from './sync-session.ts'

/** Tries a refused customer again as it stands. */
export async function retryCustomer(session: SyncSession, customerId: string): Promise<void> {
  session.retryTimes.clear(customerId)
  session.readRetries.clear(customerId)
  const now = session.clock.now()
  await session.customers.modify(customerId, (customer) => {
    const cleared = clearRefusal(customer)
    // What went wrong may have been a merge: the record is read again.
    const unexpected = customer.sync.refused?.message === UNEXPECTED_PROBLEM && customer.remoteId !== ''
    return unexpected ? { ...cleared, detailsDue: now } : cleared
  })
}

/** Says what became of a create that nothing can find again. */
export async function answerUnknown(
  session: SyncSession,
  customerId: string,
  answer: 'send-again' | 'keep-local-only',
): Promise<void> {
  session.retryTimes.clear(customerId)
  await session.customers.modify(customerId, (customer) => answerAsk(customer, answer))
}

/** Tries a refused SKU mapping again. */
export async function retryMapping(session: SyncSession, mappingId: string): Promise<void> {
  session.retryTimes.clear(mappingId)
  await session.skuMappings.modify(mappingId, (mapping) => ({ ...mapping, refused: null }))
}
