import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { FirstProblem, inParallel } from './in-parallel.ts'
import type { SyncSession } from './sync-session.ts'

/** What became of records that were read directly. */
export interface ReadRecords {
  /** By local id; null where the remote says that there is none. */
  records: Map<string, RemoteCustomer | null>
  /** By local id, why the remote could not give the record: nothing is known of it. */
  unread: Map<string, RemoteError>
}

/**
 * Reads records (local id -> remote id) directly, with all details. Where the remote cannot give all of them, each is
 * asked for alone, so that one broken record holds up no other. An answer that is shorter than the question is no
 * answer: it must not be taken for a 404.
 */
export async function readRecords(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
): Promise<Result<ReadRecords, RemoteError>> {
  const read: ReadRecords = { records: new Map(), unread: new Map() }
  if (remoteIds.size === 0) return ok(read)
  const together = await readTogether(session, [...remoteIds])
  if (together.ok) return ok({ ...read, records: together.value })
  if (!mayBeOneRecord(together.error)) return together
  if (remoteIds.size === 1) {
    for (const id of remoteIds.keys()) read.unread.set(id, together.error)
    return ok(read)
  }
  const problems = new FirstProblem<RemoteError>()
  const goOn = (): boolean => problems.found === null && !session.signal.aborted
  await inParallel([...remoteIds], session.capabilities.bulk.together, goOn, async ([id, remoteId]) => {
    const alone = await readTogether(session, [[id, remoteId]])
    if (alone.ok) read.records.set(id, alone.value.get(id) ?? null)
    else if (mayBeOneRecord(alone.error)) read.unread.set(id, alone.error)
    else problems.note(alone.error)
  })
  if (problems.found !== null) return err(problems.found)
  if (session.signal.aborted) return err({ kind: 'cancelled' })
  return ok(read)
}

/** As readRecords, for reading only: where the remote gives no record at all, it is asked whether it works. */
export async function readWhatCanBe(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
): Promise<Result<ReadRecords, RemoteError>> {
  const read = await readRecords(session, remoteIds)
  if (!read.ok || read.value.unread.size === 0 || read.value.records.size > 0) return read
  const works = await session.connector.checkConnection(session.signal)
  return works.ok ? read : works
}

/**
 * Puts off the next reading of what the remote could not give of these customers, each for itself under its key; the
 * first failure of each is a line in the log.
 */
export async function noteUnread(
  session: SyncSession,
  ids: Iterable<string>,
  keyOf: (id: string) => string = (id) => id,
): Promise<void> {
  for (const id of ids) {
    const isNews = session.readRetries.failures(keyOf(id)) === 0
    session.readRetries.failed(keyOf(id), session.clock.now())
    if (isNews) await session.log.write('warning', 'record-unread', id)
  }
}

/** True for failures that may concern one record alone: not where the remote asks for a pause. */
export function mayBeOneRecord(error: RemoteError): boolean {
  return error.kind === 'protocol' || (error.kind === 'unavailable' && error.retryAfterMs === 0)
}

async function readTogether(
  session: SyncSession,
  asked: readonly (readonly [id: string, remoteId: string])[],
): Promise<Result<Map<string, RemoteCustomer | null>, RemoteError>> {
  const remoteIds = asked.map(([, remoteId]) => remoteId)
  const read = await session.connector.get('customer', remoteIds, session.signal)
  if (!read.ok) return read
  const records = new Map<string, RemoteCustomer | null>()
  for (const [at, [id, remoteId]] of asked.entries()) {
    const record = read.value[at]
    if (record === undefined || (record !== null && record.remoteId !== remoteId)) {
      return err({ kind: 'protocol', detail: 'records missing in the answer' })
    }
    records.set(id, record)
  }
  return ok(records)
}
