import { IconHistory } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ChangeList } from './change-list.tsx'
import classes from './history.module.css'

const NONE: HistoryEntry[] = []

/** What changed about a customer, newest first, with what was there before. */
export function HistoryTab({ customer }: { customer: Customer }) {
  const t = useText('customers')
  const { history, capabilities } = useWorkspace()
  const entries$ = useMemo(() => history.observeFor(customer.id), [history, customer.id])
  const entries = useObservable(entries$, NONE)
  const remote = capabilities?.displayName ?? ''
  const { addresses } = customer
  if (entries.length === 0) {
    return <EmptyState icon={IconHistory} title={t('history.empty')} text={t('history.emptyText')} />
  }
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry}>
          <div className={classes.when}>
            <Ago at={entry.at} />
          </div>
          <div>
            <div className={classes.origin}>
              {entry.origin === 'edit' && entry.batchId !== ''
                ? t('history.origin.bulk')
                : t(`history.origin.${entry.origin}`, { remote })}
            </div>
            <ChangeList changes={entry.changes} addresses={addresses} />
          </div>
        </li>
      ))}
    </ol>
  )
}
