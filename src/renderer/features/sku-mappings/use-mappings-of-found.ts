import { useEffect, useMemo, useState } from 'react'
import { of } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** So many customers that fit are looked at: whoever means others types more. */
export const CUSTOMERS_LOOKED_AT = 50

/** The SKU mappings of customers that a search finds. */
export interface MappingsOfFound {
  /** By customer, in the order of the list of customers. */
  mappings: readonly SkuMapping[]
  /** There are more customers that fit than were looked at. */
  more: boolean
}

const NOBODY: readonly string[] = []
const NONE: readonly SkuMapping[] = []

/** The mappings of the customers about whom anything begins with what was typed; none for an empty search. */
export function useMappingsOfFound(typed: string): MappingsOfFound {
  const { roster, skuMappings } = useWorkspace()
  const raise = useThrow()
  const [found, setFound] = useState<{ ids: readonly string[]; more: boolean }>({ ids: NOBODY, more: false })
  const search = typed.trim()
  useEffect(() => {
    if (search === '') return
    let current = true
    roster
      .page({ ...allCustomers(), search, archived: 'all' }, 0, CUSTOMERS_LOOKED_AT + 1)
      .then(({ ids }) => {
        if (current)
          setFound({ ids: ids.slice(0, CUSTOMERS_LOOKED_AT), more: ids.length > CUSTOMERS_LOOKED_AT })
      }, raise)
    return () => {
      current = false
    }
  }, [roster, search, raise])
  const mappings$ = useMemo(
    () => (search === '' || found.ids.length === 0 ? of(NONE) : skuMappings.observeForMany(found.ids)),
    [skuMappings, found, search],
  )
  return { mappings: useObservable(mappings$, NONE), more: found.more }
}
