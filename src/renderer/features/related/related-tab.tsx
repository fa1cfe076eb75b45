import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ActionList } from './action-list.tsx'
import { CreditsSection } from './credits-section.tsx'
import { DownloadsSection } from './downloads-section.tsx'
import { OrdersSection } from './orders-section.tsx'
import { readingErrorText } from './reading-error-text.ts'
import { useReading, useRelatedKind } from './use-related.ts'

/** Orders, credits and downloads of a customer as the remote last told them, with their age. */
export function RelatedTab({ customer }: { customer: Customer }) {
  const t = useText('related')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  const { reading, failure: error, read } = useReading(customer)
  const credits = useRelatedKind(customer.id, 'credits')
  const orders = useRelatedKind(customer.id, 'orders')
  const downloads = useRelatedKind(customer.id, 'downloads')
  if (capabilities === null) return null
  const remote = capabilities.displayName
  const failure =
    error === null ? null : readingErrorText({ t, common }, error, remote, t('goneThere', { remote }))
  if (customer.remoteId === '') return <Text c="dimmed">{t('unlinked', { remote })}</Text>
  const ages = [credits, orders, downloads].flatMap((told) => (told === null ? [] : [told.fetchedAt]))
  const has = (kind: (typeof capabilities.related)[number]): boolean => capabilities.related.includes(kind)
  return (
    <Stack gap="lg">
      <Group justify="space-between" maw={680}>
        <Text c="dimmed" role="status">
          {ages.length === 0 ? (
            t('notRead')
          ) : (
            <>
              {t('asOf')}: <Ago at={Math.min(...ages)} />
            </>
          )}
        </Text>
        <Button variant="default" leftSection={<IconRefresh size={15} />} loading={reading} onClick={read}>
          {t('refresh')}
        </Button>
      </Group>
      {failure !== null && (
        <Box maw={680}>
          <Notice tone="warn" title={failure.text} words={failure.detail}>
            {t('failed')}
          </Notice>
        </Box>
      )}
      <ActionList customerId={customer.id} />
      {has('credits') && (
        <CreditsSection
          customer={customer}
          credits={credits?.records ?? []}
          orders={orders?.records ?? []}
          known={credits !== null}
        />
      )}
      {has('orders') && (
        <OrdersSection orders={orders?.records ?? []} known={orders !== null} unpaidOnly={has('credits')} />
      )}
      {has('downloads') && (
        <DownloadsSection downloads={downloads?.records ?? []} known={downloads !== null} />
      )}
    </Stack>
  )
}
