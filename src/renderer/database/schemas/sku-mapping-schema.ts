import type { RxJsonSchema } from 'rxdb'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { anything, idText, indexedText, text, time } from './schema-pieces.ts'

/** What the store adds to a SKU mapping for its own indexes. */
export interface SkuMappingIndexFields {
  /** Lower-cased customer SKU made unique by the id: the order of lists across customers. */
  skuKey: string
}

/** A SKU mapping as stored. */
export type StoredSkuMapping = SkuMapping & SkuMappingIndexFields

/** The index fields of a SKU mapping. */
export function skuMappingIndexFields(mapping: SkuMapping): SkuMappingIndexFields {
  return { skuKey: `${mapping.customerSku.toLowerCase()}\u0000${mapping.id}` }
}

const properties = {
  id: idText,
  customerId: idText,
  customerSku: text,
  productId: text,
  remoteId: idText,
  createdAt: time,
  updatedAt: time,
  deletedAt: time,
  base: anything,
  sent: anything,
  refused: anything,
  theirs: anything,
  pendingSince: time,
  skuKey: indexedText,
} as const satisfies RxJsonSchema<StoredSkuMapping>['properties']

/** SKU mappings. */
export const skuMappingSchema: RxJsonSchema<StoredSkuMapping> = {
  title: 'SKU mapping',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: ['customerId', 'skuKey', 'remoteId', 'pendingSince'],
}
