import { Button, Checkbox, Group, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { backupProblem } from './backup-words.ts'

interface DeleteRemovedProps {
  backup: BackupInfo
  /** All that the same workspace left, this one among them, newest first. */
  left: readonly BackupInfo[]
  close: () => void
  /** One or more of them are gone. */
  onDeleted: () => void
}

/** Asks before a backup of a removed workspace is deleted, or all of them: nothing else has what is in it. */
export function DeleteRemoved({ backup, left, close, onDeleted }: DeleteRemovedProps) {
  const t = useText('backups')
  const common = useText('common')
  const { count, fullTime } = useFormats()
  const { backups } = useWorkspace()
  const raise = useThrow()
  const [all, setAll] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<BackupError | null>(null)
  const name = backup.workspaceName
  const told = all ? (left[0] ?? backup) : backup
  const others = all ? 0 : left.length - 1
  const remove = async (): Promise<void> => {
    setBusy(true)
    const deleted = await backups.deleteRemoved(backup.id, all)
    setBusy(false)
    if (!deleted.ok) {
      setProblem(deleted.error)
      return
    }
    const number = left.length - others
    notifications.show({
      message: t('removed.deleted', { count: number, shown: count(number), name }),
      withBorder: true,
    })
    close()
    onDeleted()
  }
  return (
    <Modal opened onClose={close} title={t('removed.deleteTitle', { name })}>
      <Text>
        {t(all ? 'removed.deleteAllText' : 'removed.deleteOne', {
          shown: count(left.length),
          when: fullTime(told.createdAt),
          customers: t('customers', { count: told.customers, shown: count(told.customers) }),
        })}
      </Text>
      {left.length > 1 && (
        <Checkbox
          mt="sm"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
          label={t('removed.deleteAll', { shown: count(left.length), name })}
        />
      )}
      {others > 0 ? (
        <Text mt="sm" c="dimmed">
          {t('removed.othersStay', { count: others, shown: count(others), name })}
        </Text>
      ) : (
        <Text mt="sm" fw={500}>
          {t('removed.nothingElse', { name })}
        </Text>
      )}
      {problem !== null && (
        <Notice tone="bad" title={t('removed.notDeleted')}>
          {backupProblem(t, problem)}
        </Notice>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" data-autofocus onClick={close}>
          {common('cancel')}
        </Button>
        <Button
          color="red"
          loading={busy}
          onClick={() => {
            remove().catch(raise)
          }}
        >
          {all ? t('removed.deleteAllAction', { shown: count(left.length) }) : t('removed.deleteAction')}
        </Button>
      </Group>
    </Modal>
  )
}
