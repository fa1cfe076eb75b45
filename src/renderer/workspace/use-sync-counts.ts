import { useMemo } from 'react'
import { combineLatest, map, of } from 'rxjs'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { useObservable } from './use-observable.ts'
import { useWorkspace } from './workspace-context.ts'

/** Customers, SKU mappings and commands together, as they are now; 0 in a workspace without connection. */
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
  const { roster, skuMappings, actions, sync, capabilities } = useWorkspace()
  const counts$ = useMemo(() => {
    if (sync === null) return of(NONE)
    // Where the remote has none they stay here for good.
    const sent = capabilities?.entities.includes('sku-mapping') === true
    const mappings$ = sent ? skuMappings.counts$ : of({ waiting: 0, conflicts: 0, refused: 0 })
    const commands$ = actions.observeAll().pipe(map(countCommands))
    return combineLatest([roster.counts$, mappings$, commands$]).pipe(
      map(([customers, mappings, commands]) => ({
        waiting: customers.waiting + mappings.waiting + commands.waiting,
        needsYou: customers.needsYou + mappings.conflicts + mappings.refused + commands.needsYou,
        conflicts: customers.conflicts + mappings.conflicts,
        waitingMappings: mappings.waiting,
      })),
    )
  }, [roster, skuMappings, actions, sync, capabilities])
  return useObservable(counts$, NONE)
}

function countCommands(commands: readonly QueuedAction[]): { waiting: number; needsYou: number } {
  const waiting = commands.filter(({ state }) => state === 'waiting').length
  const needsYou = commands.filter(({ state }) => state === 'refused' || state === 'unknown').length
  return { waiting, needsYou }
}
