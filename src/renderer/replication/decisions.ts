import { decideConflict, discardEdits, type ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import { answerAsk, clearRefusal } from '#shared/domain/push-create.ts'
import { applyTransitions } from './apply-transitions.ts'
import { decideMappings } from './decide-mappings.ts'
import { removeBelongings } from './remove-belongings.ts'
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

/** Gives up what was changed here and refused; the values stay in the history. */
export async function discardCustomerEdits(session: SyncSession, customerId: string): Promise<void> {
  const now = session.clock.now()
  await applyTransitions(session, [customerId], 'conflict', (customer) =>
    discardEdits(customer, session.capabilities, now),
  )
}

/** Decides a conflict; what loses is in the history first. */
export async function decideCustomerConflict(
  session: SyncSession,
  customerId: string,
  decision: ConflictDecision,
): Promise<void> {
  const now = session.clock.now()
  if (decision.kind === 'restore-as-new' || decision.kind === 'keep-local-only') {
    await unlinkMappings(session, customerId)
  }
  const done = await applyTransitions(session, [customerId], 'conflict', (customer) =>
    decideConflict(customer, decision, session.capabilities, { now }),
  )
  if (!done.customers.has(customerId)) await removeBelongings(session, customerId)
  session.retryTimes.clear(customerId)
}

/** The mappings of a customer that is not there any more are not there either: before it is unlinked they wait anew. */
async function unlinkMappings(session: SyncSession, customerId: string): Promise<void> {
  const customer = await session.customers.get(customerId)
  if (customer?.sync.theirs?.kind !== 'deleted-there') return
  const mappings = await session.skuMappings.findFor(customerId)
  await session.skuMappings.modifyMany(
    mappings.map(({ id }) => id),
    (mapping) =>
      mapping.deletedAt !== 0
        ? 'remove'
        : { ...mapping, remoteId: '', base: '', sent: null, theirs: null, refused: null },
  )
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

/** Decides a SKU mapping that was changed on both sides. */
export async function decideMapping(
  session: SyncSession,
  mappingId: string,
  choice: ConflictSide,
): Promise<void> {
  await decideMappings(session, [mappingId], choice)
  session.retryTimes.clear(mappingId)
}
