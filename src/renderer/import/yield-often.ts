import { letOthersRun } from '#renderer/database/write-batches.ts'

/** Longest stretch of work between two chances for input and painting, in ms. */
const SLICE_MS = 12

/**
 * Cuts long work into slices: call it often; now and then it answers a promise to be awaited. The page then never waits
 * longer than a frame for this work.
 */
export function createYield(now: () => number = () => performance.now()): () => Promise<void> | undefined {
  let since = now()
  return () => {
    if (now() - since < SLICE_MS) return undefined
    return letOthersRun().then(() => {
      since = now()
    })
  }
}
