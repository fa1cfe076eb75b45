import { Button, Group, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { showSection } from '#renderer/ui/show-section.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { BackupTable } from './backup-table.tsx'
import { backupProblem } from './backup-words.ts'
import { RemovedBackups } from './removed-backups.tsx'
import { useBackups } from './use-backups.ts'
import { useChooseBackup } from './use-choose-backup.ts'
import { useWriteBackup } from './use-write-backup.ts'

interface BackupSectionProps {
  /** Shows what restoring one would change. */
  openRestore: (backup: BackupInfo) => void
  /** Shows what one holds that is to become a workspace of its own. */
  openAsWorkspace: (backup: BackupInfo) => void
}

const SECTION = 'backups'
const showBackups = (): void => showSection(SECTION)

/** The backups of the open workspace. */
export function BackupSection({ openRestore, openAsWorkspace }: BackupSectionProps) {
  const t = useText('backups')
  const common = useText('common')
  const { fullTime } = useFormats()
  const { backups } = useWorkspace()
  const writeBackup = useWriteBackup()
  const chooseBackup = useChooseBackup()
  const { state, list } = useBackups(backups)
  const [refused, setRefused] = useState<BackupError | null>(null)
  const raise = useThrow()

  const write = (choose: boolean): void => {
    setRefused(null)
    writeBackup(choose)
  }
  const openFile = (open: (backup: BackupInfo) => void): void => {
    setRefused(null)
    chooseBackup(open, setRefused)
  }
  const last = list?.[0]
  return (
    <Section name={SECTION} title={t('title')} explain={t('explain')}>
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
            <Button variant="default" loading={state.writing} onClick={() => write(false)}>
              {t('now')}
            </Button>
            <Button variant="default" disabled={state.writing} onClick={() => write(true)}>
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
        {/* The words of a button without a frame begin where those above do. */}
        <Group gap="sm" ml={-15}>
          <Button variant="subtle" color="gray" onClick={() => openFile(openRestore)}>
            {t('openFile')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => openFile(openAsWorkspace)}>
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
        <RemovedBackups backups={backups} open={openAsWorkspace} onNoneLeft={showBackups} />
      </Stack>
    </Section>
  )
}
