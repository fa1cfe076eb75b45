import { Table, Text } from '@mantine/core'
import type { RelatedOrder } from '#shared/connector/related-data.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import classes from './related-table.module.css'

interface OrdersSectionProps {
  orders: readonly RelatedOrder[]
  /** False until they were read once. */
  known: boolean
  /** The remote tells only those that are not paid. */
  unpaidOnly: boolean
}

/** Orders, the newest first. */
export function OrdersSection({ orders, known, unpaidOnly }: OrdersSectionProps) {
  const t = useText('related')
  const { date, money } = useFormats()
  const title = t(unpaidOnly ? 'orders.titleUnpaid' : 'orders.title')
  const newestFirst = [...orders].sort(
    (a, b) => b.orderedAt - a.orderedAt || Number(b.remoteId) - Number(a.remoteId),
  )
  const hasStatus = orders.some(({ status }) => status !== '')
  const amount = (text: string, currency: string): string => [money(text), currency].filter(Boolean).join(' ')
  return (
    <Section title={title}>
      {orders.length === 0 ? (
        <Text c="dimmed">{known ? t(unpaidOnly ? 'orders.noneUnpaid' : 'orders.none') : t('notRead')}</Text>
      ) : (
        <Table aria-label={title} className={classes.rows} fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.number')}</Table.Th>
              <Table.Th>{t('columns.date')}</Table.Th>
              {hasStatus && <Table.Th>{t('columns.status')}</Table.Th>}
              <Table.Th ta="end">{t('columns.total')}</Table.Th>
              {unpaidOnly && <Table.Th ta="end">{t('columns.balance')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {newestFirst.map((order) => (
              <Table.Tr key={order.remoteId}>
                <Table.Td className={classes.named}>
                  {order.number}
                  {order.lines.map(({ name, sku, quantity }, at) => (
                    <Text key={at} size="xs" c="dimmed">
                      {[`${quantity} × ${name}`, sku].filter((part) => part !== '').join(' · ')}
                    </Text>
                  ))}
                </Table.Td>
                <Table.Td c="dimmed">{date(order.orderedAt)}</Table.Td>
                {hasStatus && <Table.Td>{order.status}</Table.Td>}
                <Table.Td ta="end">{amount(order.total, order.currency)}</Table.Td>
                {unpaidOnly && <Table.Td ta="end">{amount(order.balance, order.currency)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
