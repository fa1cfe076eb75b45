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

test.each([
  ['Customer SKU,Product ID,Customer e-mail', 'customerSku,productId,customerEmail'],
  ['SKU,Item ID,Customer code', 'customerSku,productId,customerCode'],
  ['customer_sku,product_id,customer_name', 'customerSku,productId,customerName'],
  ['Their SKU,Our product ID,Customer ID', 'customerSku,productId,customerRemoteId'],
  ['Customer part number,Product name,Product ID', 'customerSku,ignore,productId'],
])('%s', (header, targets) => {
  const guesses = recogniseSkuMappingColumns(header.split(','))
  expect(guesses.map((guess) => guess.target).join()).toBe(targets)
  expect(guesses.every((guess) => guess.sure)).toBe(true)
})

test('a customer who is named by e-mail addresses is found by them', () => {
  const header = ['customer', 'customer_sku', 'product_id']
  const targets = (cell: string): string[] =>
    recogniseSkuMappingColumns(header, [[cell, 'A-1', '55']]).map((guess) => guess.target)
  expect(targets('ann@lee.example')).toEqual(['customerEmail', 'customerSku', 'productId'])
  expect(targets('Ann Lee')).toEqual(['customerName', 'customerSku', 'productId'])
})

test('of two columns of one name the second is asked about', () => {
  expect(recogniseSkuMappingColumns(['SKU', 'Product ID', 'SKU'])[2]).toEqual({
    target: 'ignore',
    sure: false,
  })
})

test('a file without names is guessed by its cells, and all of it is to be looked at', () => {
  const sample = [
    ['OKF-9', '55', 'ann@lee.example'],
    ['OKF-10', '56', ''],
  ]
  expect(recogniseSkuMappingColumns(['', '', ''], sample)).toEqual([
    { target: 'customerSku', sure: false },
    { target: 'productId', sure: false },
    { target: 'customerEmail', sure: false },
  ])
  const numbers = [['1001', '55']]
  expect(recogniseSkuMappingColumns(['', ''], numbers).map((guess) => guess.target)).toEqual([
    'customerSku',
    'productId',
  ])
})
