import type { ImportKind } from '../domain/import-batch.ts'
import type { ColumnTarget } from './column-target.ts'
import { exportHeaderOf } from './customer-to-row.ts'
import { SKU_COLUMN_HEADERS } from './sku-mapping-columns.ts'

/** Columns that a list of customers usually needs, each with what may stand in it. */
const CUSTOMER: readonly (readonly [target: Exclude<ColumnTarget, 'ignore'>, example: string])[] = [
  ['name', 'Mara Okafor'],
  ['firstName', 'Mara'],
  ['lastName', 'Okafor'],
  ['company', 'Okafor Hardware'],
  ['email', 'mara@okafor.example'],
  ['phone', '+61 2 5550 1234'],
  ['mobile', '+61 412 345 678'],
  ['code', 'C-0001'],
  ['referenceId', ''],
  ['tags', 'trade, north'],
  ['acceptsMarketing', 'no'],
  ['notes', 'This row is an example: replace it.'],
  ['shipping.line1', '18 Quay Road'],
  ['shipping.line2', ''],
  ['shipping.city', 'Sydney'],
  ['shipping.regionCode', 'NSW'],
  ['shipping.postcode', '2000'],
  ['shipping.countryCode', 'AU'],
  ['billing.line1', 'PO Box 77'],
  ['billing.line2', ''],
  ['billing.city', 'Sydney'],
  ['billing.regionCode', 'NSW'],
  ['billing.postcode', '2001'],
  ['billing.countryCode', 'AU'],
]

const SKU_MAPPING = [
  ['customerSku', 'OKF-9'],
  ['productId', '55'],
  ['customerCode', 'C-0001'],
  ['customerEmail', 'mara@okafor.example'],
] as const

/**
 * A file to fill in: the header, every name of which is recognised for certain, and one row as an example. SKU mappings
 * begin with the two columns that SKU.io asks for (import SKU mappings from CSV).
 */
export function templateRows(kind: ImportKind): string[][] {
  if (kind === 'customers') {
    return [CUSTOMER.map(([target]) => exportHeaderOf(target)), CUSTOMER.map(([, example]) => example)]
  }
  return [
    SKU_MAPPING.map(([target]) => SKU_COLUMN_HEADERS[target]),
    SKU_MAPPING.map(([, example]) => example),
  ]
}
