import type { DeskApp } from '../e2e/desk-app.ts'
import { spawnToEmptyWindow } from '../e2e/empty-window.ts'

const RUNS = 3

/** The best of a few starts of the same Electron with one empty window, in ms. */
export async function bestOfEmptyWindow(folder: string): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) times.push(await spawnToEmptyWindow(folder))
  return Math.min(...times)
}

/** The best of a few starts of the app until rows of customers are on screen, in ms. */
export async function spawnToFirstCustomers(desk: DeskApp): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    const page = await desk.start()
    await page.getByRole('grid', { name: 'Customers' }).getByRole('row').nth(5).waitFor()
    times.push(performance.now() - started)
    await desk.quit()
  }
  return Math.min(...times)
}
