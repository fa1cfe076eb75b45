import { Button, Checkbox, Group, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import type { WorkspaceContents } from '#renderer/workspace/other-workspaces.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

interface RemoveWorkspaceProps {
  workspace: WorkspaceInfo
  close: () => void
}

/** Asks before a workspace is removed: says what would be gone for good, and offers to save it as a file first. */
export function RemoveWorkspace({ workspace, close }: RemoveWorkspaceProps) {
  const t = useText('settings')
  const common = useText('common')
  const { count: shown, fullTime } = useFormats()
  const { api, switchWorkspace, workspaceRemoved } = useApp()
  const { others } = useWorkspace()
  const [, navigate] = useLocation()
  const raise = useThrow()
  const [contents, setContents] = useState<WorkspaceContents | null>(null)
  const [backups, setBackups] = useState<readonly BackupInfo[]>([])
  const [withBackups, setWithBackups] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let current = true
    const kept = api.call('backup:list', { workspaceId: workspace.id, toFill: false })
    Promise.all([others.contents(workspace), kept]).then(
      ([found, listed]) => {
        if (!current) return
        setContents(found)
        setBackups(listed)
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [api, others, workspace, raise])
  const [newest] = backups
  const system = workspace.connection?.system
  const remote = system === undefined ? '' : common(`systems.${system}`)
  const remove = async (): Promise<void> => {
    setBusy(true)
    // Main forgets it first: a workspace that is listed must never be found empty.
    await api.call('workspaces:remove', { workspaceId: workspace.id, backups: withBackups })
    try {
      const gone = await others.removeStored(workspace.id)
      if (gone) await api.call('workspaces:removed', { workspaceId: workspace.id })
    } catch {
      // A damaged store, for example. Main knows what is left, and has it deleted without opening it.
      notifications.show({
        ...{ color: 'red', withBorder: true, autoClose: false },
        title: t('remove.restTitle', { name: workspace.name }),
        message: t('remove.rest'),
      })
    }
    workspaceRemoved(workspace.id)
    close()
  }
  return (
    <Modal opened onClose={close} title={t('remove.title', { name: workspace.name })}>
      {contents !== null && (
        <>
          <Text>
            {contents.customers === 0
              ? t('remove.empty')
              : t('remove.customers', { count: contents.customers, shown: shown(contents.customers) })}
          </Text>
          {contents.unsent > 0 && (
            <Text mt="sm" fw={500} c="var(--desk-bad)">
              {t('remove.unsent', { count: contents.unsent, shown: shown(contents.unsent), remote })}
            </Text>
          )}
          {remote !== '' && <Text mt="sm">{t('remove.remoteStays', { remote })}</Text>}
          {backups.length > 0 && (
            <Checkbox
              mt="sm"
              checked={withBackups}
              onChange={(event) => setWithBackups(event.currentTarget.checked)}
              label={t('remove.backups', { count: backups.length, shown: shown(backups.length) })}
            />
          )}
          <Text mt="sm" c="dimmed">
            {newest === undefined || withBackups
              ? t('remove.final')
              : t('remove.kept', {
                  count: backups.length,
                  shown: shown(backups.length),
                  when: fullTime(newest.createdAt),
                })}
          </Text>
        </>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" data-autofocus onClick={close}>
          {common('cancel')}
        </Button>
        {contents !== null && contents.customers > 0 && (
          <Button
            variant="default"
            onClick={() => {
              switchWorkspace(workspace.id)
              navigate(paths.customers)
              close()
            }}
          >
            {t('remove.exportFirst')}
          </Button>
        )}
        <Button
          color="red"
          disabled={contents === null}
          loading={busy}
          onClick={() => {
            remove().catch(raise)
          }}
        >
          {t('remove.action')}
        </Button>
      </Group>
    </Modal>
  )
}
