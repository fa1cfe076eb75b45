import {
  assignColumns,
  headerScore,
  headerWords,
  type ColumnCandidate,
  type ColumnGuess,
} from './header-words.ts'

/**
 * What a column of a SKU mapping file goes to. Where a file is for many customers, one of the `customer…` columns says
 * whose mapping a row is.
 */
export type SkuColumnTarget =
  | 'ignore'
  | 'customerSku'
  | 'productId'
  | 'customerLocalId'
  | 'customerRemoteId'
  | 'customerCode'
  | 'customerReferenceId'
  | 'customerEmail'
  | 'customerName'

type Target = Exclude<SkuColumnTarget, 'ignore'>

/** All targets but `ignore`, in the order in which export writes them and rows look for their customer. */
export const SKU_COLUMN_TARGETS: readonly Target[] = [
  'customerSku',
  'productId',
  'customerLocalId',
  'customerRemoteId',
  'customerCode',
  'customerReferenceId',
  'customerEmail',
  'customerName',
]

/** Header names of export: the first two are those of SKU.io (import SKU mappings from CSV). */
export const SKU_COLUMN_HEADERS: Readonly<Record<Target, string>> = {
  customerSku: 'customer_sku',
  productId: 'product_id',
  customerLocalId: 'customer_desk_id',
  customerRemoteId: 'customer_id',
  customerCode: 'customer_code',
  customerReferenceId: 'customer_reference_id',
  customerEmail: 'customer_email',
  customerName: 'customer_name',
}

const NAMES: Readonly<Record<Target, readonly string[]>> = {
  customerSku: [
    'customer sku',
    'sku',
    'their sku',
    'customer item code',
    'customer product code',
    'customer part number',
  ],
  productId: ['product id', 'product', 'our product id', 'item id'],
  customerLocalId: ['customer desk id'],
  customerRemoteId: ['customer id', 'customer remote id', 'remote id'],
  customerCode: ['customer code', 'customer number', 'account code'],
  customerReferenceId: ['customer reference id', 'customer reference', 'reference id'],
  customerEmail: ['customer email', 'email', 'e mail', 'email address'],
  customerName: ['customer name', 'customer', 'name'],
}

/** What each column of a SKU mapping file goes to, judged by its name. */
export function recogniseSkuMappingColumns(header: readonly string[]): ColumnGuess<Target>[] {
  return assignColumns(
    header.map((cell) => {
      const words = headerWords(cell)
      return SKU_COLUMN_TARGETS.flatMap((target): ColumnCandidate<Target>[] => {
        const score = Math.max(...NAMES[target].map((name) => headerScore(words, name)))
        return score === 0 ? [] : [{ target, score }]
      })
    }),
  )
}

/** True where a file is one of SKU mappings, not of customers: it names both a customer SKU and a product. */
export function looksLikeSkuMappings(header: readonly string[]): boolean {
  const sure = recogniseSkuMappingColumns(header).filter((guess) => guess.sure)
  return sure.some((g) => g.target === 'customerSku') && sure.some((g) => g.target === 'productId')
}

/** Reads a stored mapping; a target that this version does not know is left out. */
export function skuColumnTargetsOf(mapping: readonly string[]): SkuColumnTarget[] {
  const known = new Set<string>(SKU_COLUMN_TARGETS)
  return mapping.map((target) => (known.has(target) ? (target as SkuColumnTarget) : 'ignore'))
}
