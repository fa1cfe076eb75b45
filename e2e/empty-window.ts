import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronExecutable, rootArguments } from './desk-app.ts'

let runs = 0

/** One start of the same Electron with one empty window, in ms: what no app can be quicker than. */
export async function spawnToEmptyWindow(folder: string): Promise<number> {
  const app = join(folder, 'empty-app')
  await mkdir(app, { recursive: true })
  await writeFile(join(app, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.cjs"}')
  await writeFile(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<h1>empty</h1>'))`,
  )
  runs += 1
  const started = performance.now()
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...rootArguments(), `--user-data-dir=${join(folder, `empty-${String(runs)}`)}`, app],
  })
  const page = await electron.firstWindow()
  await page.getByRole('heading', { name: 'empty' }).waitFor()
  const ms = performance.now() - started
  await electron.close()
  return ms
}
