import { notifications } from '@mantine/notifications'
import {
  IconBoxMultiple,
  IconDatabaseExport,
  IconDeviceFloppy,
  IconFolderOpen,
  IconHistory,
  IconPlus,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import { backupProblem } from '#renderer/features/backup/backup-words.ts'
import { useChooseBackup } from '#renderer/features/backup/use-choose-backup.ts'
import { useWriteBackup } from '#renderer/features/backup/use-write-backup.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { Command } from './command.ts'

/** Backups of the open workspace, a new workspace, and the way to each other one. */
export function useWorkspaceCommands(): readonly Command[] {
  const t = useText('shell')
  const backups = useText('backups')
  const [, navigate] = useLocation()
  const { workspaces, switchWorkspace } = useApp()
  const { info, backups: written } = useWorkspace()
  // As the buttons of Settings: one at a time.
  const isWriting = useObservable(written.state$, written.state$.value).writing
  const write = useWriteBackup()
  const choose = useChooseBackup()
  return useMemo(() => {
    const refuse = (problem: BackupError): void => {
      const message = backupProblem(backups, problem)
      notifications.show({ color: 'red', title: t('commands.backupUnusable'), message, withBorder: true })
    }
    const command = (id: string, label: string, icon: Command['icon'], run: () => void): Command => ({
      ...{ id, label, icon, group: 'commands', run },
    })
    return [
      ...(isWriting
        ? []
        : [
            command('back-up-now', t('commands.backUpNow'), IconDeviceFloppy, () => {
              write(false)
            }),
            command('save-copy', t('commands.saveCopy'), IconDatabaseExport, () => {
              write(true)
            }),
          ]),
      command('restore', t('commands.restore'), IconHistory, () => {
        choose(({ id }) => navigate(paths.restore(id)), refuse)
      }),
      command('open-as-workspace', t('commands.openAsWorkspace'), IconFolderOpen, () => {
        choose(({ id }) => navigate(paths.openBackup(id)), refuse)
      }),
      command('new-workspace', t('commands.newWorkspace'), IconPlus, () => {
        navigate(paths.newWorkspace)
      }),
      ...workspaces
        .filter(({ id }) => id !== info.id)
        .map(({ id, name }): Command => {
          const open = command(
            `workspace ${id}`,
            t('commands.openWorkspace', { name }),
            IconBoxMultiple,
            () => {
              switchWorkspace(id)
            },
          )
          return { ...open, group: 'workspaces' }
        }),
    ]
  }, [t, backups, navigate, workspaces, switchWorkspace, info.id, isWriting, write, choose])
}
