import { Button, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { sizeWords } from './backup-words.ts'

interface BackupTableProps<Backup extends BackupInfo> {
  /** Name of the table. */
  label: string
  backups: readonly Backup[]
  /** Says of which workspace each is, instead of why it was made. */
  named?: boolean
  /** What can be done with one. */
  action: (backup: Backup, when: string) => ReactNode
}

/** Rows shown before somebody asks for the rest. */
const SHOWN = 5

/** Backups, newest first. */
export function BackupTable<Backup extends BackupInfo>({
  label,
  backups,
  named = false,
  action,
}: BackupTableProps<Backup>) {
  const t = useText('backups')
  const { i18n } = useTranslation()
  const { count, fullTime } = useFormats()
  const [all, setAll] = useState(false)
  const shown = all ? backups : backups.slice(0, SHOWN)
  const more = backups.length - shown.length
  return (
    <>
      <Table aria-label={label} verticalSpacing={4} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('list.when')}</Table.Th>
            <Table.Th>{t(named ? 'open.workspace' : 'list.kind')}</Table.Th>
            <Table.Th ta="right">{t('list.customers')}</Table.Th>
            <Table.Th ta="right">{t('list.size')}</Table.Th>
            <Table.Th aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((backup) => (
            <Table.Tr key={backup.id}>
              <Table.Td>{fullTime(backup.createdAt)}</Table.Td>
              <Table.Td>{named ? backup.workspaceName : t(`kinds.${backup.kind}`)}</Table.Td>
              <Table.Td ta="right">{count(backup.customers)}</Table.Td>
              <Table.Td ta="right">
                <Text span c="dimmed" inherit>
                  {sizeWords(backup.size, i18n.language)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{action(backup, fullTime(backup.createdAt))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Button variant="subtle" color="gray" size="compact-sm" mt={4} onClick={() => setAll(true)}>
          {t('list.more', { count: more })}
        </Button>
      )}
    </>
  )
}
