import type { PendingPosition } from '#renderer/database/pending-positions.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { needsPerson } from '#shared/domain/derived-fields.ts'
import { createCustomers } from './create-customers.ts'
import { deleteCustomers } from './delete-customers.ts'
import { inParallel } from './in-parallel.ts'
import type { PushReport } from './push-report.ts'
import type { SyncSession } from './sync-session.ts'
import { archiveCustomers, updateCustomers } from './update-customers.ts'

/** Documents of the queue that are looked at in one go. */
const QUEUE_PAGE = 200

/** One call to the remote, or one after the other for a few records. */
interface PushTask {
  kind: 'create' | 'update' | 'archive' | 'delete'
  /** Local id -> remote id. */
  ids: Map<string, string>
}

/** What one look at the queue came to. */
export interface QueueLook {
  /** Where the next look goes on; null at the end of the queue. */
  next: PendingPosition | null
  waiting: number
  needsYou: number
  /** The earliest time at which a deletion of this stretch can no longer be undone; 0 = none waits. */
  deletionDue: number
}

/**
 * Sends the next stretch of what waits, those that have waited longest first. The pending index is the queue. `sending`
 * is called as each call begins.
 */
export async function pushStretch(
  session: SyncSession,
  after: PendingPosition | null,
  report: PushReport,
  sending: () => void,
): Promise<QueueLook> {
  const positions = await session.customers.pendingIds(QUEUE_PAGE, after)
  const found = await session.customers.findByIds(positions.map(({ id }) => id))
  const look: QueueLook = {
    next: positions.length < QUEUE_PAGE ? null : (positions.at(-1) ?? null),
    waiting: 0,
    needsYou: 0,
    deletionDue: 0,
  }
  const ready: Customer[] = []
  for (const { id } of positions) {
    const customer = found.get(id)
    if (customer === undefined || customer.pendingSince === 0) continue
    if (isStuck(customer)) look.needsYou += 1
    else look.waiting += 1
    if (isReady(session, customer, look)) ready.push(customer)
  }
  const tasks = cutTasks(session, ready)
  const { together } = session.capabilities.bulk
  const goOn = (): boolean => report.end === null && !session.ending()
  await inParallel(tasks, together, goOn, async (task) => {
    sending()
    await runTask(session, task, report)
  })
  return look
}

/** True where nothing can be sent before a person has decided. Fields beside those in conflict still go. */
function isStuck(customer: Customer): boolean {
  return needsPerson(customer)
}

function isReady(session: SyncSession, customer: Customer, look: QueueLook): boolean {
  const now = session.clock.now()
  if (session.retryTimes.isWaiting(customer.id, now)) return false
  const { refused, theirs, intent } = customer.sync
  if (theirs !== null && theirs.kind !== 'fields') return false
  if (customer.deletedAt !== 0) {
    const due = customer.deletedAt + session.undoDeleteMs()
    if (due > now && intent?.kind !== 'delete') {
      look.deletionDue = look.deletionDue === 0 ? due : Math.min(look.deletionDue, due)
      return false
    }
    return true
  }
  if (refused !== null) return false
  if (theirs === null) return true
  // Only what is not in conflict can go; nothing to do where that is all there is.
  return customer.sync.sent !== null || Object.keys(customer.sync.base).some((key) => !(key in theirs.fields))
}

/** Cuts what is ready into calls, in the order of the queue. */
function cutTasks(session: SyncSession, customers: readonly Customer[]): PushTask[] {
  const { bulk } = session.capabilities
  const tasks: PushTask[] = []
  const open = new Map<PushTask['kind'], PushTask>()
  for (const customer of customers) {
    const kind = kindOf(customer, bulk.archive > 1)
    let task = open.get(kind)
    // What is read together before it is changed goes together, be it written one by one.
    const read = kind === 'update' || kind === 'delete' ? (bulk.read ?? 1) : 1
    if (task === undefined || task.ids.size >= Math.max(read, bulk[kind])) {
      task = { kind, ids: new Map() }
      open.set(kind, task)
      tasks.push(task)
    }
    task.ids.set(customer.id, customer.remoteId)
  }
  return tasks
}

function kindOf(customer: Customer, bulkArchive: boolean): PushTask['kind'] {
  if (customer.remoteId === '') return 'create'
  if (customer.deletedAt !== 0) return 'delete'
  const changed = Object.keys(customer.sync.base)
  const archiveOnly = changed.length === 1 && changed[0] === 'archived' && customer.sync.sent === null
  return bulkArchive && archiveOnly ? 'archive' : 'update'
}

function runTask(session: SyncSession, task: PushTask, report: PushReport): Promise<void> {
  switch (task.kind) {
    case 'create':
      return createCustomers(session, [...task.ids.keys()], report)
    case 'update':
      return updateCustomers(session, task.ids, report)
    case 'archive':
      return archiveCustomers(session, task.ids, report)
    case 'delete':
      return deleteCustomers(session, task.ids, report)
  }
}
