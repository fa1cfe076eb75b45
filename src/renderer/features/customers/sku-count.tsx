import { useMemo } from 'react'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './customer-page.module.css'

const NONE: SkuMapping[] = []

/** How many SKU mappings a customer has, beside the tab's name. */
export function SkuCount({ customerId }: { customerId: string }) {
  const { skuMappings } = useWorkspace()
  const { count } = useFormats()
  const list$ = useMemo(() => skuMappings.listFor(customerId), [skuMappings, customerId])
  const mappings = useObservable(list$, NONE)
  return <span className={classes.tabCount}>{count(mappings.length)}</span>
}
