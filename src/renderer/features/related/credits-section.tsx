import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { map } from 'rxjs'
import type { RelatedAllocation, RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { AllocateDialog } from './allocate-dialog.tsx'
import { waitingAmounts } from './waiting-amounts.ts'
import classes from './related-table.module.css'

const NOTHING_WAITS = waitingAmounts([])

interface CreditsSectionProps {
  customer: Customer
  credits: readonly RelatedCredit[]
  orders: readonly RelatedOrder[]
  /** False until they were read once. */
  known: boolean
}

/** Open sales credits: what remains of each, which orders it pays, and paying more with it. */
export function CreditsSection({ customer, credits, orders, known }: CreditsSectionProps) {
  const t = useText('related')
  const { date, money } = useFormats()
  const { actions } = useWorkspace()
  const raise = useThrow()
  const [allocating, setAllocating] = useState<RelatedCredit | null>(null)
  const source = useMemo(
    () =>
      actions
        .observeAll()
        .pipe(map((all) => waitingAmounts(all.filter(({ customerId }) => customerId === customer.id)))),
    [actions, customer.id],
  )
  const waiting = useObservable(source, NOTHING_WAITS)
  const stillUnpaid = waiting.stillToBePaid(orders)
  const takeBack = (credit: RelatedCredit, allocation: RelatedAllocation): void => {
    const { remoteId: allocationId, amount } = allocation
    const { remoteId: creditId, number: creditNumber } = credit
    const orderNumber = orderName(allocation, orders)
    actions
      .add('unallocate-credit', customer.id, { creditId, creditNumber, allocationId, orderNumber, amount })
      .catch(raise)
  }
  return (
    <Section title={t('credits.title')}>
      {credits.length === 0 ? (
        <Text c="dimmed">{t(known ? 'credits.none' : 'notRead')}</Text>
      ) : (
        <Table aria-label={t('credits.title')} className={classes.rows} fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.number')}</Table.Th>
              <Table.Th>{t('columns.date')}</Table.Th>
              <Table.Th ta="end">{t('columns.total')}</Table.Th>
              <Table.Th ta="end">{t('columns.remaining')}</Table.Th>
              <Table.Th aria-label={t('columns.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {credits.map((credit) => (
              <Table.Tr key={credit.remoteId}>
                <Table.Td className={classes.named}>
                  {credit.number}
                  {credit.allocations.map((allocation) => {
                    const told = { amount: money(allocation.amount), order: orderName(allocation, orders) }
                    return (
                      <Group key={allocation.remoteId} gap="xs">
                        <Text size="xs" c="dimmed">
                          {t('credits.allocated', told)}
                        </Text>
                        {waiting.takenBack.has(allocation.remoteId) ? (
                          <Text size="xs" c="dimmed">
                            {t('credits.beingTakenBack')}
                          </Text>
                        ) : (
                          <Anchor
                            component="button"
                            size="xs"
                            aria-label={t('credits.takeBackLabel', told)}
                            onClick={() => takeBack(credit, allocation)}
                          >
                            {t('credits.takeBack')}
                          </Anchor>
                        )}
                      </Group>
                    )
                  })}
                </Table.Td>
                <Table.Td c="dimmed">{date(credit.creditedAt)}</Table.Td>
                <Table.Td ta="end">{money(credit.total)}</Table.Td>
                <Table.Td ta="end">{money(credit.remaining)}</Table.Td>
                <Table.Td ta="end">
                  <Button
                    variant="default"
                    size="compact-sm"
                    disabled={orders.length === 0}
                    aria-label={t('credits.allocateLabel', { number: credit.number })}
                    onClick={() => setAllocating(credit)}
                  >
                    {t('credits.allocate')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {allocating !== null && (
        <AllocateDialog
          customerId={customer.id}
          credit={waiting.afterwards(allocating)}
          orders={stillUnpaid}
          onClose={() => setAllocating(null)}
        />
      )}
    </Section>
  )
}

function orderName({ orderId, orderNumber }: RelatedAllocation, orders: readonly RelatedOrder[]): string {
  return orderNumber || (orders.find(({ remoteId }) => remoteId === orderId)?.number ?? orderId)
}
