import type { PullPage } from '#shared/connector/remote-connector.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { noteForSkuMappings } from './background.ts'
import { storeRecords } from './store-records.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

/** Most records of a page: more would keep the page of the app busy for too long at a time. */
export const PULL_LIMIT = 200

/** What a page of changes came to. */
export interface PulledPage {
  end: StepEnd
  hasMore: boolean
  /** How many records the page held, and how many there are in all where the remote tells. */
  count: number
  total: number | null
  inserted: Customer[]
  linked: string[]
}

/**
 * Asks for the next page of what changed since the checkpoint and stores it; the checkpoint moves on only then, so that
 * a restart asks for the same page again. A short or empty page is no end: only `hasMore` is.
 */
export async function pullPage(session: SyncSession): Promise<PulledPage> {
  const nothing: PulledPage = {
    end: null,
    hasMore: false,
    count: 0,
    total: null,
    inserted: [],
    linked: [],
  }
  const fact = await session.facts.get('sync/pull')
  const page = await session.connector.pull(
    'customer',
    { mode: 'changes', checkpoint: fact?.checkpoint ?? null, limit: PULL_LIMIT },
    session.signal,
  )
  if (!page.ok) return { ...nothing, end: page.error }
  const { records, checkpoint, hasMore, total } = page.value
  await logUnreadable(session, page.value)
  const stored = await storeRecords(session, records)
  if (stored.end !== null) return { ...nothing, end: stored.end }
  await noteForSkuMappings(session, [...stored.inserted.map(({ id }) => id), ...stored.linked])
  const moved = fact === null || fact.more !== hasMore || !sameJson(fact.checkpoint, checkpoint)
  if (moved) await session.facts.set('sync/pull', { checkpoint, more: hasMore })
  const { inserted, linked } = stored
  return { end: null, hasMore, count: records.length, total: total ?? null, inserted, linked }
}

/** Records of a page that could not be read: they hold up no other. Each is a line in the log once, from start to stop. */
export async function logUnreadable(
  session: SyncSession,
  { unreadable = [] }: PullPage<'customer'>,
): Promise<void> {
  for (const { remoteId, detail } of unreadable) {
    const key = `row/${remoteId}`
    if (session.readRetries.failures(key) > 0) continue
    session.readRetries.failed(key, session.clock.now())
    await session.log.write('warning', 'record-unread', '', `${remoteId} ${detail}`.trim())
  }
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
