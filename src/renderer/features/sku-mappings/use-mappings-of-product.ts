import { useMemo } from 'react'
import { of } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** So many are shown: whoever means others types more of the product id. */
export const PRODUCTS_SHOWN = 100

const NONE: readonly SkuMapping[] = []

/** The SKU mappings whose product id begins with what was typed, that very product first; none where it is no product id. */
export function useMappingsOfProduct(typed: string): { mappings: readonly SkuMapping[]; more: boolean } {
  const { skuMappings } = useWorkspace()
  const search = typed.trim()
  const mappings$ = useMemo(
    () => (/^\d+$/.test(search) ? skuMappings.observeByProduct(search, PRODUCTS_SHOWN + 1) : of(NONE)),
    [skuMappings, search],
  )
  const found = useObservable(mappings$, NONE)
  return { mappings: found.slice(0, PRODUCTS_SHOWN), more: found.length > PRODUCTS_SHOWN }
}
