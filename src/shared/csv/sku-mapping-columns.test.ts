import { expect, test } from 'vitest'
import {
  looksLikeSkuMappings,
  recogniseSkuMappingColumns,
  SKU_COLUMN_HEADERS,
  SKU_COLUMN_TARGETS,
  skuColumnTargetsOf,
} from './sku-mapping-columns.ts'

test('an own export is recognised whole and for certain', () => {
  const header = SKU_COLUMN_TARGETS.map((target) => SKU_COLUMN_HEADERS[target])
  expect(recogniseSkuMappingColumns(header)).toEqual(
    SKU_COLUMN_TARGETS.map((target) => ({ target, sure: true })),
  )
})

test('the template of SKU.io is recognised as one of SKU mappings', () => {
  expect(looksLikeSkuMappings(['customer_sku', 'product_id'])).toBe(true)
  expect(looksLikeSkuMappings(['Customer SKU', 'Product ID', 'Customer e-mail'])).toBe(true)
  expect(looksLikeSkuMappings(['name', 'email', 'sku'])).toBe(false)
})

test('a stored mapping that names something unknown leaves it out', () => {
  expect(skuColumnTargetsOf(['customerSku', '__proto__', 'ignore'])).toEqual([
    'customerSku',
    'ignore',
    'ignore',
  ])
})
