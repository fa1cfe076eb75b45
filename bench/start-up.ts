import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronExecutable, rootArguments, type DeskApp } from '../e2e/desk-app.ts'

const RUNS = 3

/** The best of a few starts of the same Electron with one empty window, in ms: what no app can be quicker than. */
export async function spawnToEmptyWindow(folder: string): Promise<number> {
  const app = join(folder, 'empty-app')
  await mkdir(app, { recursive: true })
  await writeFile(join(app, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.cjs"}')
  await writeFile(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<h1>empty</h1>'))`,
  )
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    const electron = await _electron.launch({
      executablePath: electronExecutable(),
      args: [...rootArguments(), `--user-data-dir=${join(folder, `empty-${String(run)}`)}`, app],
    })
    const page = await electron.firstWindow()
    await page.getByRole('heading', { name: 'empty' }).waitFor()
    times.push(performance.now() - started)
    await electron.close()
  }
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
