/** What a remote keeps of a customer beyond the customer itself; read here, never written. */
export const RELATED_KINDS = ['orders', 'credits', 'downloads'] as const

/** One kind of it. */
export type RelatedKind = (typeof RELATED_KINDS)[number]

/** One order. Amounts are decimal text; '' where the remote does not tell. */
export interface RelatedOrder {
  remoteId: string
  /** As people know it, for example "SO-1001". */
  number: string
  /** ms since the epoch, 0 = not told. */
  orderedAt: number
  /** In the remote's words. */
  status: string
  /** ISO 4217, '' = not told. */
  currency: string
  total: string
  /** What is still to be paid. */
  balance: string
  lines: RelatedOrderLine[]
}

/** A line of an order. */
export interface RelatedOrderLine {
  name: string
  sku: string
  quantity: string
  total: string
}

/** A sales credit and what of it has been used. Amounts are decimal text. */
export interface RelatedCredit {
  remoteId: string
  number: string
  /** ms since the epoch, 0 = not told. */
  creditedAt: number
  status: string
  total: string
  remaining: string
  allocations: RelatedAllocation[]
}

/** A part of a credit that pays an order. */
export interface RelatedAllocation {
  remoteId: string
  orderId: string
  /** '' where the remote does not tell. */
  orderNumber: string
  amount: string
}

/** A file that a customer may download. */
export interface RelatedDownload {
  remoteId: string
  name: string
  orderNumber: string
  /** How often it may still be downloaded, '' = any number of times. */
  remaining: string
  /** ms since the epoch, 0 = never. */
  expiresAt: number
}

/** What each kind looks like. */
export interface RelatedRecords {
  orders: RelatedOrder
  credits: RelatedCredit
  downloads: RelatedDownload
}
