import { useMemo } from 'react'
import { combineLatest, map, of } from 'rxjs'
import { useObservable } from './use-observable.ts'
import { useWorkspace } from './workspace-context.ts'

/** How many customers and SKU mappings have two versions. */
export function useConflictCount(): number {
  const { roster, skuMappings, sync } = useWorkspace()
  const count$ = useMemo(() => {
    if (sync === null) return of(0)
    return combineLatest([roster.counts$, skuMappings.observeConflicts()]).pipe(
      map(([counts, mappings]) => counts.conflicts + mappings.length),
    )
  }, [roster, skuMappings, sync])
  return useObservable(count$, 0)
}
