import type { Page } from '@playwright/test'
import type { DeskApp } from './desk-app.ts'
import { fileCustomers } from './many-customers.ts'
import { CustomersPage } from './pages/customers-page.ts'
import { SyncPages } from './pages/sync-page.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from './sandbox/sku-io/server.ts'

/** An app in step with a SKU.io that holds a few customers. */
export interface ConnectedDesk {
  sandbox: SkuIoSandbox
  page: Page
  customers: CustomersPage
  sync: SyncPages
}

/**
 * Starts both, with the first `count` of `fileCustomers` at SKU.io as its customers 1 to `count`, and connects them once
 * SKU.io is prepared.
 */
export async function connectToSandbox(
  desk: DeskApp,
  count: number,
  prepare: (sandbox: SkuIoSandbox) => void = () => undefined,
): Promise<ConnectedDesk> {
  const sandbox = await startSkuIoSandbox()
  for (const row of fileCustomers(count)) sandbox.store.createCustomer({ ...row })
  prepare(sandbox)
  const page = await desk.start()
  const sync = new SyncPages(page)
  await sync.connect(sandbox.baseUrl, sandbox.token)
  await sync.inStep()
  return { sandbox, page, customers: new CustomersPage(page), sync }
}
