/** Lets waiting messages and storage requests go first; quicker than a timer, which browsers hold back. */
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

/** Runs steps to the end, never longer than `sliceMs` at a time. `isOver` is asked between slices and may stop it. */
export async function runInSlices(
  steps: Generator<undefined, void, undefined>,
  sliceMs: number,
  isOver: () => boolean,
): Promise<void> {
  for (;;) {
    const until = performance.now() + sliceMs
    do {
      if (steps.next().done === true) return
    } while (performance.now() < until)
    await letOthersRun()
    if (isOver()) return
  }
}
