import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'

/** Reads a JSON file, or returns undefined when there is none. Throws when it holds no JSON. */
export function readJsonFile(path: string): unknown {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined
}

/** Saves a state to a file a moment after it changed. */
export interface WholeFile {
  /** Says that the state has changed. */
  changed: () => void
  /** Waits until everything that changed is on disk. Rejects with the first write that failed. */
  settled: () => Promise<void>
}

const SAVE_DELAY = 200

/** Writes the file whole each time (a temporary file, then a rename), so that a crash leaves the old or the new one. */
export function wholeFile(path: string, state: () => unknown): WholeFile {
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> = Promise.resolve()
  const save = (): void => {
    timer = undefined
    saving = saving.then(async () => {
      const temporary = `${path}.${process.pid}.tmp`
      await writeFile(temporary, JSON.stringify(state()))
      await rename(temporary, path)
    })
    // The rejection stays in `saving` for `settled`; this only keeps Node from ending the process before that.
    saving.catch(() => undefined)
  }
  return {
    changed: () => {
      timer ??= setTimeout(save, SAVE_DELAY)
    },
    settled: () => {
      if (timer) {
        clearTimeout(timer)
        save()
      }
      return saving
    },
  }
}
