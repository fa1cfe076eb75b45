import type { RxJsonSchema } from 'rxdb'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { anything, idText, text, time } from './schema-pieces.ts'

const properties = {
  id: idText,
  customerId: idText,
  kind: text,
  input: anything,
  createdAt: time,
  state: text,
  message: text,
  finishedAt: time,
} as const satisfies RxJsonSchema<QueuedAction>['properties']

/** Commands that wait to be run at the remote. */
export const actionSchema: RxJsonSchema<QueuedAction> = {
  title: 'action',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: ['customerId', 'createdAt'],
}
