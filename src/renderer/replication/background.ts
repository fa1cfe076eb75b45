import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { mergeRemote } from '#shared/domain/merge-remote.ts'
import { applyTransitions, withoutUnexpected } from './apply-transitions.ts'
import { FirstProblem, inParallel } from './in-parallel.ts'
import { mayBeOneRecord, noteUnread, readWhatCanBe } from './read-records.ts'
import { readSkuMappings } from './sku-mappings.ts'
import { mergeContext, type StepEnd, type SyncSession } from './sync-session.ts'

/** Records that are filled before somebody else may have a turn. */
const CHUNK = 20

/** Whether there is more to fill, or why it cannot go on. */
export interface FillStep {
  end: StepEnd
  more: boolean
}

/** Customers that were opened come first, whatever else is due. */
export async function fillOpened(session: SyncSession): Promise<StepEnd> {
  const ids = session.openedFirst.take(session.clock.now())
  if (ids.length === 0) return null
  const found = await session.customers.findByIds(ids)
  const linked = [...found.values()].filter((customer) => customer.remoteId !== '')
  if (session.capabilities.listLacksDetails) {
    const end = await readDetails(session, linked)
    if (end !== null) return end
  }
  if (!session.capabilities.entities.includes('sku-mapping')) return null
  const read = await readMappings(session, linked)
  return read.end
}

/** Fetches the rest of records that were listed without their details, a few at a time. */
export async function fillDetails(session: SyncSession): Promise<FillStep> {
  const now = session.clock.now()
  const due = await session.customers.detailsDueIds(CHUNK + session.readRetries.waiting(now))
  const ids = due.filter((id) => !session.readRetries.isWaiting(id, now)).slice(0, CHUNK)
  if (ids.length === 0) return { end: null, more: false }
  const found = await session.customers.findByIds(ids)
  const linked = [...found.values()].filter((customer) => customer.remoteId !== '')
  // What is not linked has no details there: without this it would stay due for ever.
  const unlinked = ids.filter((id) => !linked.some((customer) => customer.id === id))
  await session.customers.modifyMany(unlinked, (customer) => ({ ...customer, detailsDue: 0 }))
  const end = await readDetails(session, linked)
  return { end, more: true }
}

/**
 * Reads the details of all customers anew, a few at a time, where the remote's list neither holds them nor shows that
 * they have changed: what somebody changes there in them alone is met here, within `everyMs` and the time it takes.
 */
export async function fillAgain(session: SyncSession, everyMs: number): Promise<FillStep> {
  const { pull, listLacksDetails } = session.capabilities
  if (pull !== 'full-scan' || !listLacksDetails) return { end: null, more: false }
  const now = session.clock.now()
  const fact = await session.facts.get('sync/details')
  if (fact === null) {
    // All of them have just been read for the first time.
    await session.facts.set('sync/details', { cursor: '', finishedAt: now })
    return { end: null, more: false }
  }
  if (fact.finishedAt !== 0 && now - fact.finishedAt < everyMs) return { end: null, more: false }
  const customers = await session.customers.linkedAfter(fact.cursor, CHUNK)
  const readable = customers.filter(({ id }) => !session.readRetries.isWaiting(id, now))
  const end = await readDetails(session, readable)
  if (end !== null) return { end, more: true }
  const last = customers.at(-1)
  const next = last === undefined ? { cursor: '', finishedAt: now } : { cursor: last.remoteId, finishedAt: 0 }
  await session.facts.set('sync/details', next)
  return { end: null, more: last !== undefined }
}

async function readDetails(session: SyncSession, customers: readonly Customer[]): Promise<StepEnd> {
  if (customers.length === 0) return null
  const read = await readWhatCanBe(session, new Map(customers.map(({ id, remoteId }) => [id, remoteId])))
  if (!read.ok) return read.error
  const records = new Map<string, RemoteCustomer>()
  await noteUnread(session, read.value.unread.keys())
  for (const [id, record] of read.value.records) {
    if (record !== null) {
      records.set(id, record)
      session.readRetries.clear(id)
    } else {
      // Gone there: only a complete sweep may say so. Until then it is asked for ever more seldom.
      session.readRetries.failed(id, session.clock.now())
    }
  }
  const done = await applyTransitions(session, [...records.keys()], 'conflict', (customer) => {
    const record = records.get(customer.id)
    if (record?.remoteId !== customer.remoteId) return { customer: 'keep' }
    const merged = mergeRemote(
      withoutUnexpected(customer),
      record,
      session.capabilities,
      mergeContext(session, customer.id),
    )
    // What was only not known before has not been changed by anybody: no line in the history.
    const accepted = merged.accepted.filter(({ before }) => customer.detailsDue === 0 || before !== '')
    return { ...merged, accepted, customer: { ...merged.customer, detailsDue: 0 } }
  })
  for (const id of done.failed) session.readRetries.failed(id, session.clock.now())
  return null
}

/** Newly known customers whose SKU mappings nobody has read yet. */
export async function noteForSkuMappings(session: SyncSession, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !session.capabilities.entities.includes('sku-mapping')) return
  const fact = await session.facts.get('sync/sku-mappings')
  // Before the first reading has begun, it will meet all of them anyway.
  if (fact === null) return
  const due = [...new Set([...fact.due, ...ids])]
  await session.facts.set('sync/sku-mappings', { ...fact, due })
}

/**
 * Reads SKU mappings, which cost a request for each customer: of all customers once, in the order of their remote ids,
 * of new ones soon, and of all again when the last reading is older than `everyMs`.
 */
export async function fillSkuMappings(session: SyncSession, everyMs: number): Promise<FillStep> {
  if (!session.capabilities.entities.includes('sku-mapping')) return { end: null, more: false }
  const now = session.clock.now()
  const fact = (await session.facts.get('sync/sku-mappings')) ?? { cursor: '', finishedAt: 0, due: [] }
  const due = fact.due.filter((id) => !session.readRetries.isWaiting(mappingsOf(id), now)).slice(0, CHUNK)
  if (due.length > 0) {
    const found = await session.customers.findByIds(due)
    const linked = [...found.values()].filter(({ remoteId }) => remoteId !== '')
    const read = await readMappings(session, linked)
    if (read.end !== null) return { end: read.end, more: true }
    await noteReading(session, { read: due, unread: read.unread })
    return { end: null, more: true }
  }
  if (fact.finishedAt !== 0 && now - fact.finishedAt < everyMs) return { end: null, more: false }
  const customers = await session.customers.linkedAfter(fact.cursor, CHUNK)
  const read = await readMappings(session, customers)
  if (read.end !== null) return { end: read.end, more: true }
  const last = customers.at(-1)
  const next =
    last === undefined
      ? { cursor: '', finishedAt: now, readOnce: true }
      : { cursor: last.remoteId, finishedAt: 0 }
  await noteReading(session, { read: [], unread: read.unread, next })
  return { end: null, more: last !== undefined }
}

/** What was read is due no more, what could not be read is due again later; `next` is where the reading of all goes on. */
async function noteReading(
  session: SyncSession,
  done: {
    read: readonly string[]
    unread: ReadonlySet<string>
    next?: { cursor: string; finishedAt: number; readOnce?: boolean }
  },
): Promise<void> {
  const fact = (await session.facts.get('sync/sku-mappings')) ?? { cursor: '', finishedAt: 0, due: [] }
  const left = fact.due.filter((id) => !done.read.includes(id))
  const due = [...new Set([...left, ...done.unread])]
  await session.facts.set('sync/sku-mappings', { ...fact, ...done.next, due })
}

/** Reads the SKU mappings of these customers; `unread`: those whose mappings the remote could not give although it works. */
async function readMappings(
  session: SyncSession,
  customers: readonly Customer[],
): Promise<{ end: StepEnd; unread: Set<string> }> {
  const unread = new Set<string>()
  const problems = new FirstProblem<RemoteError>()
  const goOn = (): boolean => problems.found === null && !session.ending()
  await inParallel(customers, session.capabilities.bulk.together, goOn, async (customer) => {
    const end = await readSkuMappings(session, customer)
    if (end === null) session.readRetries.clear(mappingsOf(customer.id))
    else if (mayBeOneRecord(end)) unread.add(customer.id)
    // A customer that is gone there is the sweep's business.
    else if (end.kind !== 'not-found') problems.note(end)
  })
  if (problems.found !== null) return { end: problems.found, unread }
  if (session.ending()) return { end: { kind: 'cancelled' }, unread }
  if (unread.size > 0 && unread.size === customers.length) {
    const works = await session.connector.checkConnection(session.signal)
    if (!works.ok) return { end: works.error, unread }
  }
  await noteUnread(session, unread, mappingsOf)
  return { end: null, unread }
}

/** The key under which the reading of a customer's SKU mappings is put off. */
function mappingsOf(customerId: string): string {
  return `${customerId}/sku-mappings`
}
