import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { needsPerson } from '#shared/domain/derived-fields.ts'
import { beginUpdate, settleUpdate } from '#shared/domain/push-update.ts'
import { applyTransitions } from './apply-transitions.ts'
import { givenUp } from './given-up.ts'
import { outcomeFor, type PushReport } from './push-report.ts'
import { readRecords } from './read-records.ts'
import { mergeContext, type SyncSession } from './sync-session.ts'

/** Reads linked customers again, merges, and sends what then differs (docs/sync.md, section 4, P3). */
export async function updateCustomers(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
  report: PushReport,
): Promise<void> {
  const read = await readRecords(session, remoteIds)
  if (!read.ok) {
    report.failed(session, [...remoteIds.keys()], read.error)
    return
  }
  report.noteRead(session, read.value)
  await sendUpdates(session, remoteIds, read.value.records, report)
}

/**
 * Sends changes of the archived mark alone, without reading first: on a yes or no the two sides cannot disagree, since
 * the other side either has what it had or what is wanted.
 */
export async function archiveCustomers(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
  report: PushReport,
): Promise<void> {
  const records = new Map<string, RemoteCustomer>()
  for (const [id, remoteId] of remoteIds) {
    records.set(id, { remoteId, revision: '', complete: false, fields: {} })
  }
  await sendUpdates(session, remoteIds, records, report)
}

async function sendUpdates(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
  records: ReadonlyMap<string, RemoteCustomer | null>,
  report: PushReport,
): Promise<void> {
  const pushes = new Map<string, CustomerPush>()
  const waits = new Map<string, number>()
  const begun = await applyTransitions(session, [...records.keys()], 'conflict', (customer) => {
    pushes.delete(customer.id)
    waits.delete(customer.id)
    const record = records.get(customer.id)
    const moved = customer.remoteId !== remoteIds.get(customer.id)
    if (record === undefined || moved || customer.deletedAt !== 0) return { customer: 'keep' }
    const start = beginUpdate(customer, record, session.capabilities, mergeContext(session, customer.id))
    if (start.push !== null) pushes.set(customer.id, start.push)
    if (start.waitUntil > 0) waits.set(customer.id, start.waitUntil)
    return start
  })
  for (const [id, until] of waits) session.retryTimes.waitUntil(id, until)
  for (const id of begun.failed) pushes.delete(id)
  for (const [id, customer] of begun.customers) {
    // Nothing to send and yet not clean: without a pause it would be read again at every look at the queue.
    if (!pushes.has(id) && !waits.has(id) && customer.pendingSince !== 0 && !needsPerson(customer)) {
      session.retryTimes.failed(id, session.clock.now())
    }
  }
  if (pushes.size === 0) return
  const outcomes = await session.connector.push('customer', [...pushes.values()], session.signal)
  await applyTransitions(session, [...pushes.keys()], 'conflict', (customer) => {
    const outcome = outcomeFor(outcomes, customer.id)
    const context = mergeContext(session, customer.id)
    const settled = settleUpdate(customer, outcome, session.capabilities, context)
    return outcome.status === 'unknown' ? givenUp(settled, context.now) : settled
  })
  for (const id of pushes.keys()) await report.note(session, outcomeFor(outcomes, id), id)
}
