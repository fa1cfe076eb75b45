import { Anchor, Button, Group, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './sync-page.module.css'
import { useRosterCustomers } from './use-roster-customers.ts'

const SHOWN = 100

interface NeedsYouSectionProps {
  remote: string
  openCustomer: (id: string) => void
  showAll: () => void
}

/** Customers that only a person can bring further: what happened, what it means, what to do. */
export function NeedsYouSection({ remote, openCustomer, showAll }: NeedsYouSectionProps) {
  const t = useText('sync')
  const { customers, count } = useRosterCustomers('needs-you', SHOWN)
  return (
    <Section title={t('needsYou.title')}>
      {count === 0 ? (
        <Text c="dimmed">{t('needsYou.none')}</Text>
      ) : (
        <ul className={classes.records} aria-label={t('needsYou.title')}>
          {customers.map((customer) => (
            <NeedsYouRow key={customer.id} customer={customer} remote={remote} openCustomer={openCustomer} />
          ))}
        </ul>
      )}
      {count > customers.length && count > SHOWN && (
        <Group gap="sm">
          <Text c="dimmed">{t('needsYou.more', { count: count - customers.length })}</Text>
          <Anchor component="button" onClick={showAll}>
            {t('actions.showAll')}
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
  const t = useText('sync')
  const common = useText('common')
  const { sync, customers, capabilities } = useWorkspace()
  const name = displayName(customer) || common('unnamed')
  const { refused, theirs } = customer.sync
  const raise = useThrow()
  const words = refusalText(common, customer.sync.refused?.message ?? '', remote)
  return (
    <li className={classes.record}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
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
        <Group gap="xs" wrap="nowrap">
          {refused?.of === 'delete' && capabilities?.writes.archive === true && customer.archivedAt === 0 && (
            <Button
              variant="default"
              onClick={() => {
                customers.setArchived([customer.id], true).catch(raise)
              }}
            >
              {t('needsYou.archive')}
            </Button>
          )}
          {refused !== null && refused.of !== 'ask' && theirs === null && (
            <Button
              variant="default"
              aria-label={`${t('actions.retry')}: ${name}`}
              onClick={() => {
                sync?.retry(customer.id).catch(raise)
              }}
            >
              {t('actions.retry')}
            </Button>
          )}
          {refused?.of === 'update' && theirs === null && (
            <Button
              variant="subtle"
              color="gray"
              aria-label={`${t('actions.discard')}: ${name}`}
              onClick={() => {
                sync?.discard(customer.id).catch(raise)
              }}
            >
              {t('actions.discard')}
            </Button>
          )}
          <Button
            variant={theirs === null ? 'subtle' : 'default'}
            aria-label={`${t('actions.open')}: ${name}`}
            onClick={() => openCustomer(customer.id)}
          >
            {t('actions.open')}
          </Button>
        </Group>
      </Group>
    </li>
  )
}

function whatHappened(t: TFunction<'sync'>, { sync }: Customer, remote: string): string {
  if (sync.theirs !== null) {
    switch (sync.theirs.kind) {
      case 'fields':
        return t('needsYou.conflict', { count: Object.keys(sync.theirs.fields).length, remote })
      case 'deleted-there':
        return t('needsYou.deletedThere', { remote })
      case 'edited-there':
        return t('needsYou.editedThere', { remote })
      default:
        return assertNever(sync.theirs)
    }
  }
  const of = sync.refused?.of
  if (sync.refused?.message === UNREADABLE_THERE) return t('needsYou.unreadable', { remote })
  if (of === 'create') return t('needsYou.refusedCreate', { remote })
  if (of === 'delete') return t('needsYou.refusedDelete', { remote })
  if (of === 'ask') return t('needsYou.refusedAsk', { remote })
  return t('needsYou.refusedUpdate', { remote })
}

function whatToDo(t: TFunction<'sync'>, { sync }: Customer, remote: string): string {
  if (sync.theirs !== null) return t('needsYou.adviceConflict')
  if (sync.refused?.message === UNREADABLE_THERE) return t('needsYou.adviceUnreadable')
  if (sync.refused?.of === 'delete') return t('needsYou.adviceDelete')
  if (sync.refused?.of === 'ask') return t('needsYou.adviceAsk', { remote })
  return t('needsYou.adviceRefused')
}
