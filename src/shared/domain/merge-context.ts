import type { Customer } from './customer.ts'
import type { FieldChange } from './history-entry.ts'

/** What a transition of sync needs to know beside the document and the record. */
export interface MergeContext {
  /** Ms since the epoch. */
  now: number
  /** How long the remote may still act on a request that was given up; undefined = as the capabilities say. */
  settleMs?: number | undefined
  /**
   * Local id for an address that only the remote has. Must give the same id for the same customer and remote address
   * every time (UUID v5), so that repeating a merge, and a conflict decided later, name the same address.
   */
  newAddressId: (remoteAddressId: string) => string
  /** Local id -> remote id of addresses, as an accepted write told them. */
  addressIds?: Readonly<Record<string, string>> | undefined
}

/** What a merge made of a document. */
export interface MergeOutcome {
  /** The very same object where nothing changed: nothing needs to be written. */
  customer: Customer
  /** Values of this side that were replaced and are held nowhere else: to be written to the history first. */
  lost: FieldChange[]
  /** What the remote changed in the document. */
  accepted: FieldChange[]
}

/** What the answer to a write made of a document; `remove`: the document goes, nobody else has it. */
export interface Settled {
  customer: Customer | 'remove'
  lost: FieldChange[]
  accepted: FieldChange[]
  /** The remote says that such a record exists: search for it at once, then link it or call existsButNotFound. */
  search: boolean
}
