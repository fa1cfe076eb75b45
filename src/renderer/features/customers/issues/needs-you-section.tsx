import { Anchor, Group, Text } from '@mantine/core'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useRosterCustomers } from '#renderer/workspace/use-roster-customers.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { issueName } from './issue-name.ts'
import { whatHappened, whatToDo } from './issue-words.ts'
import classes from './issues.module.css'
import { Remedies } from './remedies.tsx'

const SHOWN = 100

interface NeedsYouSectionProps {
  openCustomer: (id: string) => void
  showAll: () => void
}

/** Customers that only a person can bring further: what happened, in the remote's own words too, and what to do. */
export function NeedsYouSection({ openCustomer, showAll }: NeedsYouSectionProps) {
  const t = useText('issues')
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const { customers, count } = useRosterCustomers('needs-you', SHOWN)
  return (
    <Section title={t('title')}>
      {count === 0 ? (
        <Text c="dimmed">{t('none')}</Text>
      ) : (
        <ul className={classes.records} aria-label={t('title')}>
          {customers.map((customer) => (
            <NeedsYouRow key={customer.id} customer={customer} remote={remote} openCustomer={openCustomer} />
          ))}
        </ul>
      )}
      {count > SHOWN && (
        <Group gap="sm" mt="sm">
          <Text c="dimmed">{t('more', { count: count - SHOWN })}</Text>
          <Anchor component="button" onClick={showAll}>
            {t('showAll')}
          </Anchor>
        </Group>
      )}
    </Section>
  )
}

interface NeedsYouRowProps {
  customer: Customer
  remote: string
  openCustomer: (id: string) => void
}

function NeedsYouRow({ customer, remote, openCustomer }: NeedsYouRowProps) {
  const t = useText('issues')
  const common = useText('common')
  const name = displayName(customer) || common('unnamed')
  const words = refusalText(common, customer.sync.refused?.message ?? '', remote)
  return (
    <li className={classes.record}>
      <div className={classes.row}>
        <div className={classes.text}>
          <Anchor component="button" fw={500} onClick={() => openCustomer(customer.id)}>
            {name}
          </Anchor>
          <Text>{whatHappened(t, customer, remote)}</Text>
          <Text c="dimmed">{whatToDo(t, customer, remote)}</Text>
          {words !== '' && (
            <Text size="sm" c="dimmed" data-selectable>
              “{words}”
            </Text>
          )}
        </div>
        <Group gap="xs" role="group" aria-label={issueName(t('remedies'), name)}>
          <Remedies customer={customer} openCustomer={openCustomer} of={name} />
        </Group>
      </div>
    </li>
  )
}
