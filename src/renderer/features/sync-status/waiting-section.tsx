import { Anchor, Group, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { Section } from '#renderer/ui/section.tsx'
import classes from './sync-page.module.css'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'
import { useRosterCustomers } from '#renderer/workspace/use-roster-customers.ts'

const SHOWN = 50

interface WaitingSectionProps {
  openCustomer: (id: string) => void
  showAll: () => void
}

/** Customers whose changes go out by themselves. */
export function WaitingSection({ openCustomer, showAll }: WaitingSectionProps) {
  const t = useText('sync')
  const common = useText('common')
  const { customers, count } = useRosterCustomers('waiting', SHOWN)
  const { waitingMappings } = useSyncCounts()
  const none = count === 0 && waitingMappings === 0
  return (
    <Section title={t('waiting.title')}>
      {none ? (
        <Text c="dimmed">{t('waiting.none')}</Text>
      ) : (
        count > 0 && (
          <ul className={classes.records} aria-label={t('waiting.title')}>
            {customers.map((customer) => (
              <li key={customer.id} className={classes.record}>
                <Group justify="space-between" wrap="nowrap">
                  <Anchor
                    component="button"
                    ta="start"
                    style={{ overflowWrap: 'anywhere' }}
                    onClick={() => openCustomer(customer.id)}
                  >
                    {displayName(customer) || common('unnamed')}
                  </Anchor>
                  <Text c="dimmed" style={{ flex: 'none' }}>
                    {what(t, customer)},{' '}
                    <Ago at={customer.deletedAt === 0 ? customer.pendingSince : customer.deletedAt} />
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        )
      )}
      <Group gap="sm" mt="sm">
        {count > SHOWN && <Text c="dimmed">{t('waiting.more', { count: count - SHOWN })}</Text>}
        {waitingMappings > 0 && <Text c="dimmed">{t('waiting.mappings', { count: waitingMappings })}</Text>}
        {!none && (
          <Anchor component="button" onClick={showAll}>
            {t('waiting.open')}
          </Anchor>
        )}
      </Group>
    </Section>
  )
}

function what(t: TFunction<'sync'>, customer: Customer): string {
  if (customer.deletedAt !== 0) return t('waiting.deleted')
  return customer.remoteId === '' ? t('waiting.new') : t('waiting.changed')
}
