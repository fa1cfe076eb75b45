import type { ImportRow } from '#shared/domain/import-batch.ts'

/** Some data rows of an import, in their order, and the before-images of what they changed. */
export interface UndoSlice {
  readonly fromRow: number
  /** The first row that is not of it. */
  readonly toRow: number
  readonly images: readonly ImportRow[]
}

/**
 * What becomes of one record when its import is taken back. `remove`: it goes for good; `remove-there`: its deletion
 * will be sent; `restore`: it gets its values back; `keep`: it was changed since.
 */
export interface UndoStep {
  readonly recordId: string
  /** Local id of the customer that is, or owns, the record. */
  readonly customerId: string
  readonly action: 'remove' | 'remove-there' | 'restore' | 'keep'
  /** `updatedAt` of the record when it was looked at: one that was changed since then is not removed. */
  readonly lookedAt: number
}

/** Takes back what an import did to customers, or to SKU mappings. */
export interface UndoSubject {
  /** What would become of the records of some rows. Those with nothing to take back are not told. */
  look(slice: UndoSlice): Promise<UndoStep[]>
  /**
   * Does it, and tells what really became of them. Doing it again changes nothing more; `again` says that it may be a
   * repetition after a crash.
   */
  take(slice: UndoSlice, steps: readonly UndoStep[], again: boolean): Promise<UndoStep[]>
}
