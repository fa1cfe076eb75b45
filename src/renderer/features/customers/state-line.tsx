import { IconAlertCircle, IconArchive, IconCircleFilled, IconDeviceLaptop } from '@tabler/icons-react'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './customer-page.module.css'
import { customerState } from './customer-state.ts'
import { InStep } from './sku-state.tsx'

/** How the customer stands between here and the remote, in words. */
export function StateLine({ customer }: { customer: Customer }) {
  const t = useText('customers')
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const state = customerState(customer, capabilities !== null)
  const archived = customer.archivedAt !== 0 && (
    <span className={classes.stateItem}>
      <IconArchive size={14} stroke={1.7} aria-hidden />
      {t('state.archived')}
    </span>
  )
  switch (state) {
    case 'local':
      return archived === false ? null : <p className={classes.state}>{archived}</p>
    case 'in-step':
      return (
        <p className={classes.state}>
          <InStep customerId={customer.id} />
          {archived}
        </p>
      )
    case 'only-here':
      return (
        <p className={classes.state}>
          <span className={classes.stateItem}>
            <IconDeviceLaptop size={14} stroke={1.7} aria-hidden />
            {t('state.onlyHere')}
          </span>
          {archived}
        </p>
      )
    case 'waiting':
    case 'deleting':
      return (
        <p className={classes.state}>
          <span className={classes.stateItem} data-tone="waiting">
            <IconCircleFilled size={8} aria-hidden />
            {state === 'deleting'
              ? t('state.deleting')
              : customer.remoteId === ''
                ? t('state.new', { remote })
                : t('state.waiting')}
            {', '}
            <Ago at={customer.pendingSince} />
          </span>
          {archived}
        </p>
      )
    case 'refused':
    case 'conflict':
      return (
        <p className={classes.state}>
          <span className={classes.stateItem} data-tone="bad">
            <IconAlertCircle size={14} stroke={1.9} aria-hidden />
            {state === 'conflict' ? t('state.conflict', { remote }) : t('state.refused', { remote })}
          </span>
          {archived}
        </p>
      )
  }
}
