import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeskApp } from '../e2e/desk-app.ts'
import { csvImport, undoneImport } from './csv-import.ts'
import { csvStaging, measureStaging, STAGING_PROCESS } from './csv-staging.ts'
import { dailyBackup } from './daily-backup.ts'
import { exportCsv } from './export-csv.ts'
import { firstSync } from './first-sync.ts'
import { keyPressToPaint } from './key-press-to-paint.ts'
import { formatTable, type Measurement } from './measurement.ts'
import { rawDexieLimit } from './raw-dexie.ts'
import { rendererMemory } from './renderer-memory.ts'
import { saveRecord } from './save-record.ts'
import { scrolling } from './scrolling.ts'
import { bestOfEmptyWindow, spawnToFirstCustomers } from './start-up.ts'

/** The sandbox lists 50 at a time, so that more would take longer than they tell. */
const FIRST_SYNC = 10_000

/** Rows of the import that is taken back. */
const UNDONE = 10_000

/** Measures the built app with this many customers and a CSV of this many megabytes, and adds to `rows` as it goes. */
async function run(count: number, megabytes: number, rows: Measurement[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-bench-'))
  const desk = await DeskApp.fresh()
  try {
    const page = await desk.start()
    let readMs = 0
    const imported = await csvImport(desk, count, folder, async () => {
      const raw = await rawDexieLimit(page)
      readMs = raw.readMs
      return raw
    })
    rows.push(...imported)
    await dailyBackup(desk.userData)
    rows.push(...(await keyPressToPaint(page, count)))
    rows.push(...(await scrolling(page)))
    rows.push(...(await saveRecord(page)))
    rows.push(...(await exportCsv(desk, count, join(folder, 'export.csv'), readMs)))
    await desk.quit()

    const empty = await bestOfEmptyWindow(folder)
    rows.push({
      what: 'spawn to first customers on screen',
      figure: await spawnToFirstCustomers(desk),
      unit: 'ms',
      limit: empty,
      limitIs: 'the same Electron opening an empty window',
      budget: '1.3 x + 300 ms',
    })
    await desk.start()
    rows.push(await rendererMemory(desk, `${count.toLocaleString('en')} customers, started`))
    rows.push(...(await undoneImport(desk, count, Math.min(count, UNDONE), folder)))
    await desk.quit()
    rows.push(...(await firstSync(Math.min(count, FIRST_SYNC))))
    rows.push(...(await csvStaging(folder, megabytes)))
  } finally {
    await desk.dispose()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Only the staging of a CSV, without the app. */
async function runStaging(megabytes: number, rows: Measurement[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-bench-'))
  try {
    rows.push(...(await csvStaging(folder, megabytes)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// `npm run bench -- 10000 50` for a quick look at everything, `npm run bench -- csv-staging 1000` for a file of 1 GB.
const [first = '100000', second = '100'] = process.argv.slice(2)
if (first === STAGING_PROCESS) await measureStaging(second)
else {
  const rows: Measurement[] = []
  try {
    await (first === 'csv-staging'
      ? runStaging(Number(second), rows)
      : run(Number(first), Number(second), rows))
  } finally {
    // What was measured before something failed is worth knowing too.
    process.stdout.write(`${formatTable(rows)}\n`)
  }
}
