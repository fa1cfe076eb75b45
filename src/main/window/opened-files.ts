import { isAbsolute, resolve } from 'node:path'
import type { App } from 'electron'

/** The lists (CSV, workbooks) among the arguments of a start (file association, "open with"), as absolute paths. */
export function listFilesIn(args: readonly string[], workingFolder: string): string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && /\.(csv|tsv|xlsx)$/i.test(argument))
    .map((argument) => (isAbsolute(argument) ? argument : resolve(workingFolder, argument)))
}

/** What a second start does to the window. */
interface FrontWindow {
  isMinimized: () => boolean
  restore: () => void
  focus: () => void
}

/** The arguments of a start without its files, for another start like it. */
function ownArguments(args: readonly string[]): string[] {
  return args.filter((argument) => listFilesIn([argument], '/').length === 0)
}

/**
 * Lists that the app was started with, or that were opened with it while it ran: they wait here until the window
 * has its workspace open and asks for them. Made before the app is ready, since macOS opens files that early.
 */
export class OpenedFiles {
  #waiting: string[]
  #window: FrontWindow | null = null
  #tell: () => void = () => undefined
  #isLeaving: () => boolean = () => false

  constructor(app: Pick<App, 'on' | 'relaunch'>, startArguments: readonly string[]) {
    this.#waiting = listFilesIn(startArguments, process.cwd())
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.#add([path])
    })
    app.on('second-instance', (_event, args, from) => {
      const files = listFilesIn(args, from)
      if (this.#isLeaving()) {
        // Started again while this one is just ending: what was asked for comes once the data are free.
        app.relaunch({ args: [...ownArguments(startArguments), ...files] })
        return
      }
      if (this.#window?.isMinimized() === true) this.#window.restore()
      this.#window?.focus()
      this.#add(files)
    })
  }

  /**
   * The window that a second start brings forward, how it is told that files wait, and whether it has begun to close: a
   * start after that is one of its own, which follows this one.
   */
  follow(window: FrontWindow, tell: () => void, isLeaving: () => boolean): void {
    this.#window = window
    this.#tell = tell
    this.#isLeaving = isLeaving
  }

  /** The paths that wait, once. */
  take(): string[] {
    return this.#waiting.splice(0)
  }

  #add(paths: readonly string[]): void {
    if (paths.length === 0) return
    this.#waiting.push(...paths)
    this.#tell()
  }
}
