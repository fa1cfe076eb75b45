import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { JsonFile } from '#main/files/json-file.ts'

const schema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximised: z.boolean(),
})
type WindowState = z.infer<typeof schema>

/** Where the window was, remembered between starts in `window.json` of the data folder. */
export class WindowStateStore {
  readonly #file: JsonFile<WindowState>
  readonly #state: WindowState | null

  private constructor(file: JsonFile<WindowState>, state: WindowState | null) {
    this.#file = file
    this.#state = state
  }

  /** Reads the last place; none where it was never kept or cannot be read. */
  static async open(path: string): Promise<WindowStateStore> {
    const file = new JsonFile(path, schema)
    const read = await file.read()
    return new WindowStateStore(file, read.state === 'read' ? read.value : null)
  }

  /** The last place where it is still on a screen, else a default size. */
  bounds(): Partial<Rectangle> & { width: number; height: number } {
    const state = this.#state
    if (state === null) return { width: 1280, height: 800 }
    const onScreen = screen
      .getAllDisplays()
      .some(
        ({ workArea }) =>
          state.x < workArea.x + workArea.width &&
          state.x + state.width > workArea.x &&
          state.y < workArea.y + workArea.height &&
          state.y + 40 > workArea.y,
      )
    return onScreen ? state : { width: state.width, height: state.height }
  }

  /** Keeps the window's place from now on; a disk that does not take it is told to `onFailed`. */
  follow(window: BrowserWindow, onFailed: (error: unknown) => void): void {
    if (this.#state?.maximised === true) window.maximize()
    let timer: NodeJS.Timeout | undefined
    const place = (): WindowState | null =>
      window.isDestroyed() || window.isMinimized()
        ? null
        : { ...window.getNormalBounds(), maximised: window.isMaximized() }
    const saveSoon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const now = place()
        if (now !== null) this.#file.write(now).catch(onFailed)
      }, 500)
    }
    window.on('resize', saveSoon)
    window.on('move', saveSoon)
    window.on('close', () => {
      clearTimeout(timer)
      const last = place()
      if (last === null) return
      try {
        // The app does not wait for what is still to be written.
        this.#file.writeNow(last)
      } catch (error) {
        onFailed(error)
      }
    })
  }
}
