import { useMemo, useSyncExternalStore } from 'react'
import type { Observable } from 'rxjs'

type Snapshot<T> = { value: T } | { error: Error } | null

/**
 * The last value of an observable, `initial` until it emits. The observable must keep its identity between renders
 * (useMemo), otherwise it is subscribed anew each time. An error of the observable is thrown into the error boundary.
 */
export function useObservable<T>(source: Observable<T>, initial: T): T {
  const store = useMemo(() => storeOf(source), [source])
  const snapshot = useSyncExternalStore(store.subscribe, store.read)
  if (snapshot === null) return initial
  if ('error' in snapshot) throw snapshot.error
  return snapshot.value
}

function storeOf<T>(source: Observable<T>): {
  subscribe: (changed: () => void) => () => void
  read: () => Snapshot<T>
} {
  let snapshot: Snapshot<T> = null
  return {
    subscribe: (changed) => {
      const subscription = source.subscribe({
        next: (value) => {
          snapshot = { value }
          changed()
        },
        error: (error: unknown) => {
          snapshot = { error: error instanceof Error ? error : new Error(String(error)) }
          changed()
        },
      })
      return () => {
        subscription.unsubscribe()
      }
    },
    read: () => snapshot,
  }
}
