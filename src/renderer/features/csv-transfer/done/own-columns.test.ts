import { expect, it } from 'vitest'
import { recogniseCustomerColumns } from '#shared/csv/customer-columns.ts'
import { imports } from '#renderer/i18n/en/imports.ts'

it('gives rows left out columns that import knows as its own', () => {
  const { numberHeader, reasonHeader } = imports.done
  const header = ['Name', numberHeader, reasonHeader]
  const sample = [['Ann', '3004', 'ann@lee.example']]
  expect(recogniseCustomerColumns(header, sample)).toMatchObject([
    { target: 'name' },
    { target: 'ignore', sure: true },
    { target: 'ignore', sure: true },
  ])
})
