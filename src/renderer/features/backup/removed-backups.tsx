import { Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { BackupInfo, RemovedBackup } from '#shared/backup/backup-messages.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { BackupTable } from './backup-table.tsx'
import { DeleteRemoved } from './delete-removed.tsx'

interface RemovedBackupsProps {
  backups: Backups
  /** Shows what one holds that is to become a workspace of its own. */
  open: (backup: BackupInfo) => void
}

/** The backups that removed workspaces left: the way back from a removal, until somebody deletes them. Nothing where there are none. */
export function RemovedBackups({ backups, open }: RemovedBackupsProps) {
  const t = useText('backups')
  const { workspaces } = useApp()
  const [list, setList] = useState<readonly RemovedBackup[]>([])
  const [deletions, setDeletions] = useState(0)
  const [asked, setAsked] = useState<RemovedBackup | null>(null)
  const raise = useThrow()
  useEffect(() => {
    let current = true
    backups.listRemoved().then((found) => {
      if (current) setList(found)
    }, raise)
    return () => {
      current = false
    }
    // Removing one, on the same page, leaves some.
  }, [backups, raise, workspaces, deletions])
  if (list.length === 0) return null
  return (
    <div>
      <Text fw={500}>{t('removed.title')}</Text>
      <Text c="dimmed" mb={4}>
        {t('removed.text')}
      </Text>
      <BackupTable
        label={t('removed.title')}
        backups={list}
        named
        action={(backup, when) => (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('removed.openLabel', { name: backup.workspaceName, when })}
              onClick={() => open(backup)}
            >
              {t('removed.open')}
            </Button>
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={t('removed.deleteLabel', { name: backup.workspaceName, when })}
              onClick={() => setAsked(backup)}
            >
              {t('removed.delete')}
            </Button>
          </Group>
        )}
      />
      {asked !== null && (
        <DeleteRemoved
          backup={asked}
          left={list.filter(({ leftBy }) => leftBy === asked.leftBy)}
          close={() => setAsked(null)}
          onDeleted={() => setDeletions((before) => before + 1)}
        />
      )}
    </div>
  )
}
