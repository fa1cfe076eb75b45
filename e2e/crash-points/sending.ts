import { join } from 'node:path'
import { expect } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'
import type { CrashPoint } from './crash-point.ts'
import { requestsReached } from './requests-reached.ts'

/** Customers that are there, and rows that are sent there for each crash. */
const THERE = 20
const SENT_EACH = 20
/** No point is so late that everything may be done before the kill arrives. */
const LATEST = 0.8

/** Killed again and again, the app sends each customer that an import added once. */
export const sending: CrashPoint = {
  name: 'sending',
  ofTen: 2,
  async run(desk, crashes) {
    const count = SENT_EACH * Math.max(5, crashes.points.length)
    const sandbox = await startSkuIoSandbox({ customers: THERE })
    await desk.start()
    await new SyncPages(desk.page).connect(sandbox.baseUrl, sandbox.token)
    await new SyncPages(desk.page).inStep()
    const csv = join(desk.userData, 'customers.csv')
    await writeCsv(csv, fileCustomers(count))
    const files = new ImportPage(desk.page)
    await new SyncPages(desk.page).open('Imports')
    await files.check(csv, count.toLocaleString('en'))
    await files.startConnected(count.toLocaleString('en'), false)
    for (const point of crashes.points) {
      const posts = { method: 'POST', path: '/api/customers' }
      await requestsReached(sandbox, posts, Math.round(point * LATEST * count))
      const page = await crashes.strike()
      const goOn = page.getByRole('button', { name: 'Continue' })
      await new SyncPages(page).signInAgain(sandbox.token)
      await new SyncPages(page).open('Imports')
      if (await goOn.isVisible()) await goOn.click()
    }
    const made = (): string[] =>
      [...sandbox.store.customers.values()].map(({ email }) => email ?? '').filter(isFromFile)
    await expect.poll(() => made().length, { timeout: 300_000 }).toBe(count)
    await new SyncPages(desk.page).inStep()
    expect(new Set(made()).size).toBe(count)
    const here = await storedEmails(desk.page)
    expect(here).toHaveLength(THERE + count)
    expect(new Set(here.filter(isFromFile)).size).toBe(count)
    await sandbox.close()
  },
}

function isFromFile(email: string): boolean {
  return email.endsWith('@springs.example')
}
