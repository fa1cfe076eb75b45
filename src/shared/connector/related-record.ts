import type { RemoteData } from '../domain/remote-data.ts'

/** What a remote can tell about a customer beyond the customer itself. */
export type RelatedKind = RemoteData['kind']

/** A line of an order; all text as the remote tells it, money as decimal text. */
export interface RelatedLine {
  title: string
  /** SKU or the like. */
  code: string
  quantity: string
  amount: string
}

/**
 * An order, credit or download of a customer, for reading only. What the remote does not tell is '' or 0; times are ms since
 * the epoch. It holds nothing by which somebody could be traced or a file fetched.
 */
export interface RelatedRecord {
  kind: RelatedKind
  remoteId: string
  /** Number of an order, name of a file. */
  title: string
  /** In the remote's word; of a download how often it may still be fetched, '' = any number of times. */
  status: string
  /** Decimal text. */
  amount: string
  /** ISO 4217. */
  currency: string
  at: number
  /** Completed, or access ends; 0 = not, never. */
  endedAt: number
  note: string
  lines: RelatedLine[]
}
