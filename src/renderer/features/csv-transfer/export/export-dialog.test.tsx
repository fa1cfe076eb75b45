import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { openCsvDesk, type CsvDesk } from '../csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk()
})
afterEach(async () => {
  await csv.close()
})

async function add(name: string, phone: string): Promise<Customer> {
  const { customers, roster } = csv.desk.workspace
  const made = await customers.create({ ...emptyCustomerDraft(), name, phone })
  await roster.flush()
  return made
}

it('exports the list for Excel in two clicks and says where it went', async () => {
  await add('Ann', '+61 404')
  csv.csv.exportTo = join(csv.csv.folder, 'mine.csv')
  csv.show(paths.customers)
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  expect(await screen.findByText('1 customer')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Save as…' }))
  expect(await screen.findByText('1 row is in mine.csv')).toBeTruthy()
  expect(readFileSync(csv.csv.exportTo, 'utf8')).toContain(`"'+61 404"`)
})

it('exports the selection with the columns of the list, plain', async () => {
  const ann = await add('Ann', '+61 404')
  await add('Ben', '+61 405')
  csv.csv.exportTo = join(csv.csv.folder, 'chosen.csv')
  csv.show(paths.customers, [ann.id])
  await userEvent.click(screen.getByRole('button', { name: 'Export 1' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('combobox', { name: 'Made for' }))
  await userEvent.click(await screen.findByRole('option', { name: 'The columns of the list' }))
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Other programs' }))
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save as…' }))
  expect(await screen.findByText('1 row is in chosen.csv')).toBeTruthy()
  const written = readFileSync(csv.csv.exportTo, 'utf8')
  expect(written).toContain('+61 404')
  expect(written).not.toContain('Ben')
  expect(written.split('\n')[0]?.split(',').length).toBeLessThan(12)
})

it('exports for another system as that one reads it', async () => {
  await add('Ann', '+61 404')
  csv.csv.exportTo = join(csv.csv.folder, 'shop.csv')
  csv.show(paths.customers)
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('combobox', { name: 'Made for' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Shopify' }))
  expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: 'Other programs' }).checked).toBe(true)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save as…' }))
  expect(await screen.findByText('1 row is in shop.csv')).toBeTruthy()
  expect(readFileSync(csv.csv.exportTo, 'utf8')).toContain('First Name')
})

it('exports SKU mappings', async () => {
  const ann = await add('Ann', '')
  await csv.desk.workspace.skuMappings.upsert(ann.id, { customerSku: 'A-1', productId: '7' })
  csv.csv.exportTo = join(csv.csv.folder, 'skus.csv')
  csv.show(paths.skuMappings)
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Save as…' }))
  expect(await screen.findByText('1 row is in skus.csv')).toBeTruthy()
  expect(readFileSync(csv.csv.exportTo, 'utf8')).toContain('A-1')
})
