/** A line of the sync log. `kind` is a key of the catalogue; `detail` holds no secrets and no customer data. */
export interface SyncLogEntry {
  readonly id: string
  /** ms since the epoch. */
  readonly at: number
  readonly level: 'info' | 'warning' | 'error'
  readonly kind: string
  /** The customer it is about, '' = none. */
  readonly customerId: string
  readonly detail: string
}
