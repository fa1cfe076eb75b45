import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { keepProfile, REMOTE_FILE } from './kept-profiles.ts'

/**
 * Works with the app as it is and keeps its data folder under the name in PROFILE: an import, an edit, a SKU mapping, a
 * first connection, a conflict that waits, and a new and a changed customer that wait to be sent.
 */
test('keep a profile of this version', async ({ desk }) => {
  const name = process.env['PROFILE'] ?? ''
  expect(name, 'PROFILE says under which name').not.toBe('')
  const csv = join(desk.userData, 'customers.csv')
  await writeCsv(csv, fileCustomers(12))
  const sandbox = await startSkuIoSandbox({ listRows: 'full', file: join(desk.userData, REMOTE_FILE) })
  for (const row of fileCustomers(10)) sandbox.store.createCustomer({ ...row })
  const page = await desk.start()
  const customers = new CustomersPage(page)
  const sync = new SyncPages(page)

  const files = new ImportPage(page)
  await files.check(csv, '12')
  await files.start('12')
  await files.finished('customers.csv')
  await customers.open('Alice Springs 00011')
  await customers.change('Company', 'Edited Before Ltd')
  await sync.open('SKU mappings')
  await page.getByRole('combobox', { name: 'Customer', exact: true }).fill('Alice Springs 00002')
  await page.getByRole('option', { name: /Alice Springs 00002/ }).click()
  await page.getByRole('textbox', { name: 'Customer SKU', exact: true }).fill('OLD-SKU-1')
  await page.getByRole('textbox', { name: 'Product id', exact: true }).fill('17')
  await page.getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByText('OLD-SKU-1').first()).toBeVisible()

  await sync.connect(sandbox.baseUrl, sandbox.token)
  await sync.confirmFirstConnection()
  await sync.inStep()

  await page.getByRole('button', { name: 'Pause' }).click()
  await customers.open('Alice Springs 00005')
  await customers.change('Phone', '+61 3 9666 0005')
  sandbox.store.updateCustomer(6, { phone: '+49 30 555 0005' })
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Alice Springs 00005').first()).toBeVisible({ timeout: 60_000 })

  await page.getByRole('button', { name: 'Pause' }).click()
  await customers.add('Nora Offline', 'nora@offline.example')
  await customers.open('Alice Springs 00003')
  await customers.change('Company', 'Edited Offline Ltd')
  await desk.quit()
  await sandbox.close()
  await keepProfile(desk.userData, name)
})
