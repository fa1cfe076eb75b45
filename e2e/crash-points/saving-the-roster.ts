import { join } from 'node:path'
import type { DeskApp } from '../desk-app.ts'
import { expect } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { storedEmails } from '../stored-emails.ts'
import type { CrashPoint } from './crash-point.ts'

/** So many that a save takes a while. */
const ROWS = 10_000

/** Killed while it closes, and so while it saves its roster, the app lists every customer at the next start. */
export const savingTheRoster: CrashPoint = {
  name: 'saving the roster',
  ofTen: 2,
  async run(desk, crashes) {
    const csv = join(desk.userData, 'customers.csv')
    await writeCsv(csv, fileCustomers(ROWS))
    const files = new ImportPage(await desk.start())
    await files.check(csv, ROWS.toLocaleString('en'))
    await files.start(ROWS.toLocaleString('en'))
    await files.finished('customers.csv')

    await new CustomersPage(desk.page).add('Nina Sturdy', 'nina@sturdy.example')
    const closingMs = await closed(desk)
    await desk.start()
    let added = 1
    for (const point of crashes.points) {
      const before = crashes.struck
      for (let afterMs = point * closingMs; crashes.struck === before; afterMs /= 2) {
        await new CustomersPage(desk.page).add(
          `Omar Quick ${String(added)}`,
          `omar.${String(added)}@quick.example`,
        )
        await beginToClose(desk)
        await new Promise((done) => setTimeout(done, afterMs))
        const customers = new CustomersPage(await crashes.strike())
        await customers.search('Omar Quick', added)
        added += 1
        await customers.search('', ROWS + added)
      }
    }
    const emails = await storedEmails(desk.page)
    expect(emails).toHaveLength(ROWS + added)
    expect(new Set(emails).size).toBe(emails.length)
  },
}

function beginToClose(desk: DeskApp): Promise<void> {
  return desk.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
}

/** Closes the app as a person would; how long that takes, in ms. */
async function closed(desk: DeskApp): Promise<number> {
  const begun = performance.now()
  await beginToClose(desk)
  await desk.ended()
  return performance.now() - begun
}
