import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import type { WindowStateStore } from './window-state.ts'

/**
 * Makes the one window of the app, where it was last: sandboxed, isolated, without Node. The caller loads the page; the
 * window is shown when its first picture is ready. `devTools` allows the developer tools; `onPlaceNotKept` is told where the
 * disk does not take the window's place.
 */
export function createMainWindow(
  state: WindowStateStore,
  devTools: boolean,
  onPlaceNotKept: (error: unknown) => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds(),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Customer Desk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    autoHideMenuBar: false,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // The window's code is kept compiled from the first start on, instead of from the third.
      v8CacheOptions: 'bypassHeatCheck',
      // Sync and imports go on while the window is behind others.
      backgroundThrottling: false,
      devTools,
    },
  })
  state.follow(window, onPlaceNotKept)
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}
