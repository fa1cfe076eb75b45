import type { OutputPath, UnfinishedFiles } from './unfinished-files.ts'

/** Names for a file at `path`, for tests that write one. */
export function outputAt(path: string): OutputPath {
  return { path, temporary: `${path}.tmp` }
}

/** Gives these names and notes nothing. */
export const notNoting: Pick<UnfinishedFiles, 'outputFor' | 'done'> = {
  outputFor: (path) => Promise.resolve(outputAt(path)),
  done: () => Promise.resolve(),
}
