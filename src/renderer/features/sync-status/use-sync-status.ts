import { useMemo } from 'react'
import { combineLatest, map, of, type Observable } from 'rxjs'
import { initialStatus, type SyncStatus } from '#renderer/replication/status.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** The engine's status with the counts of the roster, which are up to date at every keystroke. */
export interface ShownSyncStatus {
  status: SyncStatus
  waiting: number
  needsYou: number
}

const OFF: ShownSyncStatus = { status: initialStatus(), waiting: 0, needsYou: 0 }

/** How sync of the open workspace stands; `off` where it has no connection. */
export function useSyncStatus(): ShownSyncStatus {
  const { roster, sync } = useWorkspace()
  const source = useMemo<Observable<ShownSyncStatus>>(() => {
    if (sync === null) return of(OFF)
    return combineLatest([sync.status$, roster.counts$]).pipe(
      map(([status, counts]) => ({
        status,
        waiting: Math.max(status.waiting, counts.waiting),
        needsYou: Math.max(status.needsYou, counts.needsYou),
      })),
    )
  }, [roster, sync])
  return useObservable(source, OFF)
}
