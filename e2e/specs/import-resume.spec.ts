import { join } from 'node:path'
import type { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { randomPoints } from '../random-points.ts'
import { storedEmails } from '../stored-emails.ts'

/** `npm run test:import-crashes` asks for more; two points are enough to see at once what breaks. */
const CRASHES = Number(process.env['IMPORT_CRASHES'] ?? 2)
const ROWS = CRASHES > 2 ? 50_000 : 5_000
const SEED = Number(process.env['IMPORT_CRASHES_SEED'] ?? Date.now() % 1_000_000)
/** No point is so late that the import may be done before the kill arrives. */
const LATEST = 0.85

test(`kill -9 at ${String(CRASHES)} random points of an import: every row once`, async ({ desk }) => {
  test.setTimeout(120_000 + CRASHES * 60_000)
  process.stdout.write(`The points of the crashes are made of IMPORT_CRASHES_SEED=${String(SEED)}\n`)
  const csv = join(desk.userData, 'customers.csv')
  await writeCsv(csv, fileCustomers(ROWS))
  const shown = ROWS.toLocaleString('en')
  const files = new ImportPage(await desk.start())
  await files.check(csv, shown)
  await files.start(shown)

  for (const [at, point] of randomPoints(SEED, CRASHES).entries()) {
    const rows = Math.round(point * LATEST * ROWS)

    await test.step(`crash ${String(at + 1)} after ${String(rows)} rows`, async () => {
      await reached(desk, rows)
      await desk.kill()
      const page = await desk.start()
      await new SyncPages(page).open('Imports')
      await page.getByRole('button', { name: 'Continue' }).click()
    })
  }

  const { page } = desk
  await expect(page.getByRole('cell', { name: 'Done', exact: true })).toBeVisible({ timeout: 300_000 })
  await expect(page.getByRole('cell', { name: `${shown} new`, exact: true })).toBeVisible()
  await new CustomersPage(page).search('', ROWS)
  const emails = await storedEmails(page)
  expect(emails).toHaveLength(ROWS)
  expect(new Set(emails).size).toBe(ROWS)
})

/** Rows that are written at once. */
const BATCH = 400
/** About how long that takes, in ms. */
const BATCH_MS = 80

/** Waits until the import under way has done the whole batches before a row, then for a part of the one with that row. */
async function reached({ page }: DeskApp, row: number): Promise<void> {
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
