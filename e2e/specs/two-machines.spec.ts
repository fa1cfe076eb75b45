import type { Page } from '@playwright/test'
import { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { fileCustomers } from '../many-customers.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../sandbox/sku-io/server.ts'

// Undo has its own tests: here nobody needs to wait longer for what is sent after it.
const UNDO_SECONDS = 5
test.use({ undoSeconds: UNDO_SECONDS })

const BOTH = 'Alice Springs 00000'
const EACH = 'Alice Springs 00001'

/** One person at one computer. */
interface Machine {
  page: Page
  customers: CustomersPage
  sync: SyncPages
}

async function join(desk: DeskApp, sandbox: SkuIoSandbox): Promise<Machine> {
  const page = await desk.start()
  const sync = new SyncPages(page)
  await sync.connect(sandbox.baseUrl, sandbox.token)
  await sync.inStep()
  return { page, customers: new CustomersPage(page), sync }
}

async function edit({ customers }: Machine, name: string, field: string, value: string): Promise<void> {
  await customers.open(name)
  await customers.change(field, value)
}

async function valueOf({ page, customers }: Machine, name: string, field: string): Promise<string> {
  await customers.open(name)
  return page.getByRole('textbox', { name: field, exact: true }).inputValue()
}

/** Who is back first, and what the one who comes second makes of the conflict. */
const CASES = [
  {
    title: 'the first one is back first and the second keeps his own',
    order: (one: Machine, other: Machine) => ({ early: one, late: other }),
    choice: 'Keep mine for Company: Late Ltd',
    company: 'Late Ltd',
  },
  {
    title: 'the second one is back first and the first takes what is there',
    order: (one: Machine, other: Machine) => ({ early: other, late: one }),
    choice: 'Use theirs for Company: Early Ltd',
    company: 'Early Ltd',
  },
]

for (const { title, order, choice, company } of CASES) {
  test(`two people edit the same customers offline: ${title}`, async ({ desk }) => {
    const sandbox = await startSkuIoSandbox()
    for (const row of fileCustomers(3)) sandbox.store.createCustomer({ ...row })
    const otherDesk = await DeskApp.fresh(UNDO_SECONDS)
    const one = await join(desk, sandbox)
    const other = await join(otherDesk, sandbox)
    const { early, late } = order(one, other)

    await sandbox.down()
    await edit(early, BOTH, 'Company', 'Early Ltd')
    await edit(early, EACH, 'Phone', '111')
    await edit(late, BOTH, 'Company', 'Late Ltd')
    await edit(late, EACH, 'Fax', '222')
    await late.sync.open('Sync')
    await late.page.getByRole('button', { name: 'Pause' }).click()
    await sandbox.up()
    await early.sync.syncNow()
    await early.sync.inStep()
    expect(sandbox.store.get(1).company).toBe('Early Ltd')

    await late.page.getByRole('button', { name: 'Resume' }).click()
    await expect(late.page.getByText(/1 record differs here and at SKU\.io/)).toBeVisible()
    // What only one of them touched has merged by itself.
    await expect.poll(() => sandbox.store.get(2).fax).toBe('222')
    expect(sandbox.store.get(2).phone).toBe('111')
    // Nothing of the conflict went out before somebody has decided.
    expect(sandbox.store.get(1).company).toBe('Early Ltd')

    await late.customers.open(BOTH)
    await new ConflictsPage(late.page).decideShown(choice)
    await late.sync.open('Sync')
    await late.sync.inStep()
    await expect.poll(() => sandbox.store.get(1).company).toBe(company)

    await early.sync.syncNow()
    await early.sync.inStep()
    for (const machine of [early, late]) {
      expect(await valueOf(machine, BOTH, 'Company')).toBe(company)
      expect(await valueOf(machine, EACH, 'Phone')).toBe('111')
      expect(await valueOf(machine, EACH, 'Fax')).toBe('222')
    }
    expect(sandbox.store.customers.size).toBe(3)
    await otherDesk.dispose()
    await sandbox.close()
  })
}
