import { Button, Group, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
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
  /** The last of them was deleted, and what had the focus went with it. */
  onNoneLeft: () => void
}

/** The backups that removed workspaces left: the way back from a removal, until somebody deletes them. Nothing where there are none. */
export function RemovedBackups({ backups, open, onNoneLeft }: RemovedBackupsProps) {
  const t = useText('backups')
  const { workspaces } = useApp()
  const [list, setList] = useState<readonly RemovedBackup[]>([])
  const [deletions, setDeletions] = useState(0)
  const [asked, setAsked] = useState<RemovedBackup | null>(null)
  const raise = useThrow()
  const deleteButtons = useRef(new Map<string, HTMLButtonElement>())
  /** The place of the row that was deleted, until the list is without it. */
  const freed = useRef<number | null>(null)
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
  useEffect(() => {
    if (freed.current === null) return
    const next = list[Math.min(freed.current, list.length - 1)]
    freed.current = null
    if (document.activeElement !== document.body) return
    if (next === undefined) onNoneLeft()
    else deleteButtons.current.get(next.id)?.focus()
  }, [list, onNoneLeft])
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
              ref={(button) => {
                if (button !== null) deleteButtons.current.set(backup.id, button)
                return () => {
                  deleteButtons.current.delete(backup.id)
                }
              }}
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
          close={() => {
            setAsked(null)
            deleteButtons.current.get(asked.id)?.focus()
          }}
          onDeleted={() => {
            freed.current = list.indexOf(asked)
            setDeletions((before) => before + 1)
          }}
        />
      )}
    </div>
  )
}
