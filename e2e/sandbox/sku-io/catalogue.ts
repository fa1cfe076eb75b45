import type { ReferenceField } from './customer-record.ts'

/** Another kind of record of the remote that customers point to. */
export interface CatalogueEntry {
  id: number
  name: string
}

const entries = (...names: string[]): readonly CatalogueEntry[] =>
  names.map((name, at) => ({ id: at + 1, name }))

/** Which records each id field of a customer may point to: anything else is "invalid". */
export const CATALOGUE: Readonly<Record<ReferenceField, readonly CatalogueEntry[]>> = {
  product_pricing_tier_id: entries('Retail', 'Wholesale', 'Distributor', 'Staff'),
  store_id: entries('Main store', 'Outlet', 'Trade counter'),
  shipping_method_domestic_id: entries('Standard', 'Express', 'Pickup'),
  shipping_method_international_id: entries('Standard', 'Express', 'Pickup', 'Air freight', 'Sea freight'),
  warehouse_id: entries('North', 'South', 'Returns'),
  integration_instance_id: entries('Web shop', 'Manual'),
  default_sales_rep_id: entries('Ada Lind', 'Ben Osei', 'Carla Ruiz', 'Deniz Aksoy'),
}

/** The integration instance that is a WooCommerce shop. */
export const WOO_COMMERCE_INSTANCE = 1

/** How many products there are; their ids run from 1. */
export const PRODUCT_COUNT = 500

/** The product with this id, or null. */
export function productOf(id: number): { id: number; sku: string; name: string } | null {
  if (!Number.isInteger(id) || id < 1 || id > PRODUCT_COUNT) return null
  return { id, sku: `SKU-${String(id).padStart(4, '0')}`, name: `Product ${id}` }
}
