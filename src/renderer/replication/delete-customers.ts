import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import { beginDelete, settleDelete } from '#shared/domain/push-delete.ts'
import { applyTransitions } from './apply-transitions.ts'
import { outcomeFor, type PushReport } from './push-report.ts'
import { readRecords } from './read-records.ts'
import { removeBelongings } from './remove-belongings.ts'
import { DELETE_UNSUPPORTED } from '#shared/connector/app-refusals.ts'
import { mergeContext, type SyncSession } from './sync-session.ts'

/** Deletes customers at the remote that were deleted here (docs/sync.md, section 4, P2). */
export async function deleteCustomers(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
  report: PushReport,
): Promise<void> {
  if (!session.capabilities.writes.delete) {
    await bringBack(session, [...remoteIds.keys()])
    report.progressed += remoteIds.size
    return
  }
  const read = await readRecords(session, remoteIds)
  if (!read.ok) {
    report.failed(session, [...remoteIds.keys()], read.error)
    return
  }
  const { records } = read.value
  report.noteRead(session, read.value)
  const pushes = new Map<string, CustomerPush>()
  const gone = new Set<string>()
  await applyTransitions(session, [...records.keys()], 'conflict', (customer) => {
    pushes.delete(customer.id)
    gone.delete(customer.id)
    const record = records.get(customer.id)
    const moved = customer.remoteId !== remoteIds.get(customer.id)
    if (record === undefined || moved || customer.deletedAt === 0) return { customer: 'keep' }
    const start = beginDelete(customer, record, session.capabilities, mergeContext(session, customer.id))
    if (start.push !== null) pushes.set(customer.id, start.push)
    if (start.customer === 'remove') gone.add(customer.id)
    return { customer: start.customer }
  })
  report.progressed += gone.size
  for (const id of gone) await removeBelongings(session, id)
  if (pushes.size === 0) return
  const outcomes = await session.connector.push('customer', [...pushes.values()], session.signal)
  const ids = [...pushes.keys()]
  const settled = await applyTransitions(session, ids, 'conflict', (customer) => ({
    customer: settleDelete(customer, outcomeFor(outcomes, customer.id), session.clock.now()),
  }))
  for (const id of ids) {
    if (!settled.customers.has(id)) await removeBelongings(session, id)
    await report.note(session, outcomeFor(outcomes, id), id)
  }
}

/** The remote offers no deletion: the customers come back, with the reason. */
async function bringBack(session: SyncSession, ids: readonly string[]): Promise<void> {
  const now = session.clock.now()
  await applyTransitions(session, ids, 'conflict', (customer) => ({
    customer:
      customer.deletedAt === 0
        ? 'keep'
        : settleDelete(
            customer,
            { status: 'refused', localId: customer.id, reason: DELETE_UNSUPPORTED, field: '' },
            now,
          ),
  }))
}
