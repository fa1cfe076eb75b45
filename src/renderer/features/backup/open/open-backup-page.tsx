import { Button, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { BackupError, CheckedBackup } from '#shared/backup/backup-messages.ts'
import { WORKSPACE_NAME_MAX } from '#shared/domain/workspace.ts'
import type { Result } from '#shared/result.ts'
import { leavePendingRecovery } from '#renderer/backup/pending-recovery.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { backupProblem } from '../backup-words.ts'
import { BackupFacts } from './backup-facts.tsx'
import classes from './open-backup.module.css'

interface OpenBackupPageProps {
  backupId: string
  back: () => void
  /** The new workspace is being opened. */
  opened: () => void
}

/** What a backup file holds, and the way to make a workspace of its own of it, on this computer or another one. */
export function OpenBackupPage({ backupId, back, opened }: OpenBackupPageProps) {
  const t = useText('backups')
  const { fullTime } = useFormats()
  const { backups } = useWorkspace()
  const [checked, setChecked] = useState<Result<CheckedBackup, BackupError> | null>(null)
  const raise = useThrow()
  useEffect(() => {
    let current = true
    backups.check(backupId, true).then(
      (found) => {
        if (current) setChecked(found)
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [backups, backupId, raise])
  return (
    <Page
      title={t('open.title')}
      aside={checked?.ok === true ? t('restore.of', { when: fullTime(checked.value.createdAt) }) : undefined}
      lead={<IconButton icon={IconArrowLeft} label={t('open.back')} onClick={back} />}
    >
      {checked === null && (
        <div className={classes.reading} role="status">
          <Loader size="sm" color="gray" />
          <Text>{t('open.reading')}</Text>
        </div>
      )}
      {checked?.ok === false && <Refused error={checked.error} />}
      {checked?.ok === true && <NewWorkspace backup={checked.value} opened={opened} />}
    </Page>
  )
}

function NewWorkspace({ backup, opened }: { backup: CheckedBackup; opened: () => void }) {
  const t = useText('backups')
  const common = useText('common')
  const { api, workspaces, workspaceChanged, switchWorkspace } = useApp()
  const { date } = useFormats()
  const taken = new Set(workspaces.map((workspace) => nameKey(workspace.name)))
  const [name, setName] = useState(() =>
    freeName(backup.workspaceName, taken, (number) => {
      const words = { name: shortened(backup.workspaceName), day: date(backup.createdAt), number }
      return number === 1 ? t('open.nameProposed', words) : t('open.nameProposedAgain', words)
    }),
  )
  const [refused, setRefused] = useState<BackupError | null>(null)
  const [busy, setBusy] = useState(false)
  const raise = useThrow()
  const here = workspaces.find(({ id }) => id === backup.workspaceId)
  const isMissing = name.trim() === ''
  const isTooLong = name.trim().length > WORKSPACE_NAME_MAX
  const isTaken = !busy && taken.has(nameKey(name))
  const problem = isMissing
    ? t('open.nameRequired')
    : isTooLong
      ? t('open.nameTooLong', { most: WORKSPACE_NAME_MAX })
      : isTaken
        ? t('open.nameTaken')
        : null
  const open = async (): Promise<void> => {
    setBusy(true)
    const made = await api.call('workspaces:create-for-backup', { name: name.trim(), backupId: backup.id })
    if (!made.ok) {
      setRefused(made.error)
      setBusy(false)
      return
    }
    // Filled when it is opened, before anything else can be in it.
    leavePendingRecovery(sessionStorage, { workspaceId: made.value.id, backupId: backup.id, fresh: true })
    workspaceChanged(made.value)
    switchWorkspace(made.value.id)
    opened()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (problem === null) open().catch(raise)
      }}
    >
      <Stack gap="md">
        {refused !== null && <Refused error={refused} />}
        {here !== undefined && <Notice tone="warn" title={t('open.here', { name: here.name })} />}
        <BackupFacts backup={backup} />
        <Text c="dimmed">{t('open.text')}</Text>
        {backup.lastSystem !== null && (
          <Text c="dimmed">{t('open.notConnected', { remote: common(`systems.${backup.lastSystem}`) })}</Text>
        )}
        <TextInput
          label={t('open.name')}
          value={name}
          maw={360}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy} disabled={problem !== null}>
            {t('open.action')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** Names that people take for the same. */
function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

/** The name itself where no workspace has it, else the first proposal that none has. */
function freeName(name: string, taken: ReadonlySet<string>, propose: (number: number) => string): string {
  let free = name
  for (let number = 1; taken.has(nameKey(free)); number += 1) free = propose(number)
  return free
}

/** The name with room for what a proposal adds to it. */
function shortened(name: string): string {
  return name.length <= WORKSPACE_NAME_MAX - 40 ? name : `${name.slice(0, WORKSPACE_NAME_MAX - 41)}…`
}

function Refused({ error }: { error: BackupError }) {
  const t = useText('backups')
  return (
    <Notice tone="bad" title={t('problem.restoreTitle')}>
      {backupProblem(t, error)}
    </Notice>
  )
}
