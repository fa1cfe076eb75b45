import { useMemo } from 'react'
import { combineLatest, map, of } from 'rxjs'
import { useObservable } from './use-observable.ts'
import { useWorkspace } from './workspace-context.ts'

/** How many records need a person, customers and SKU mappings together. */
export function useNeedsYou(): number {
  const { roster, sync } = useWorkspace()
  const needsYou$ = useMemo(() => {
    if (sync === null) return of(0)
    return combineLatest([roster.counts$, sync.status$]).pipe(
      map(([counts, status]) => Math.max(counts.needsYou, status.needsYou)),
    )
  }, [roster, sync])
  return useObservable(needsYou$, 0)
}
