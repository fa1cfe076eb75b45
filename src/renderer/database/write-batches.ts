/**
 * Documents that go to the store in one call. Measured: with more, handing them to the worker and back keeps the page
 * busy for longer than a frame can bear (docs/decisions/0002). A changed document crosses four times, a new one twice.
 */
export const INSERT_BATCH = 200

/** Changed documents that go to the store in one call. */
export const CHANGE_BATCH = 100

/** The list cut into pieces of at most `size`, in order. */
export function inBatches<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = []
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size))
  return batches
}

/** Lets input, painting and waiting messages go first. */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      resolve()
    }
    channel.port2.postMessage(null)
  })
}
