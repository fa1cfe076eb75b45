import type { DocumentStore } from './document-store.ts'

/** Place of a document in the queue of what waits to be sent. */
export interface PendingPosition {
  readonly id: string
  /** ms since the epoch. */
  readonly pendingSince: number
}

/**
 * The documents that have waited longest. A batch makes thousands pending in the same moment, so the place within a
 * moment is asked for by itself: each question is then one range of the index.
 */
export async function pendingPositions<T extends PendingPosition>(
  store: DocumentStore<T>,
  limit: number,
  after: PendingPosition | null,
): Promise<PendingPosition[]> {
  const sort = ['pendingSince', 'id']
  const found: T[] = []
  if (after !== null) {
    const selector = { pendingSince: { $eq: after.pendingSince }, id: { $gt: after.id } }
    found.push(...(await store.find({ selector, sort, limit })))
  }
  if (found.length < limit) {
    const selector = { pendingSince: { $gt: after?.pendingSince ?? 0 } }
    found.push(...(await store.find({ selector, sort, limit: limit - found.length })))
  }
  return found.map(({ id, pendingSince }) => ({ id, pendingSince }))
}
