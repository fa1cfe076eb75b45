import type { RxJsonSchema } from 'rxdb'
import type { Json } from '#shared/json.ts'
import { anything, counter, idText } from './schema-pieces.ts'

/** A value that sync keeps under a name, or one slot of the log ring. */
export interface SyncStateDocument {
  readonly id: string
  /** Number of the log entry, 0 for values. */
  order: number
  value: Json
}

const properties = {
  id: idText,
  order: counter,
  value: anything,
} as const satisfies RxJsonSchema<SyncStateDocument>['properties']

/** Checkpoints and other small facts of sync, and its log. */
export const syncStateSchema: RxJsonSchema<SyncStateDocument> = {
  title: 'sync state',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
}
