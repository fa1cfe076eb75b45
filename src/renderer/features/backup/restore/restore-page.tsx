import { Button, Loader, Text } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { Address } from '#shared/domain/address.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import type { RestoreChoices } from '#renderer/backup/restore.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { backupProblem } from '../backup-words.ts'
import { RestoreChoice } from './restore-choice.tsx'
import { RestoreRows } from './restore-rows.tsx'
import classes from './restore.module.css'
import { useRestore, type RestoreState } from './use-restore.ts'

interface RestorePageProps {
  backupId: string
  back: () => void
  /** Fields with what is here and what the backup has; the feature of customers knows their words. */
  renderChanges: (changes: readonly FieldChange[], addresses: readonly Address[]) => ReactNode
}

/** What restoring a backup would change, and the way to do it. */
export function RestorePage({ backupId, back, renderChanges }: RestorePageProps) {
  const t = useText('backups')
  const { fullTime } = useFormats()
  const { state, run } = useRestore(backupId)
  const [choices, setChoices] = useState<RestoreChoices>({ missing: true, changed: true, added: false })
  const preview = state.kind === 'preview' ? state.preview : null
  const count =
    preview === null
      ? 0
      : (choices.missing ? preview.missing + preview.mappings.missing : 0) +
        (choices.changed ? preview.changed + preview.mappings.changed : 0) +
        (choices.added ? preview.added - preview.addedThere : 0)
  return (
    <Page
      title={t('restore.title')}
      aside={
        state.kind === 'preview' ? t('restore.of', { when: fullTime(state.backup.createdAt) }) : undefined
      }
      lead={<IconButton icon={IconArrowLeft} label={t('restore.back')} onClick={back} />}
      actions={
        preview !== null && (
          <Button disabled={count === 0} onClick={() => run(choices)}>
            {t('restore.action')}
          </Button>
        )
      }
      fill
    >
      {state.kind !== 'preview' ? (
        <div className={classes.message}>
          <Message state={state} />
        </div>
      ) : (
        <div className={classes.page}>
          <RestoreChoice preview={state.preview} choices={choices} onChange={setChoices} />
          {state.preview.rows.length > 0 ? (
            <RestoreRows rows={state.preview.rows} renderChanges={renderChanges} />
          ) : (
            <EmptyState icon={IconCircleCheck} title={t('restore.nothing')} text={t('restore.nothingText')} />
          )}
        </div>
      )}
    </Page>
  )
}

function Message({ state }: { state: Exclude<RestoreState, { kind: 'preview' }> }) {
  const t = useText('backups')
  const { count } = useFormats()
  const [, navigate] = useLocation()
  switch (state.kind) {
    case 'reading':
    case 'running':
      return (
        <div className={classes.progress} role="status">
          <Loader size="sm" color="gray" />
          <Text>
            {t(state.kind === 'reading' ? 'restore.reading' : 'restore.running', {
              shown: count(state.customers),
            })}
          </Text>
        </div>
      )
    case 'refused':
      return (
        <Notice tone="bad" title={t('problem.restoreTitle')}>
          {backupProblem(t, state.error)}
        </Notice>
      )
    case 'not-backed-up':
      return (
        <Notice tone="bad" title={t('restore.notBackedUp')}>
          {backupProblem(t, state.error)}
        </Notice>
      )
    case 'done': {
      const { broughtBack, putBack, removed } = state.result
      return (
        <Notice
          tone="good"
          title={t('restore.done')}
          actions={
            <Button variant="default" size="compact-sm" onClick={() => navigate(paths.restore(state.before))}>
              {t('restore.undo')}
            </Button>
          }
        >
          {t('restore.doneText', {
            broughtBack: count(broughtBack),
            putBack: count(putBack),
            removed: count(removed),
          })}
        </Notice>
      )
    }
  }
}
