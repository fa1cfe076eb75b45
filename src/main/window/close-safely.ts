import type { BrowserWindow } from 'electron'

/** How long a window may take to stop what it is sending before it is closed all the same, in ms. */
const PATIENCE_MS = 8000

/** What a window that was asked to close answers, and how far it is. */
export interface ClosingAnswers {
  /** What was being sent has finished or can be taken up later. */
  ready(): void
  /** A person is asked first: the window waits, and asks anew when it is closed again. */
  keepOpen(): void
  /** True from the wish to close on, unless it is kept open. */
  readonly isLeaving: () => boolean
}

/**
 * Holds the window open until it says that it may close. A window that does not answer is closed after PATIENCE_MS
 * (sync resumes safely).
 */
export function closeSafely(window: BrowserWindow, ask: () => void): ClosingAnswers {
  let patience: NodeJS.Timeout | null = null
  let isReady = false
  const stopWaiting = (): void => {
    if (patience !== null) clearTimeout(patience)
    patience = null
  }
  const ready = (): void => {
    stopWaiting()
    isReady = true
    if (!window.isDestroyed()) window.close()
  }
  window.on('close', (event) => {
    if (isReady || window.webContents.isCrashed()) return
    event.preventDefault()
    if (patience !== null) return
    patience = setTimeout(ready, PATIENCE_MS)
    ask()
  })
  const keepOpen = (): void => {
    stopWaiting()
    // The question must be seen.
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  const isLeaving = (): boolean => isReady || patience !== null || window.isDestroyed()
  return { ready, keepOpen, isLeaving }
}
