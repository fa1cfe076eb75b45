import type { BrowserWindow } from 'electron'

/** How long a window may take to stop what it is sending before it is closed all the same, in ms. */
const PATIENCE_MS = 8000

/**
 * Holds the window open until it says that what is being sent has finished or can be taken up later.
 * The returned function is that word; a window that does not answer is closed after PATIENCE_MS (sync resumes safely).
 */
export function closeSafely(window: BrowserWindow, ask: () => void): () => void {
  let closing: NodeJS.Timeout | null = null
  let ready = false
  const close = (): void => {
    if (closing !== null) clearTimeout(closing)
    ready = true
    if (!window.isDestroyed()) window.close()
  }
  window.on('close', (event) => {
    if (ready || window.webContents.isCrashed()) return
    event.preventDefault()
    if (closing !== null) return
    closing = setTimeout(close, PATIENCE_MS)
    ask()
  })
  return close
}
