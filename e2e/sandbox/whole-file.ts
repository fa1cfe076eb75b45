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

/** A store of which all can be written down and put back. */
interface KeptStore<S> {
  snapshot: () => S
  restore: (saved: S) => void
  onChange: (listener: () => void) => void
}

/**
 * Fills a store from a file where there is one, else by `fill`, and keeps it there from then on; without a path it is
 * filled and kept nowhere. Throws when the file holds no JSON.
 */
export function keepInFile<S>(
  path: string | undefined,
  store: KeptStore<S>,
  fill: () => void,
): WholeFile | null {
  if (path === undefined) {
    fill()
    return null
  }
  const file = wholeFile(path, () => store.snapshot())
  const saved = readJsonFile(path)
  // The file is the sandbox's own; whatever else it holds fails loudly here or at the first request.
  if (saved !== undefined) store.restore(saved as S)
  else {
    fill()
    file.changed()
  }
  store.onChange(file.changed)
  return file
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
