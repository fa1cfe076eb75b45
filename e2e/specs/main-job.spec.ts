import { join } from 'node:path'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { expect, test } from '../fixtures.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { storedEmails } from '../stored-emails.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'

const ROWS = fileCustomers(10_000)
/** These stand at the remote already; the rest is only in the file. */
const THERE = 9_900

test('the main job: import, work offline, come back, stay in step', async ({ desk }) => {
  test.setTimeout(300_000)
  const csv = join(desk.userData, 'customers.csv')
  await writeCsv(csv, ROWS)
  // Listed rows are complete here; the other specs have a remote that lists without addresses.
  const sandbox = await startSkuIoSandbox({ listRows: 'full' })
  for (const row of ROWS.slice(0, THERE)) sandbox.store.createCustomer({ ...row })
  const stored = (email: string) =>
    [...sandbox.store.customers.values()].filter((customer) => customer.email === email)

  let page = await desk.start()
  let customers = new CustomersPage(page)
  let sync = new SyncPages(page)

  await test.step('first start, a native drop of 10,000 rows, search', async () => {
    await expect(page.getByText('Drop a CSV here, or add a customer')).toBeVisible()
    const files = new ImportPage(page)
    await files.check(csv, '10,000')
    await files.start('10,000')
    await files.finished('customers.csv')
    await customers.search('', 10_000)
    await customers.search('springs 04321', 1)
    await expect(customers.row('Alice Springs 04321')).toBeVisible()
  })

  await test.step('the first connection shows what belongs together and sends nothing before', async () => {
    await sync.connect(sandbox.baseUrl, sandbox.token)
    await sync.open('Sync')
    await expect(page.getByText('9,900 customers are the same here and at SKU.io.')).toBeVisible({
      timeout: 120_000,
    })
    await expect(page.getByText('100 customers are only here.')).toBeVisible()
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
    await sync.confirmFirstConnection()
    await sync.inStep()
    expect(sandbox.store.customers.size).toBe(10_000)
  })

  await test.step('edits while the remote is down wait, over a restart', async () => {
    await page.evaluate(() =>
      (
        Reflect.get(globalThis, 'api') as { invoke(channel: string, input: unknown): Promise<unknown> }
      ).invoke('settings:update', { undoDeleteSeconds: 0 }),
    )
    await sandbox.down()
    await customers.add('Nora Offline', 'nora@offline.example')
    await customers.open('Alice Springs 00007')
    await customers.change('Company', 'Edited Offline Ltd')
    await sync.syncNow()
    await expect(page.getByRole('link', { name: /Offline, 2 waiting/ })).toBeVisible({ timeout: 60_000 })
    await desk.quit()
  })

  await test.step('back online everything is sent exactly once', async () => {
    sandbox.requests.reset()
    await sandbox.up()
    page = await desk.start()
    customers = new CustomersPage(page)
    sync = new SyncPages(page)
    await sync.signInAgain(sandbox.token)
    await expect.poll(() => stored('nora@offline.example').length, { timeout: 60_000 }).toBe(1)
    await expect
      .poll(() => stored(ROWS[7]?.email ?? '')[0]?.company, { timeout: 60_000 })
      .toBe('Edited Offline Ltd')
    await sync.inStep()
    const writes = sandbox.requests.list().filter(({ method }) => method !== 'GET')
    expect(writes.map(({ method }) => method).sort()).toEqual(['POST', 'PUT'])
    expect(sandbox.store.customers.size).toBe(10_001)
  })

  await test.step('a remote edit arrives', async () => {
    const id = stored(ROWS[12]?.email ?? '')[0]?.id ?? 0
    sandbox.store.updateCustomer(id, { phone: '+61 400 000 012' })
    await sync.syncNow()
    await customers.open('Alice Springs 00012')
    await expect(page.getByRole('textbox', { name: 'Phone', exact: true })).toHaveValue('+61 400 000 012', {
      timeout: 60_000,
    })
  })

  await test.step('edits of different fields on both sides merge', async () => {
    const email = ROWS[21]?.email ?? ''
    await sandbox.down()
    await customers.open('Alice Springs 00021')
    await customers.change('Company', 'Merged Here Ltd')
    sandbox.store.updateCustomer(stored(email)[0]?.id ?? 0, { phone: '+61 400 000 021' })
    await sandbox.up()
    await sync.syncNow()
    await expect.poll(() => stored(email)[0]?.company, { timeout: 60_000 }).toBe('Merged Here Ltd')
    expect(stored(email)[0]?.phone).toBe('+61 400 000 021')
    await customers.open('Alice Springs 00021')
    await expect(page.getByRole('textbox', { name: 'Phone', exact: true })).toHaveValue('+61 400 000 021')
    await expect(page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue('Merged Here Ltd')
  })

  await test.step('a refused delete comes back with its reason', async () => {
    sandbox.store.linkToOrders(stored(ROWS[33]?.email ?? '')[0]?.id ?? 0, 'Has sales orders SO-1001')
    await customers.open('Alice Springs 00033')
    await customers.deleteOpen()
    await sync.open('Sync')
    await expect(page.getByText(/Has sales orders SO-1001/).first()).toBeVisible({ timeout: 60_000 })
    await customers.search('springs 00033', 1)
    expect(stored(ROWS[33]?.email ?? '')).toHaveLength(1)
  })

  await sandbox.close()
})

test('kill -9 in the middle of an import: it goes on, nothing is lost or doubled', async ({ desk }) => {
  test.setTimeout(240_000)
  const csv = join(desk.userData, 'customers.csv')
  await writeCsv(csv, ROWS)
  const files = new ImportPage(await desk.start())
  await files.check(csv, '10,000')
  await files.start('10,000')
  await expect(desk.page.getByTestId('import-progress')).toContainText(/^[1-9],\d00 of/, { timeout: 60_000 })
  await desk.kill()

  const page = await desk.start()
  await new SyncPages(page).open('Imports')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 })
  await new CustomersPage(page).search('', 10_000)
  const emails = await storedEmails(page)
  expect(emails).toHaveLength(10_000)
  expect(new Set(emails).size).toBe(10_000)
})

test('kill -9 in the middle of the first sync: it goes on, nothing is lost or doubled', async ({ desk }) => {
  test.setTimeout(240_000)
  const sandbox = await startSkuIoSandbox({ customers: 5_000 })
  await desk.start()
  await new SyncPages(desk.page).connect(sandbox.baseUrl, sandbox.token)
  await expect(desk.page.getByText(/Reading SKU.io: [1-4],\d00/)).toBeVisible({ timeout: 60_000 })
  await desk.kill()

  const page = await desk.start()
  const sync = new SyncPages(page)
  await sync.signInAgain(sandbox.token)
  await sync.inStep()
  const archived = [...sandbox.store.customers.values()].filter(
    (customer) => customer.archived_at !== null,
  ).length
  await new CustomersPage(page).search('', 5_000 - archived)
  expect(await storedEmails(page)).toHaveLength(5_000)
  expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
  await sandbox.close()
})
