import { useMemo } from 'react'
import { of } from 'rxjs'
import { initialStatus, type SyncStatus } from '#renderer/replication/status.ts'
import { useObservable } from './use-observable.ts'
import { useWorkspace } from './workspace-context.ts'

const OFF = initialStatus()

/** What the engine of the open workspace does; `off` where it has no connection. */
export function useSyncStatus(): SyncStatus {
  const { sync } = useWorkspace()
  const status$ = useMemo(() => sync?.status$ ?? of(OFF), [sync])
  return useObservable(status$, OFF)
}
