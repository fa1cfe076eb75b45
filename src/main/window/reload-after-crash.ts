import { dialog, type BrowserWindow } from 'electron'
import type { AppLog } from '#main/log/app-log.ts'
import { pageCrashedText } from './menu-text.ts'

/** Two crashes within this time, in ms, are a fault that loading the page again does not mend. */
const SOON_MS = 60_000

/**
 * Loads the page again after its process has ended (out of memory, a fault of Chromium): what was saved is on the disk.
 * The second time within SOON_MS a person decides, so that the window does not flicker for ever.
 */
export function reloadAfterCrash(window: BrowserWindow, log: AppLog): void {
  let lastAt = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error('page gone', { reason, exitCode })
    const again = Date.now() - lastAt < SOON_MS
    lastAt = Date.now()
    // Chromium is still taking the old process down: a page loaded now would go with it.
    setImmediate(() => {
      if (window.isDestroyed()) return
      const { title, body, reload, close } = pageCrashedText
      if (!again || dialog.showMessageBoxSync(window, question(title, body, [reload, close])) === 0) {
        window.webContents.reload()
      } else {
        window.close()
      }
    })
  })
}

function question(message: string, detail: string, buttons: string[]): Electron.MessageBoxSyncOptions {
  return { type: 'error', message, detail, buttons, defaultId: 0, cancelId: 1, noLink: true }
}
