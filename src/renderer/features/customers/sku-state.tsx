import { useMemo } from 'react'
import { IconAlertCircle, IconCheck, IconCircleFilled } from '@tabler/icons-react'
import { of } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './customer-page.module.css'

const NONE: SkuMapping[] = []

/** How a customer stands that is in step by itself: its SKU mappings may not be. */
export function InStep({ customerId }: { customerId: string }) {
  const t = useText('customers')
  const { skuMappings, capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const sent = capabilities?.entities.includes('sku-mapping') === true
  const mappings$ = useMemo(
    () => (sent ? skuMappings.observeFor(customerId) : of(NONE)),
    [skuMappings, customerId, sent],
  )
  const pending = useObservable(mappings$, NONE).filter(({ pendingSince }) => pendingSince !== 0)
  const stuck = pending.filter(({ theirs, refused }) => theirs !== null || refused !== null).length
  if (stuck > 0) {
    return (
      <span className={classes.stateItem} data-tone="bad">
        <IconAlertCircle size={14} stroke={1.9} aria-hidden />
        {t('state.skusNeedYou', { count: stuck })}
      </span>
    )
  }
  if (pending.length > 0) {
    return (
      <span className={classes.stateItem} data-tone="waiting">
        <IconCircleFilled size={8} aria-hidden />
        {t('state.skusWait', { count: pending.length })}
      </span>
    )
  }
  return (
    <span className={classes.stateItem} data-tone="good">
      <IconCheck size={14} stroke={2} aria-hidden />
      {t('state.inStep', { remote })}
    </span>
  )
}
