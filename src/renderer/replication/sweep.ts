import type { Checkpoint, PullRequest } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { mergeGone, mergeRemote } from '#shared/domain/merge-remote.ts'
import { applyTransitions } from './apply-transitions.ts'
import { noteForSkuMappings } from './background.ts'
import { FirstProblem, inParallel } from './in-parallel.ts'
import { logUnreadable, PULL_LIMIT } from './pull.ts'
import { noteUnread, readWhatCanBe } from './read-records.ts'
import { removeBelongings } from './remove-belongings.ts'
import type { SyncProgress } from './status.ts'
import { storeRecords, type StoredRecords } from './store-records.ts'
import { mergeContext, type StepEnd, type SyncSession } from './sync-session.ts'

/** Candidates that are read directly in one call. */
const CHECK_CHUNK = 20

/** A list that misses so many, and more than this share, raises a question. */
const SHARP_COUNT = 20
const SHARP_SHARE = 0.1

/** What is told while a sweep goes on. */
export interface SweepListener {
  progress(progress: SyncProgress): void
  stored(page: StoredRecords): Promise<void>
}

/**
 * Reads the remote's complete list and stores it page by page; then, and only then, looks for linked customers that it
 * did not show, and reads each of those directly before it is believed gone (docs/sync.md, section 5). A sweep that was
 * broken off proves nothing: the next one starts anew.
 */
export async function sweep(session: SyncSession, listener: SweepListener): Promise<StepEnd> {
  // Linked before the sweep began is told by the time: what is linked while it runs may be on a page already read.
  const linkedMeanwhile = new Set<string>()
  const seen = new Set<string>()
  let checkpoint: Checkpoint | null = null
  for (;;) {
    if (session.ending()) return { kind: 'cancelled' }
    const request: PullRequest = { mode: 'sweep', checkpoint, limit: PULL_LIMIT }
    const page = await session.connector.pull('customer', request, session.signal)
    if (!page.ok) return page.error
    const stored = await storeRecords(session, page.value.records)
    if (stored.end !== null) return stored.end
    const news = [...stored.inserted.map(({ id }) => id), ...stored.linked]
    for (const id of news) linkedMeanwhile.add(id)
    await noteForSkuMappings(session, news)
    for (const { remoteId } of page.value.records) seen.add(remoteId)
    // What could not be read is there all the same.
    for (const { remoteId } of page.value.unreadable ?? []) if (remoteId !== '') seen.add(remoteId)
    await logUnreadable(session, page.value)
    await listener.stored(stored)
    listener.progress({ done: seen.size, total: page.value.total ?? null })
    checkpoint = page.value.checkpoint
    if (!page.value.hasMore) break
  }
  return settle(session, seen, linkedMeanwhile)
}

async function settle(
  session: SyncSession,
  seen: ReadonlySet<string>,
  linkedMeanwhile: ReadonlySet<string>,
): Promise<StepEnd> {
  let linked = 0
  const missing = new Map<string, string>()
  for (let after = ''; ;) {
    if (session.ending()) return { kind: 'cancelled' }
    const customers: Customer[] = await session.customers.linkedAfter(after, PULL_LIMIT)
    for (const { id, remoteId } of customers) {
      linked += 1
      if (!seen.has(remoteId) && !linkedMeanwhile.has(id)) missing.set(id, remoteId)
    }
    const last = customers.at(-1)
    if (last === undefined) break
    after = last.remoteId
  }
  const fact = await session.facts.get('sync/sweep')
  const finishedAt = session.clock.now()
  if (fact?.believe !== true && isSharp(linked, missing.size, seen.size)) {
    await session.facts.set('sync/sweep', {
      finishedAt,
      question: { linked, missing: missing.size },
      believe: false,
    })
    await session.log.write('warning', 'sweep-question', '', `${missing.size}/${linked}`)
    return null
  }
  const end = await checkMissing(session, missing)
  if (end !== null) return end
  await session.facts.set('sync/sweep', { finishedAt, question: null, believe: false })
  await session.log.write('info', 'sweep-finished', '', String(seen.size))
  return null
}

/** An empty or sharply shorter list: rather lost permissions than so many deletions. There is no lower limit. */
function isSharp(linked: number, missing: number, seen: number): boolean {
  if (missing === 0) return false
  if (seen === 0 || missing * 2 > linked) return true
  return missing >= SHARP_COUNT && missing > linked * SHARP_SHARE
}

/** Reads candidates directly; one that is not there is removed, or is in conflict where it has edits. */
export async function checkMissing(
  session: SyncSession,
  missing: ReadonlyMap<string, string>,
): Promise<StepEnd> {
  const all = [...missing]
  const chunks: (typeof all)[] = []
  for (let at = 0; at < all.length; at += CHECK_CHUNK) chunks.push(all.slice(at, at + CHECK_CHUNK))
  const problems = new FirstProblem<RemoteError>()
  const goOn = (): boolean => problems.found === null && !session.ending()
  await inParallel(chunks, session.capabilities.bulk.together, goOn, async (chunk) => {
    problems.note(await checkChunk(session, new Map(chunk)))
  })
  return problems.found ?? (session.ending() ? { kind: 'cancelled' } : null)
}

async function checkChunk(session: SyncSession, missing: ReadonlyMap<string, string>): Promise<StepEnd> {
  const read = await readWhatCanBe(session, missing)
  if (!read.ok) return read.error
  const { records, unread } = read.value
  // Nobody said that they are gone. The next sweep asks again.
  await noteUnread(session, unread.keys())
  const removed = new Set<string>()
  await applyTransitions(session, [...records.keys()], 'conflict', (customer) => {
    removed.delete(customer.id)
    const record = records.get(customer.id)
    if (record === undefined || customer.remoteId !== missing.get(customer.id)) return { customer: 'keep' }
    if (record !== null) {
      return mergeRemote(customer, record, session.capabilities, mergeContext(session, customer.id))
    }
    const gone = mergeGone(customer)
    if (gone === 'remove') removed.add(customer.id)
    return { customer: gone }
  })
  for (const id of removed) {
    await removeBelongings(session, id)
    await session.log.write('info', 'removed-there', id)
  }
  return null
}
