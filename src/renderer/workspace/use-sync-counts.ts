import { useMemo } from 'react'
import { combineLatest, map, of } from 'rxjs'
import { useObservable } from './use-observable.ts'
import { useWorkspace } from './workspace-context.ts'

/** Customers and SKU mappings together, as they are now; 0 in a workspace without connection. */
export interface SyncCounts {
  /** What goes out by itself. */
  waiting: number
  /** What only a person can bring further, `conflicts` and commands among it. */
  needsYou: number
  /** What has two versions. */
  conflicts: number
  /** SKU mappings among `waiting`. */
  waitingMappings: number
}

const NONE: SyncCounts = { waiting: 0, needsYou: 0, conflicts: 0, waitingMappings: 0 }

/** How much waits, and how much needs a person. */
export function useSyncCounts(): SyncCounts {
  const { roster, skuMappings, sync, capabilities } = useWorkspace()
  const counts$ = useMemo(() => {
    if (sync === null) return of(NONE)
    // Where the remote has none they stay here for good.
    const sent = capabilities?.entities.includes('sku-mapping') === true
    const mappings$ = sent ? skuMappings.counts$ : of({ waiting: 0, conflicts: 0, refused: 0 })
    return combineLatest([roster.counts$, mappings$, sync.status$]).pipe(
      map(([customers, mappings, status]) => ({
        waiting: Math.max(customers.waiting + mappings.waiting, status.waiting),
        // What the engine counts beside them are commands.
        needsYou: Math.max(customers.needsYou + mappings.conflicts + mappings.refused, status.needsYou),
        conflicts: customers.conflicts + mappings.conflicts,
        waitingMappings: mappings.waiting,
      })),
    )
  }, [roster, skuMappings, sync, capabilities])
  return useObservable(counts$, NONE)
}
