import type { RxJsonSchema } from 'rxdb'
import type { RemoteData } from '#shared/domain/remote-data.ts'
import { idText, list, text, time } from './schema-pieces.ts'

const properties = {
  id: idText,
  customerId: idText,
  kind: text,
  records: list,
  fetchedAt: time,
} as const satisfies RxJsonSchema<RemoteData>['properties']

/** Orders, credits and downloads, kept for reading offline. */
export const remoteDataSchema: RxJsonSchema<RemoteData> = {
  title: 'remote data',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: ['customerId'],
}
