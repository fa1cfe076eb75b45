import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { storedEmails } from '../stored-emails.ts'
import type { CrashPoint } from './crash-point.ts'

/** Rows for each crash, so that none comes when all is done. */
const ROWS_EACH = 2_000
/** No point is so late that the import may be done before the kill arrives. */
const LATEST = 0.85
/** Rows that are written at once, and about how long that takes in ms. */
const BATCH = 400
const BATCH_MS = 80

/** Killed again and again, an import brings every row once. */
export const importing: CrashPoint = {
  name: 'an import',
  ofTen: 2,
  async run(desk, crashes) {
    const rows = ROWS_EACH * crashes.points.length
    const csv = join(desk.userData, 'customers.csv')
    await writeCsv(csv, fileCustomers(rows))
    const shown = rows.toLocaleString('en')
    const files = new ImportPage(await desk.start())
    await files.check(csv, shown)
    await files.start(shown)
    for (const [at, point] of crashes.points.entries()) {
      await reached(desk.page, Math.max(BATCH * (at + 1), Math.round(point * LATEST * rows)))
      const page = await crashes.strike()
      await new SyncPages(page).open('Imports')
      await page.getByRole('button', { name: 'Continue' }).click()
    }
    const { page } = desk
    await expect(page.getByRole('cell', { name: 'Done', exact: true })).toBeVisible({ timeout: 300_000 })
    await expect(page.getByRole('cell', { name: `${shown} new`, exact: true })).toBeVisible()
    await new CustomersPage(page).search('', rows)
    const emails = await storedEmails(page)
    expect(emails).toHaveLength(rows)
    expect(new Set(emails).size).toBe(rows)
  },
}

/** Waits until the import under way has done the whole batches before a row, then for a part of the one with that row. */
async function reached(page: Page, row: number): Promise<void> {
  const part = (row % BATCH) / BATCH
  await page.getByTestId('import-progress').waitFor()
  await page.waitForFunction(
    ({ least, ms }) => {
      const text = document.querySelector('[data-testid=import-progress]')?.textContent ?? ''
      const done = Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', '') ?? 0)
      return done >= least && new Promise((struck) => setTimeout(struck, ms, true))
    },
    { least: row - (row % BATCH), ms: part * BATCH_MS },
    { timeout: 120_000 },
  )
}
