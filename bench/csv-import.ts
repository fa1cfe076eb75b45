import { join } from 'node:path'
import type { DeskApp } from '../e2e/desk-app.ts'
import { ImportPage } from '../e2e/pages/import-page.ts'
import { writeCustomersCsv } from './customers-csv.ts'
import { watchLongestBlock } from './longest-block.ts'
import type { Measurement } from './measurement.ts'
import type { RawResult } from './raw-dexie.ts'

/** A CSV of customers through all steps into an empty workspace; `raw` is asked once they are stored. */
export async function csvImport(
  { page }: DeskApp,
  count: number,
  folder: string,
  raw: () => Promise<RawResult>,
): Promise<Measurement[]> {
  const csv = join(folder, 'customers.csv')
  await writeCustomersCsv(csv, count)
  const shown = count.toLocaleString('en')
  const files = new ImportPage(page)
  await files.open(csv)
  const blockOfPreview = await watchLongestBlock(page)
  const asked = performance.now()
  await files.look()
  await files.counts('New', shown)
  const previewMs = performance.now() - asked
  const previewBlock = await blockOfPreview()

  const blockOfImport = await watchLongestBlock(page)
  const started = performance.now()
  await files.start(shown)
  await files.finished('customers.csv', 600_000)
  const importMs = performance.now() - started
  const importBlock = await blockOfImport()
  const { rows, ms } = await raw()
  return [
    rate(`CSV import of ${shown}, confirmed to done`, count, importMs, {
      limit: rows / (ms / 1000),
      limitIs: 'raw Dexie bulkAdd of the same documents and indexes',
      budget: '2 x raw',
    }),
    block('importing', importBlock),
    rate(`preview of ${shown} rows, asked to whole`, count, previewMs),
    block('checking a file', previewBlock),
  ]
}

/** A further import beside those who are there, and taking it back: first what that would do, then doing it. */
export async function undoneImport(
  { page }: DeskApp,
  first: number,
  count: number,
  folder: string,
): Promise<Measurement[]> {
  const csv = join(folder, 'more.csv')
  await writeCustomersCsv(csv, count, first)
  const shown = count.toLocaleString('en')
  const files = new ImportPage(page)
  await files.check(csv, shown)
  await files.start(shown)
  await files.finished('more.csv', 600_000)
  const longest = await watchLongestBlock(page)
  const asked = performance.now()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  const go = page.getByRole('button', { name: 'Undo the import' })
  await page.getByText(`${shown} customers that it added are removed.`).waitFor({ timeout: 600_000 })
  const lookMs = performance.now() - asked
  const started = performance.now()
  await go.click()
  await page.getByText('The import of more.csv was undone').waitFor({ timeout: 600_000 })
  const undoMs = performance.now() - started
  return [
    rate(`undo of an import of ${shown}: what it would do`, count, lookMs),
    rate(`undo of an import of ${shown}: doing it`, count, undoMs),
    block('undoing', await longest()),
  ]
}

type Against = Pick<Measurement, 'limit' | 'limitIs' | 'budget'>

function rate(what: string, rows: number, ms: number, against?: Against): Measurement {
  const figure = rows / (ms / 1000)
  return { what, figure, unit: 'rows/s', limit: null, limitIs: '', budget: '', ...against }
}

function block(while_: string, figure: number): Measurement {
  const what = `longest block of the page while ${while_}`
  return { what, figure, unit: 'ms', limit: null, limitIs: '', budget: '50 ms' }
}
