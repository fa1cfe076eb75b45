import { Anchor, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'
import { useRosterCustomers } from '#renderer/workspace/use-roster-customers.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConflictsLink } from '../conflicts/conflicts-link.tsx'
import { issueName } from './issue-name.ts'
import { whatHappened, whatToDo } from './issue-words.ts'
import classes from './issues.module.css'
import { RefusedMappings } from './refused-mappings.tsx'
import { useErasureAsked } from './use-erasure-asked.ts'
import { Remedies } from './remedies.tsx'

const SHOWN = 100
const NO_MAPPINGS: SkuMapping[] = []

interface NeedsYouSectionProps {
  openCustomer: (id: string) => void
  showAll: () => void
}

/**
 * Customers and SKU mappings that only a person can bring further: what happened, in the remote's own words too, and what
 * to do. What has two versions is decided in a list of its own.
 */
export function NeedsYouSection({ openCustomer, showAll }: NeedsYouSectionProps) {
  const t = useText('issues')
  const { capabilities, sync, skuMappings } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const { customers, count } = useRosterCustomers('refused', SHOWN)
  const sent = sync !== null && capabilities?.entities.includes('sku-mapping') === true
  const mappings$ = useMemo(
    () => (sent ? skuMappings.observeRefused() : of(NO_MAPPINGS)),
    [skuMappings, sent],
  )
  const mappings = useObservable(mappings$, NO_MAPPINGS)
  const { conflicts } = useSyncCounts()
  const more = count - customers.length + Math.max(0, mappings.length - SHOWN)
  return (
    <Section title={t('title')}>
      <ConflictsLink />
      {count === 0 && mappings.length === 0 ? (
        conflicts === 0 && <Text c="dimmed">{t('none')}</Text>
      ) : (
        <ul className={classes.records} aria-label={t('title')}>
          {customers.map((customer) => (
            <NeedsYouRow key={customer.id} customer={customer} remote={remote} openCustomer={openCustomer} />
          ))}
          <RefusedMappings mappings={mappings.slice(0, SHOWN)} remote={remote} />
        </ul>
      )}
      {more > 0 && (
        <Group gap="sm" mt="sm">
          <Text c="dimmed">{t('more', { count: more })}</Text>
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
  const erasure = useErasureAsked(customer)
  const name = displayName(customer) || common('unnamed')
  const words = refusalText(common, customer.sync.refused?.message ?? '', remote)
  return (
    <li className={classes.record}>
      <Anchor component="button" fw={500} onClick={() => openCustomer(customer.id)}>
        {name}
      </Anchor>
      <Text>{whatHappened(t, customer, remote, erasure)}</Text>
      <Text c="dimmed">{whatToDo(t, customer, remote, erasure)}</Text>
      {words !== '' && (
        <Text size="sm" c="dimmed" data-selectable>
          “{words}”
        </Text>
      )}
      <Group gap="xs" mt="xs" role="group" aria-label={issueName(t('remedies'), name)}>
        <Remedies customer={customer} openCustomer={openCustomer} of={name} />
      </Group>
    </li>
  )
}
