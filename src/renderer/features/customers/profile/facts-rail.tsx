import type { Customer } from '#shared/domain/customer.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './profile.module.css'

/** What is known about a customer beside what can be edited: money, orders, ids, dates. Empty facts are left out. */
export function FactsRail({ customer }: { customer: Customer }) {
  const t = useText('customers')
  const { fullTime, money } = useFormats()
  const { capabilities } = useWorkspace()
  const { remoteFacts: facts } = customer
  const remote = capabilities?.displayName ?? ''
  const rows: [label: string, value: string][] = [
    [t('facts.lifetimeValue'), money(facts.lifetimeValue)],
    [t('facts.totalSpent'), money(facts.totalSpent)],
    [t('facts.ordersCount'), facts.ordersCount],
    [t('facts.lastOrderAt'), facts.lastOrderAt === 0 ? '' : fullTime(facts.lastOrderAt)],
    [t('facts.balance'), money(facts.balance)],
    [t('facts.role'), facts.role],
    [
      t('facts.remoteId', { remote }),
      capabilities === null ? '' : customer.remoteId === '' ? t('facts.notLinked') : customer.remoteId,
    ],
    [t('facts.created'), fullTime(customer.createdAt)],
    [t('facts.updated'), fullTime(customer.updatedAt)],
  ]
  return (
    <aside className={classes.rail} aria-label={t('facts.label')}>
      <dl className={classes.facts}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd data-selectable>{value}</dd>
            </div>
          ))}
      </dl>
    </aside>
  )
}
