import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { SyncSession } from './sync-session.ts'

/**
 * Reads records directly, with all details: local id -> record, null where the remote says that there is none. An
 * answer that is shorter than the question is no answer: it must not be taken for a 404.
 */
export async function readRecords(
  session: SyncSession,
  remoteIds: ReadonlyMap<string, string>,
): Promise<Result<Map<string, RemoteCustomer | null>, RemoteError>> {
  const read = await session.connector.get('customer', [...remoteIds.values()], session.signal)
  if (!read.ok) return err(read.error)
  const records = new Map<string, RemoteCustomer | null>()
  for (const [at, [id, remoteId]] of [...remoteIds].entries()) {
    const record = read.value[at]
    if (record === undefined || (record !== null && record.remoteId !== remoteId)) {
      return err({ kind: 'protocol', detail: 'records missing in the answer' })
    }
    records.set(id, record)
  }
  return ok(records)
}
