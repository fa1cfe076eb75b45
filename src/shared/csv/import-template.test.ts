import { expect, test } from 'vitest'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { templateRows } from './import-template.ts'
import { readCells } from './row-cells.ts'
import { newDraftFrom, rowContext } from './row-to-draft.ts'
import { looksLikeSkuMappings, recogniseSkuMappingColumns } from './sku-mapping-columns.ts'

test('the template for customers is recognised whole and for certain, and its example can be imported', () => {
  const [header = [], example = []] = templateRows('customers')
  const guesses = recogniseCustomerColumns(header, [example])
  expect(guesses.filter((guess) => !guess.sure || guess.target === 'ignore')).toEqual([])
  const context = rowContext(
    guesses.map((guess) => guess.target),
    null,
    () => 'new',
  )
  const { draft, problems, warnings } = newDraftFrom(readCells(example, context), context)
  expect(problems).toEqual([])
  expect(warnings).toEqual([])
  expect(draft.addresses).toHaveLength(2)
})

test('the template for SKU mappings begins with the columns of SKU.io', () => {
  const [header = []] = templateRows('sku-mappings')
  expect(header.slice(0, 2)).toEqual(['customer_sku', 'product_id'])
  expect(looksLikeSkuMappings(header)).toBe(true)
  expect(recogniseSkuMappingColumns(header).every((guess) => guess.sure)).toBe(true)
})
