import type { RowDecision } from '#shared/csv/csv-file.ts'
import type { AddressGroup } from '#shared/csv/column-target.ts'
import type { MatchKey } from '#shared/csv/import-options.ts'
import type { RowCells, RowProblem } from '#shared/csv/row-cells.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import type { ImportCounts } from '#shared/domain/import-batch.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import type { SkuMappingUpsert } from '#renderer/database/sku-mapping-repository.ts'

/**
 * What a row comes to. Every data row of a file is exactly one of these. `possible`: it may be a customer who is here
 * already; `duplicate`: a row before it is the same record; `skipped`: it is not of the kind that is wanted; `left`: a
 * person has left it out.
 */
export type RowKind =
  'new' | 'update' | 'unchanged' | 'possible' | 'duplicate' | 'skipped' | 'left' | 'invalid'

/** All kinds, in the order in which people look at them. */
export const ROW_KINDS: readonly RowKind[] = [
  'new',
  'update',
  'unchanged',
  'possible',
  'duplicate',
  'skipped',
  'left',
  'invalid',
]

/** A data row with what becomes of it. */
export interface ClassifiedRow {
  /** Data row of the file, from 0. */
  row: number
  /** Its number in the file, as a spreadsheet counts its rows. */
  number: number
  cells: readonly string[]
  kind: RowKind
  /** What is wrong with an invalid row. */
  problems: readonly RowProblem[]
  /** What looks wrong, and does not keep the row from being imported. */
  warnings: readonly RowProblem[]
  /** What a person has said about it; null where nobody has. */
  decision: RowDecision | null
  /** The record it is about: the one found, or the one it makes. '' where there is none. */
  recordId: string
  /** The key by which the record was found; null where none of the keys says so for certain. */
  matchedBy: MatchKey | 'localId' | null
  /** What changes in the record found. */
  changes: readonly FieldChange[]
  /** The place in a row that each address among the changes has, by the id of the address. */
  changedAddresses: Readonly<Record<string, AddressGroup>>
  /** Of a duplicate: the data row before it that is the same record; of a possible one: the row it may equal, if any. */
  sameAs: number
  /** Number of that row in the file, 0 where there is none. */
  sameAsNumber: number
  /** Of a duplicate SKU mapping: the other product that the row before it says; '' where it says the same. */
  otherProduct: string
  /** Of a possible duplicate: what speaks for it, and how alike they are, from 0 to 1. */
  likeness: { by: 'name' | 'name-and-address' | 'phone'; share: number } | null
  /** What writing it takes; null where there is nothing to write. */
  work: RowWork | null
}

/** What is to be written for a row. An edit is computed anew on the record as it is then. */
type RowWork =
  | { type: 'create'; draft: CustomerDraft; archived: boolean }
  | { type: 'edit'; cells: RowCells; matchedBy: MatchKey | 'localId' | undefined }
  | { type: 'upsert'; mapping: SkuMappingUpsert }

/** A row of which nothing is known yet but what stands in it. */
export function rowOf(row: number, number: number, cells: readonly string[]): Omit<ClassifiedRow, 'kind'> {
  return {
    row,
    number,
    cells,
    problems: [],
    warnings: [],
    decision: null,
    recordId: '',
    matchedBy: null,
    changes: [],
    changedAddresses: {},
    sameAs: -1,
    sameAsNumber: 0,
    otherProduct: '',
    likeness: null,
    work: null,
  }
}

/** How many rows there are of each kind. */
export type RowCounts = Record<RowKind, number>

/** No rows of any kind. */
export function noRowCounts(): RowCounts {
  return { new: 0, update: 0, unchanged: 0, possible: 0, duplicate: 0, skipped: 0, left: 0, invalid: 0 }
}

/** The counts of an import that does to its rows what their kinds say. */
export function importCountsOf(counts: RowCounts): ImportCounts {
  return {
    created: counts.new,
    updated: counts.update,
    unchanged: counts.unchanged,
    duplicate: counts.duplicate,
    possible: counts.possible,
    skipped: counts.skipped + counts.left,
    invalid: counts.invalid,
  }
}
