import { useCallback, useMemo } from 'react'
import { BehaviorSubject, map, of, shareReplay, switchMap, type Observable } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { WaitingMappings } from '#renderer/database/sku-mapping-repository.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** So many are read at first: there may be as many as an import holds. */
const FIRST = 500
const NONE: WaitingMappings = { mappings: [], count: 0 }

/** SKU mappings that wait to be sent, read as far as somebody looks. */
export interface ReadMappings {
  readonly mappings$: Observable<SkuMapping[]>
  /** How many more wait than were read. */
  readonly more: number
  readonly readMore: () => void
  readonly readAll: () => void
}

/** Follows the SKU mappings that wait. */
export function useWaitingMappings(): ReadMappings {
  const { skuMappings, sync, capabilities } = useWorkspace()
  // Where the remote has none they stay here for good.
  const sent = sync !== null && capabilities?.entities.includes('sku-mapping') === true
  const limit$ = useMemo(() => new BehaviorSubject(FIRST), [])
  const waiting$ = useMemo(
    () =>
      !sent
        ? of(NONE)
        : limit$.pipe(
            switchMap((limit) => skuMappings.observeWaiting(limit)),
            shareReplay({ bufferSize: 1, refCount: true }),
          ),
    [skuMappings, sent, limit$],
  )
  const mappings$ = useMemo(() => waiting$.pipe(map(({ mappings }) => mappings)), [waiting$])
  const { mappings, count } = useObservable(waiting$, NONE)
  const more = count - mappings.length
  const readMore = useCallback(() => {
    // What was asked for is on its way.
    if (mappings.length === limit$.value) limit$.next(limit$.value * 2)
  }, [mappings.length, limit$])
  const readAll = useCallback(() => {
    if (limit$.value !== Infinity) limit$.next(Infinity)
  }, [limit$])
  return { mappings$, more, readMore, readAll }
}
