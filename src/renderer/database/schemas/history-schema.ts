import type { RxJsonSchema } from 'rxdb'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { idText, list, text, time } from './schema-pieces.ts'

const properties = {
  id: idText,
  customerId: idText,
  at: time,
  origin: text,
  batchId: idText,
  changes: list,
} as const satisfies RxJsonSchema<HistoryEntry>['properties']

/** Before-images of changes to customers. */
export const historySchema: RxJsonSchema<HistoryEntry> = {
  title: 'history entry',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: [['customerId', 'at'], 'batchId'],
}
