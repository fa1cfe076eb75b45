import type { RxJsonSchema } from 'rxdb'
import type { ImportBatch, ImportRow } from '#shared/domain/import-batch.ts'
import { anything, counter, idText, list, nested, text, time } from './schema-pieces.ts'

const batchProperties = {
  id: idText,
  kind: text,
  fileName: text,
  fileSize: counter,
  header: list,
  mapping: list,
  options: nested,
  customerId: idText,
  state: text,
  reason: text,
  rowsTotal: counter,
  rowsDone: counter,
  counts: nested,
  createdAt: time,
  finishedAt: time,
  undo: anything,
  byRemote: text,
} as const satisfies RxJsonSchema<ImportBatch>['properties']

/** Imports. */
export const importBatchSchema: RxJsonSchema<ImportBatch> = {
  title: 'import batch',
  version: 2,
  primaryKey: 'id',
  type: 'object',
  properties: batchProperties,
  required: Object.keys(batchProperties) as (keyof typeof batchProperties)[],
  indexes: ['createdAt'],
}

const rowProperties = {
  id: idText,
  batchId: idText,
  recordId: idText,
  row: counter,
  changes: list,
} as const satisfies RxJsonSchema<ImportRow>['properties']

/** Before-images of the records that imports changed. */
export const importRowSchema: RxJsonSchema<ImportRow> = {
  title: 'import row',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: rowProperties,
  required: Object.keys(rowProperties) as (keyof typeof rowProperties)[],
  indexes: [['batchId', 'row'], 'recordId'],
}
