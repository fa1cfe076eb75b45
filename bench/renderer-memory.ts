import type { DeskApp } from '../e2e/desk-app.ts'
import type { Measurement } from './measurement.ts'

/** What the window's process holds in memory (its working set, shared pages included), once it is at rest. */
export async function rendererMemory(desk: DeskApp, what: string): Promise<Measurement> {
  await desk.page.waitForTimeout(SETTLE_MS)
  const kilobytes = await desk.electron.evaluate(({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const pid = window?.webContents.getOSProcessId()
    return app.getAppMetrics().find((process) => process.pid === pid)?.memory.workingSetSize ?? 0
  })
  return {
    what: `memory of the renderer, ${what}`,
    figure: kilobytes / 1024,
    unit: 'MB',
    limit: null,
    limitIs: '',
    budget: '250 MB',
  }
}

/** Long enough for what goes on after a start (orders sorted ahead of time) to end. */
const SETTLE_MS = 5000
