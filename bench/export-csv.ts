import { stat } from 'node:fs/promises'
import type { DeskApp } from '../e2e/desk-app.ts'
import { watchLongestBlock } from './longest-block.ts'
import type { Measurement } from './measurement.ts'

/** The whole list into a CSV file, from the choice to the last byte; `rawReadMs` is what reading all documents costs. */
export async function exportCsv(
  desk: DeskApp,
  count: number,
  path: string,
  rawReadMs: number,
): Promise<Measurement[]> {
  const { page } = desk
  // The only part of the app that is replaced: the system's own dialog cannot be worked.
  await desk.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page.getByRole('button', { name: 'Export' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Export customers' })
  await dialog.getByRole('radio', { name: 'Other programs' }).check()
  const longest = await watchLongestBlock(page)
  const started = performance.now()
  await dialog.getByRole('button', { name: 'Save as…' }).click()
  await page.getByText(`${count.toLocaleString('en')} rows are in`).waitFor({ timeout: 600_000 })
  const ms = performance.now() - started
  const { size } = await stat(path)
  return [
    {
      what: `CSV export of ${count.toLocaleString('en')} (${(size / 1e6).toFixed(0)} MB)`,
      figure: count / (ms / 1000),
      unit: 'rows/s',
      limit: count / (rawReadMs / 1000),
      limitIs: 'one IndexedDB getAll of the same documents',
      budget: '1.5 x raw',
    },
    {
      what: 'longest block of the page while exporting',
      figure: await longest(),
      unit: 'ms',
      limit: null,
      limitIs: '',
      budget: '50 ms',
    },
  ]
}
