import { Table, Text } from '@mantine/core'
import type { RelatedDownload } from '#shared/connector/related-data.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import classes from './related-table.module.css'

interface DownloadsSectionProps {
  downloads: readonly RelatedDownload[]
  /** False until they were read once. */
  known: boolean
}

/** Files that the customer may download. */
export function DownloadsSection({ downloads, known }: DownloadsSectionProps) {
  const t = useText('related')
  const { date } = useFormats()
  return (
    <Section title={t('downloads.title')}>
      {downloads.length === 0 ? (
        <Text c="dimmed">{t(known ? 'downloads.none' : 'notRead')}</Text>
      ) : (
        <Table aria-label={t('downloads.title')} className={classes.rows} fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.download')}</Table.Th>
              <Table.Th>{t('columns.order')}</Table.Th>
              <Table.Th>{t('columns.left')}</Table.Th>
              <Table.Th>{t('columns.expires')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {downloads.map((download) => (
              <Table.Tr key={download.remoteId}>
                <Table.Td className={classes.named}>{download.name}</Table.Td>
                <Table.Td>{download.orderNumber}</Table.Td>
                <Table.Td>
                  {download.remaining === '' ? t('downloads.unlimited') : download.remaining}
                </Table.Td>
                <Table.Td c="dimmed">
                  {download.expiresAt === 0 ? t('downloads.never') : date(download.expiresAt)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
