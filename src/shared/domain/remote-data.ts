import type { RelatedKind } from '../connector/related-data.ts'
import type { Json } from '../json.ts'

/** What a remote tells about a customer beyond the customer itself, kept for reading offline. */
export interface RemoteData {
  /** Made of customer and kind. */
  readonly id: string
  readonly customerId: string
  readonly kind: RelatedKind
  records: readonly Json[]
  /** ms since the epoch. */
  fetchedAt: number
}
