import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { mayBeOneRecord } from './read-records.ts'
import { noteForSkuMappings } from './background.ts'
import { storeRecords } from './store-records.ts'
import { checkMissing } from './sweep.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'
import type { ToldThere } from './told-there.ts'

/**
 * Reads what the remote has told of, one after the other: what is there is stored as any other record, one that is not
 * is checked as a candidate of a sweep is. The message itself is believed in nothing but the id.
 */
export async function pullTold(session: SyncSession, told: ToldThere): Promise<StepEnd> {
  for (let remoteId = told.next(); remoteId !== undefined; remoteId = told.next()) {
    if (session.ending()) return { kind: 'cancelled' }
    const end = await pullOne(session, remoteId)
    // One that the remote cannot give holds up no other: the next sweep meets it.
    if (end !== null && !mayBeOneRecord(end)) return end
    told.done(remoteId)
  }
  return null
}

async function pullOne(session: SyncSession, remoteId: string): Promise<StepEnd> {
  const read = await session.connector.get('customer', [remoteId], session.signal)
  if (!read.ok) return read.error
  const record: RemoteCustomer | null | undefined = read.value[0]
  if (record === undefined) return { kind: 'protocol', detail: 'records missing in the answer' }
  if (record === null) {
    const holder = (await session.customers.findByRemoteIds([remoteId])).get(remoteId)
    return holder === undefined ? null : checkMissing(session, new Map([[holder.id, remoteId]]))
  }
  const stored = await storeRecords(session, [record])
  if (stored.end === null) {
    await noteForSkuMappings(session, [...stored.inserted.map(({ id }) => id), ...stored.linked])
  }
  return stored.end
}
