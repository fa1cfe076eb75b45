import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import { compareDecimals, subtractDecimals } from '#shared/domain/decimal.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { allocationOf, oldestFirst } from './allocation.ts'

interface AllocateDialogProps {
  customerId: string
  credit: RelatedCredit
  orders: readonly RelatedOrder[]
  onClose: () => void
}

/** Pays one or several orders with a credit; the amounts are checked while they are typed. */
export function AllocateDialog({ customerId, credit, orders, onClose }: AllocateDialogProps) {
  const t = useText('related')
  const common = useText('common')
  const { money, date } = useFormats()
  const { actions, capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const raise = useThrow()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const { remoteId: creditId, number: creditNumber, remaining } = credit
  const allocation = allocationOf(typed, orders, remaining)
  const tooMuch = compareDecimals(allocation.left, '0') < 0
  const nothing = allocation.orders.length === 0
  const submit = (): void => {
    setTried(true)
    if (nothing || tooMuch || allocation.problems.size > 0) return
    actions
      .add('allocate-credit', customerId, { creditId, creditNumber, orders: allocation.orders })
      .then(onClose)
      .catch(raise)
  }
  const total = tooMuch
    ? t('allocate.tooMuch', { over: money(subtractDecimals('0', allocation.left)) })
    : nothing && tried
      ? t('allocate.nothing')
      : t('allocate.left', { left: money(allocation.left) })
  return (
    <Modal opened onClose={onClose} size={520} title={t('allocate.title', { number: creditNumber })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        noValidate
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text>{t('allocate.explain', { remaining: money(remaining) })}</Text>
            <Button variant="default" onClick={() => setTyped(oldestFirst(orders, remaining))}>
              {t('allocate.fill')}
            </Button>
          </Group>
          {orders.map((order, at) => {
            const problem = allocation.problems.get(order.remoteId)
            return (
              <Group key={order.remoteId} justify="space-between" wrap="nowrap" align="flex-start">
                <div>
                  <Text>{order.number}</Text>
                  <Text size="xs" c="dimmed">
                    {date(order.orderedAt)}
                  </Text>
                </div>
                <TextInput
                  aria-label={t('allocate.amount', { order: order.number })}
                  w={220}
                  inputMode="decimal"
                  data-autofocus={at === 0 || undefined}
                  rightSection={
                    <Text size="xs" c="dimmed">
                      {t('allocate.toBePaid', { balance: money(order.balance) })}
                    </Text>
                  }
                  rightSectionWidth={110}
                  value={typed[order.remoteId] ?? ''}
                  error={problem === undefined ? null : t(`allocate.${problem}`)}
                  onChange={(event) => {
                    setTyped({ ...typed, [order.remoteId]: event.currentTarget.value })
                  }}
                />
              </Group>
            )
          })}
          <Text c={tooMuch || (nothing && tried) ? 'var(--desk-bad)' : 'dimmed'} role="status">
            {total}
          </Text>
          {!nothing && compareDecimals(allocation.left, '0') === 0 && (
            <Text size="xs" c="dimmed">
              {t('allocate.usedUp', { remote })}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {t('allocate.offline', { remote })}
          </Text>
        </Stack>
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit">
            {nothing ? t('allocate.submitNothing') : t('allocate.submit', { sum: money(allocation.sum) })}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
