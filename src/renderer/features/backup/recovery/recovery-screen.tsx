import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDatabaseExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import { leavePendingRecovery } from '#renderer/backup/pending-recovery.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import type { StartProblem } from '#renderer/workspace/start-problem.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { BackupTable } from '../backup-table.tsx'
import { backupProblem } from '../backup-words.ts'
import { useBackups } from '../use-backups.ts'
import classes from './recovery-screen.module.css'

interface RecoveryScreenProps {
  info: WorkspaceInfo
  problem: StartProblem
  backups: Backups
  /** Loads the page anew: storage that failed to open leaves things half open. */
  onRetry: () => void
}

/**
 * Shown where a workspace could not be opened: what happened and what can be done. Nothing is ever put in the place of
 * what is there before that was kept aside.
 */
export function RecoveryScreen({ info, problem, backups, onRetry }: RecoveryScreenProps) {
  const t = useText('backups')
  const { count } = useFormats()
  const { list, state } = useBackups(backups, true)
  const [refused, setRefused] = useState<BackupError | null>(null)
  const raise = useThrow()
  const { api } = useApp()
  const { kind, detail, customers = 0 } = problem
  const isFilling = async (): Promise<boolean> =>
    (await api.call('recovery:state', null)).filling.includes(info.id)
  const begin = (backupId: string | null, fresh: boolean): void => {
    leavePendingRecovery(sessionStorage, { workspaceId: info.id, backupId, fresh })
    onRetry()
  }
  const restore = async (backupId: string): Promise<void> => {
    setRefused(null)
    // One that was made for a backup may be filled from any.
    const fresh = await isFilling()
    // Before anything is put aside: only a backup that is whole is worth it.
    const checked = await backups.check(backupId, fresh)
    if (checked.ok) begin(backupId, fresh)
    else setRefused(checked.error)
  }
  const chooseFile = async (): Promise<void> => {
    setRefused(null)
    const chosen = await backups.choose()
    if (chosen?.ok === true) await restore(chosen.value.id)
    else if (chosen !== null) setRefused(chosen.error)
  }
  return (
    <main className={classes.screen}>
      <div className={classes.column}>
        <span className={classes.icon} aria-hidden>
          <IconDatabaseExclamation size={36} stroke={1.25} />
        </span>
        <h1 className={classes.title}>{titleOf(t, kind)}</h1>
        <p className={classes.text}>
          {t(`recovery.what.${kind}`, {
            detail,
            customers: t('customers', { count: customers, shown: count(customers) }),
          })}
        </p>
        {offersRetry(kind) && (
          <Group gap="sm">
            <Text size="sm">{kind === 'disk-full' ? '' : t('recovery.tryFirst')}</Text>
            <Button onClick={onRetry}>{t('recovery.retry')}</Button>
          </Group>
        )}
        {kind !== 'disk-full' && kind !== 'start-timeout' && (
          <Stack gap="xs" mt="lg">
            <h2 className={classes.subtitle}>{t('recovery.restoreTitle')}</h2>
            {kind !== 'gone' && (
              <Text size="sm" c="dimmed">
                {t('recovery.restoreText')}
              </Text>
            )}
            {refused !== null && (
              <Notice tone="bad" title={t('problem.restoreTitle')}>
                {backupProblem(t, refused)}
              </Notice>
            )}
            {list?.length === 0 && <Text>{t('recovery.noBackups')}</Text>}
            {list !== null && list.length > 0 && (
              <div>
                <BackupTable
                  label={t('list.label')}
                  backups={list}
                  action={(backup, when) => (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t('recovery.restoreLabel', { when })}
                      onClick={() => void restore(backup.id).catch(raise)}
                    >
                      {t('recovery.restoreAction')}
                    </Button>
                  )}
                />
              </div>
            )}
            {/* Its words begin where those above do. */}
            <Group ml={-9}>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => void chooseFile().catch(raise)}
              >
                {t('recovery.openFile')}
              </Button>
            </Group>
            <h2 className={classes.subtitle}>{t('recovery.others')}</h2>
            <OtherWays
              kind={kind}
              backups={backups}
              writing={state.writing}
              onRetry={onRetry}
              beginEmpty={() => void isFilling().then((fresh) => begin(null, fresh), raise)}
            />
            {state.problem !== null && (
              <Notice tone="bad" title={t('problem.title')}>
                {backupProblem(t, state.problem)}
              </Notice>
            )}
          </Stack>
        )}
        {detail !== '' && (
          <details className={classes.details}>
            <summary>{t('recovery.details')}</summary>
            <Code block data-selectable>
              {detail}
            </Code>
          </details>
        )}
      </div>
    </main>
  )
}

interface OtherWaysProps {
  kind: StartProblem['kind']
  backups: Backups
  writing: boolean
  onRetry: () => void
  beginEmpty: () => void
}

function OtherWays({ kind, backups, writing, onRetry, beginEmpty }: OtherWaysProps) {
  const t = useText('backups')
  const common = useText('common')
  const { api } = useApp()
  const raise = useThrow()
  const [saved, setSaved] = useState(false)
  const saveRest = async (): Promise<void> => {
    const written = await backups.write('readable-rest', { customers: 0, choose: true, partial: true })
    setSaved(written?.ok === true)
  }
  const accept = async (): Promise<void> => {
    await api.call('recovery:accept', null)
    onRetry()
  }
  const startEmpty = (): void => {
    modals.openConfirmModal({
      title: t('recovery.emptyTitle'),
      children: <Text size="sm">{t(kind === 'gone' ? 'recovery.emptyTextGone' : 'recovery.emptyText')}</Text>,
      labels: { confirm: t('recovery.emptyConfirm'), cancel: common('cancel') },
      onConfirm: beginEmpty,
    })
  }
  return (
    <>
      {saved && (
        <Notice tone="good" title={t('recovery.restDone')}>
          {t('recovery.restText')}
        </Notice>
      )}
      <Group gap="sm">
        {(kind === 'failed' || kind === 'migration') && (
          <Button variant="default" loading={writing} onClick={() => void saveRest().catch(raise)}>
            {t('recovery.rest')}
          </Button>
        )}
        {kind === 'damaged' && (
          <Button variant="default" onClick={() => void accept().catch(raise)}>
            {t('recovery.accept')}
          </Button>
        )}
        <Button variant="default" onClick={startEmpty}>
          {t('recovery.empty')}
        </Button>
      </Group>
      {kind === 'damaged' && (
        <Text size="sm" c="dimmed">
          {t('recovery.acceptText')}
        </Text>
      )}
    </>
  )
}

/** Trying again can help where nothing was found missing. */
function offersRetry(kind: StartProblem['kind']): boolean {
  return kind === 'failed' || kind === 'start-timeout' || kind === 'disk-full' || kind === 'migration'
}

function titleOf(t: ReturnType<typeof useText<'backups'>>, kind: StartProblem['kind']): string {
  return kind === 'failed' || kind === 'start-timeout' ? t('recovery.title') : t(`recovery.titles.${kind}`)
}
