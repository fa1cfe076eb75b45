import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DeskApp } from '../desk-app.ts'
import { expect } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { storedEmails } from '../stored-emails.ts'
import type { CrashPoint } from './crash-point.ts'

/** So many that a backup takes a while. */
const ROWS = 6_000
/** Of a backup's size; after it comes the reading back. */
const LATEST = 0.9

/** Killed again and again, a backup is whole or not there, and no customer is lost. */
export const backingUp: CrashPoint = {
  name: 'a backup',
  ofTen: 2,
  async run(desk, crashes) {
    const csv = join(desk.userData, 'customers.csv')
    await writeCsv(csv, fileCustomers(ROWS))
    const files = new ImportPage(await desk.start())
    await files.check(csv, ROWS.toLocaleString('en'))
    await files.start(ROWS.toLocaleString('en'))
    await files.finished('customers.csv')
    await new BackupsPage(desk.page).backUpNow()
    const [first = ''] = await backupsOf(desk)
    const { size } = await stat(first)

    for (const point of crashes.points) {
      const before = new Set(await namesIn(desk))
      await new BackupsPage(desk.page).open()
      await desk.page.getByRole('button', { name: 'Back up now' }).click()
      await expect
        .poll(() => sizeOfNew(desk, before), { timeout: 60_000, intervals: [2] })
        .toBeGreaterThanOrEqual(Math.max(1, Math.floor(point * LATEST * size)))
      await crashes.strike()
      for (const path of await backupsOf(desk)) expect(await isWhole(path), path).toBe(true)
    }
    expect(await storedEmails(desk.page)).toHaveLength(ROWS)
    await new BackupsPage(desk.page).backUpNow()
    // What the crashes have left is gone.
    expect((await namesIn(desk)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  },
}

async function folderOf(desk: DeskApp): Promise<string> {
  const root = join(desk.userData, 'backups')
  const [workspace = ''] = await readdir(root)
  return join(root, workspace)
}

async function namesIn(desk: DeskApp): Promise<string[]> {
  return readdir(await folderOf(desk))
}

async function backupsOf(desk: DeskApp): Promise<string[]> {
  const folder = await folderOf(desk)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.deskbackup'))
  return names.map((name) => join(folder, name))
}

/** Bytes of the file that was not there before; 0 while there is none. */
async function sizeOfNew(desk: DeskApp, before: ReadonlySet<string>): Promise<number> {
  const folder = await folderOf(desk)
  const name = (await readdir(folder)).find((each) => !before.has(each))
  // It may get its name in this moment.
  const found = name === undefined ? null : await stat(join(folder, name)).catch(() => null)
  return found?.size ?? 0
}

/** True where the last line is there, and says that all customers are in it. */
async function isWhole(path: string): Promise<boolean> {
  const lines = gunzipSync(await readFile(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  const footer = JSON.parse(lines.at(-1) ?? '{}') as { end?: boolean; counts?: { customers?: number } }
  return footer.end === true && footer.counts?.customers === ROWS
}
