import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
let minute = Date.now()

/** The time, renewed every half minute for everything on screen at once. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => minute)
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    minute = Date.now()
    timer = setInterval(() => {
      minute = Date.now()
      for (const each of listeners) each()
    }, 30_000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer !== null) clearInterval(timer)
  }
}
