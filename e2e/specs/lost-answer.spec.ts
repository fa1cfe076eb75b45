import { expect, test } from '../fixtures.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'

test('a create whose answer is lost is found again, and never sent twice', async ({ desk }) => {
  const sandbox = await startSkuIoSandbox({ customers: 20 })
  const page = await desk.start()
  const sync = new SyncPages(page)
  await sync.connect(sandbox.baseUrl, sandbox.token)
  await sync.inStep()
  // The connections are in use by now: one that is reused and breaks is what Chromium itself would try again.
  sandbox.faults.add({ fault: { kind: 'cut-after' }, method: 'POST', path: '/api/customers', times: 1 })
  sandbox.requests.reset()

  await new CustomersPage(page).add('Lena Lost', 'lena@lost.example')
  await expect(page.getByText('In step with SKU.io')).toBeVisible({ timeout: 90_000 })

  const made = [...sandbox.store.customers.values()].filter(({ email }) => email === 'lena@lost.example')
  expect(made).toHaveLength(1)
  expect(sandbox.requests.list({ method: 'POST', path: '/api/customers' })).toHaveLength(1)
  await sandbox.close()
})
