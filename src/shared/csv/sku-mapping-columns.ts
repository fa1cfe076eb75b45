import { unescapeCell } from './csv-escape.ts'
import { namesIn } from './customer-column-names.ts'
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
  customerSku: namesIn(
    `customer sku, their sku, sku, customer item code, customer item number, customer product code, customer part number,
     customer part no, customer article number, buyer sku, artikelnummer kunde, kundenartikelnummer, reference client`,
  ),
  productId: namesIn(
    'product id, our product id, item id, product, sku io product id, produkt id, id produit',
  ),
  customerLocalId: namesIn('customer desk id'),
  customerRemoteId: namesIn('customer id, customer remote id, remote id, sku io customer id'),
  customerCode: namesIn(
    'customer code, customer number, customer no, account code, account number, kundennummer',
  ),
  customerReferenceId: namesIn('customer reference id, customer reference, reference id'),
  customerEmail: namesIn('customer email, customer e mail, email, e mail, email address, e mail address'),
  customerName: namesIn('customer name, customer, company, company name, client, kunde, name'),
}

/**
 * What each column of a SKU mapping file goes to, judged by its name; a customer who is named by e-mail addresses is found
 * by them (`sample`: the first data rows). In a file without names the cells are looked at, and nothing is sure: whole
 * numbers are products, e-mail addresses customers.
 */
export function recogniseSkuMappingColumns(
  header: readonly string[],
  sample: readonly (readonly string[])[] = [],
): ColumnGuess<Target>[] {
  const names = header.map(headerWords)
  if (names.every((name) => name === '')) return guessByCells(header.length, sample)
  return assignColumns(
    names.map((words, at) =>
      SKU_COLUMN_TARGETS.flatMap((target): ColumnCandidate<Target>[] => {
        const score = Math.max(...NAMES[target].map((name) => scoreOf(words, name)))
        if (score === 0) return []
        // "customer" says who, not by what.
        const isByEmail = target === 'customerName' && areEmails(filledCells(sample, at))
        return [{ target: isByEmail ? 'customerEmail' : target, score, sure: score >= 3 }]
      }),
    ),
  )
}

/** A word like "product" or "name" alone says what a column is; in "Product name" it does not. */
function scoreOf(words: string, name: string): number {
  return name.includes(' ') || words === name ? headerScore(words, name) : 0
}

function guessByCells(columns: number, sample: readonly (readonly string[])[]): ColumnGuess<Target>[] {
  return assignColumns(
    Array.from({ length: columns }, (_, at): ColumnCandidate<Target>[] => {
      const cells = filledCells(sample, at)
      if (cells.length === 0) return []
      const guess = (target: Target, score: number): ColumnCandidate<Target> => ({
        target,
        score,
        sure: false,
        byCells: true,
      })
      if (areEmails(cells)) return [guess('customerEmail', 3)]
      if (cells.every((cell) => /^\d{1,18}$/.test(cell))) {
        // Where both are numbers, the customer's own comes first, as in the files of SKU.io.
        return [guess('productId', 3 + at / 1000), guess('customerSku', 1)]
      }
      return [guess('customerSku', 2)]
    }),
  )
}

function filledCells(sample: readonly (readonly string[])[], column: number): string[] {
  return sample.map((row) => unescapeCell(row[column] ?? '').trim()).filter((cell) => cell !== '')
}

function areEmails(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.includes('@'))
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
