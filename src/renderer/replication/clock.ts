/** Time and timers, handed in so that tests decide when it is later. */
export interface Clock {
  /** ms since the epoch. */
  now(): number
  /** Runs `callback` after `ms`; the returned function takes it back. */
  setTimer(ms: number, callback: () => void): () => void
}

/** The computer's own clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
