import type { FieldValue } from './field-map.ts'

/** How one field changed; `key` as in a field map (field-map.ts). */
export interface FieldChange {
  key: string
  before: FieldValue
  after: FieldValue
}

/**
 * Before-image of one change of a customer, written before the customer itself (docs/sync.md, section 6). The id is
 * made of (edit or batch, customer), so that repeating the write is harmless and a lone entry can be ignored.
 */
export interface HistoryEntry {
  /** UUID v5 of (edit or batch, customer). */
  readonly id: string
  readonly customerId: string
  at: number
  /**
   * `import-undo`: taken back with an import; `link`: what finding the customer at the remote replaced; `conflict`: what a
   * person's decision replaced, `rule`: what the rule of the workspace replaced; `discard`: changes that were given up before
   * they were sent; `undo`: a decision or a discard taken back; `join`: what two customers that are one brought together;
   * `restore`: put back from a backup.
   */
  origin:
    | 'edit'
    | 'import'
    | 'import-undo'
    | 'remote'
    | 'conflict'
    | 'rule'
    | 'link'
    | 'discard'
    | 'undo'
    | 'join'
    | 'restore'
  /** Id of the import batch or of the bulk edit; '' for a single edit. */
  batchId: string
  changes: FieldChange[]
}
