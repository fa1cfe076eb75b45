import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { firstValueFrom } from 'rxjs'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { BackupTable } from './backup-table.tsx'
import { RemovedBackups } from './removed-backups.tsx'
import { backupProblem, sizeWords } from './backup-words.ts'
import { useBackups } from './use-backups.ts'

interface BackupSectionProps {
  /** Shows what restoring one would change. */
  openRestore: (backup: BackupInfo) => void
  /** Shows what one holds that is to become a workspace of its own. */
  openAsWorkspace: (backup: BackupInfo) => void
}

/** The backups of the open workspace. */
export function BackupSection({ openRestore, openAsWorkspace }: BackupSectionProps) {
  const t = useText('backups')
  const common = useText('common')
  const { i18n } = useTranslation()
  const { count, fullTime } = useFormats()
  const { backups, roster } = useWorkspace()
  const { state, list } = useBackups(backups)
  const [refused, setRefused] = useState<BackupError | null>(null)
  const raise = useThrow()

  const write = async (choose: boolean): Promise<void> => {
    setRefused(null)
    const { total } = await firstValueFrom(roster.counts$)
    const written = await backups.write('by-hand', { customers: total, choose })
    if (written?.ok !== true) return
    const customers = t('customers', {
      count: written.value.customers,
      shown: count(written.value.customers),
    })
    notifications.show({
      title: t('written'),
      message: t('writtenText', { customers, size: sizeWords(written.value.size, i18n.language) }),
      withBorder: true,
    })
  }
  const openFile = async (open: (backup: BackupInfo) => void): Promise<void> => {
    setRefused(null)
    const chosen = await backups.choose()
    if (chosen === null) return
    if (chosen.ok) open(chosen.value)
    else setRefused(chosen.error)
  }
  const last = list?.[0]
  return (
    <Section title={t('title')} explain={t('explain')}>
      <Stack gap="sm">
        {state.problem !== null && (
          <Notice tone="bad" title={t('problem.title')}>
            {backupProblem(t, state.problem)}
          </Notice>
        )}
        {refused !== null && (
          <Notice
            tone="bad"
            title={t('problem.restoreTitle')}
            actions={<IconButton icon={IconX} label={common('close')} onClick={() => setRefused(null)} />}
          >
            {backupProblem(t, refused)}
          </Notice>
        )}
        <Group justify="space-between">
          <Text role="status" {...(last === undefined ? { c: 'dimmed' } : {})}>
            {state.writing
              ? t('writing')
              : last === undefined
                ? list !== null && t('none')
                : t('last', { when: fullTime(last.createdAt) })}
          </Text>
          <Group gap="sm">
            <Button variant="default" loading={state.writing} onClick={() => void write(false).catch(raise)}>
              {t('now')}
            </Button>
            <Button variant="default" disabled={state.writing} onClick={() => void write(true).catch(raise)}>
              {t('saveCopy')}
            </Button>
          </Group>
        </Group>
        {list !== null && list.length > 0 && (
          <div>
            <BackupTable
              label={t('list.label')}
              backups={list}
              action={(backup, when) => (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('list.lookLabel', { when })}
                  onClick={() => openRestore(backup)}
                >
                  {t('list.look')}
                </Button>
              )}
            />
          </div>
        )}
        <Group gap="sm">
          <Button variant="subtle" color="gray" onClick={() => void openFile(openRestore).catch(raise)}>
            {t('openFile')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => void openFile(openAsWorkspace).catch(raise)}>
            {t('openAsWorkspace')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setRefused(null)
              void backups.showFolder().catch(raise)
            }}
          >
            {t('showFolder')}
          </Button>
        </Group>
        <RemovedBackups backups={backups} open={openAsWorkspace} />
      </Stack>
    </Section>
  )
}
