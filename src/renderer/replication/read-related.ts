import type { RelatedKind } from '#shared/connector/related-data.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

/** Reads what the remote has of a customer beyond the customer itself, and keeps it for reading offline. */
export async function readRelated(
  session: SyncSession,
  customerId: string,
  customerRemoteId: string,
): Promise<StepEnd> {
  for (const kind of session.capabilities.related) {
    const end = await readOne(session, kind, customerId, customerRemoteId)
    if (end !== null) return end
  }
  return null
}

async function readOne(
  session: SyncSession,
  kind: RelatedKind,
  customerId: string,
  customerRemoteId: string,
): Promise<StepEnd> {
  const { connector, remoteData, clock, signal } = session
  if (connector.related === undefined) return null
  const told = await connector.related(kind, customerRemoteId, signal)
  if (!told.ok) return told.error
  await remoteData.put(customerId, kind, told.value, clock.now())
  return null
}
