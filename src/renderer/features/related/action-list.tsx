import { Button, Group, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { map } from 'rxjs'
import type { ActionInputs } from '#shared/connector/remote-action.ts'
import { sumOfDecimals } from '#shared/domain/decimal.ts'
import { decisionsFor } from '#shared/domain/decide-action.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Finished ones that are still shown. */
const DONE_SHOWN = 5

interface ActionListProps {
  /** Only those of this customer. */
  customerId?: string
}

/** Commands that wait, that need a person, and the last ones that were done; absent where there was none. */
export function ActionList({ customerId }: ActionListProps) {
  const t = useText('related')
  const { actions } = useWorkspace()
  const source = useMemo(
    () =>
      actions
        .observeAll()
        .pipe(map((all) => all.filter((each) => customerId === undefined || each.customerId === customerId))),
    [actions, customerId],
  )
  const all = useObservable(source, [])
  const done = all.filter(({ state }) => state === 'done').slice(-DONE_SHOWN)
  const shown = all.filter((action) => action.state !== 'done' || done.includes(action))
  if (shown.length === 0) return null
  return (
    <Section title={t('commands.title')}>
      <Stack gap="xs" component="ul" aria-label={t('commands.title')} m={0} p={0}>
        {shown.map((action) => (
          <ActionLine key={action.id} action={action} />
        ))}
      </Stack>
    </Section>
  )
}

function ActionLine({ action }: { action: QueuedAction }) {
  const t = useText('related')
  const common = useText('common')
  const { money } = useFormats()
  const { actions, capabilities } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  const needsPerson = action.state === 'refused' || action.state === 'unknown'
  const name = actionText(t, action, money)
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start" aria-label={name}>
      <div>
        <Text>{name}</Text>
        <Text size="sm" c={needsPerson ? 'var(--desk-bad)' : 'dimmed'}>
          {stateText()} · <Ago at={action.finishedAt || action.createdAt} />
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        {decisionsFor(action.state).map((decision) => (
          <Button
            key={decision}
            variant="default"
            size="compact-sm"
            onClick={() => {
              actions.decide(action.id, decision).catch(raise)
            }}
          >
            {action.state === 'waiting'
              ? t('commands.decisionsWaiting')
              : t(`commands.decisions.${decision}`)}
          </Button>
        ))}
      </Group>
    </Group>
  )

  function stateText(): string {
    switch (action.state) {
      case 'refused': {
        const words = refusalText(common, action.message, remote)
        return action.message.startsWith('app:')
          ? t('commands.refusedPlain', { words })
          : t('commands.refused', { remote, words })
      }
      case 'unknown':
        return t('commands.unknown', { remote })
      case 'done':
        return action.message === '' ? t('commands.done') : action.message
      case 'waiting':
      case 'running':
        return t(`commands.${action.state}`)
    }
  }
}

/** What a command does, in one line. */
function actionText(
  t: TFunction<'related'>,
  { kind, input }: QueuedAction,
  money: (amount: string) => string,
): string {
  // The repository takes the input of the command's own kind.
  switch (kind) {
    case 'allocate-credit': {
      const { creditNumber, orders } = input as unknown as ActionInputs['allocate-credit']
      const sum = money(sumOfDecimals(orders.map(({ amount }) => amount)))
      return t('commands.kinds.allocate-credit', { sum, credit: creditNumber })
    }
    case 'unallocate-credit': {
      const { creditNumber, orderNumber, amount } = input as unknown as ActionInputs['unallocate-credit']
      const sum = money(amount)
      return t('commands.kinds.unallocate-credit', { sum, credit: creditNumber, order: orderNumber })
    }
    case 'update-starshipit-order': {
      const { fulfilmentId } = input as unknown as ActionInputs['update-starshipit-order']
      return t('commands.kinds.update-starshipit-order', { fulfilment: fulfilmentId })
    }
    case 'refresh-integration': {
      const { instanceId } = input as unknown as ActionInputs['refresh-integration']
      return t('commands.kinds.refresh-integration', { instance: instanceId })
    }
    case 'submit-to-starshipit':
      return t('commands.kinds.submit-to-starshipit')
  }
}
