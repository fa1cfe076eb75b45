import { Loader, Progress } from '@mantine/core'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import { RecoveryScreen } from '#renderer/features/backup/recovery/recovery-screen.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { WorkspaceContext } from '#renderer/workspace/workspace-context.ts'
import { Shell } from './shell/shell.tsx'
import classes from './workspace-gate.module.css'
import type { OpeningProgress, WorkspaceSession } from './workspace-session.ts'

interface WorkspaceGateProps {
  session: WorkspaceSession
  backupsOf: (info: WorkspaceInfo) => Backups
}

/** The open workspace with the shell around it; before that a quiet moment, or the recovery screen. */
export function WorkspaceGate({ session, backupsOf }: WorkspaceGateProps) {
  const state = useObservable(session.state$, session.state$.value)
  switch (state.kind) {
    case 'opening':
      return (
        <main className={classes.opening} role="status">
          <Opening name={state.info.name} progress={state.progress} />
        </main>
      )
    case 'failed':
      return (
        <RecoveryScreen
          info={state.info}
          problem={state.problem}
          backups={backupsOf(state.info)}
          onRetry={() => {
            // Storage that failed to open leaves things half open: only a new page is sure to begin anew.
            window.location.reload()
          }}
        />
      )
    case 'open':
      return (
        <WorkspaceContext value={state.workspace}>
          <Shell key={state.info.id} />
        </WorkspaceContext>
      )
  }
}

function Opening({ name, progress }: { name: string; progress: OpeningProgress | undefined }) {
  const t = useText('shell')
  const { count } = useFormats()
  switch (progress?.kind) {
    case undefined:
      return (
        <>
          <Loader size="sm" color="gray" />
          {t('opening', { name })}
        </>
      )
    case 'migrating':
      return (
        <>
          <p className={classes.migrating}>{t('migrating', { name })}</p>
          <Progress value={progress.percent} w={280} aria-label={t('migratingLabel')} />
        </>
      )
    case 'filling': {
      const { customers, of } = progress
      return (
        <>
          <p className={classes.migrating}>{t('filling', { name })}</p>
          <Progress value={of === 0 ? 0 : (100 * customers) / of} w={280} aria-label={t('fillingLabel')} />
          <p className={classes.migrating}>
            {t(customers < of ? 'filled' : 'filledCustomers', {
              count: of,
              shown: count(customers),
              of: count(of),
            })}
          </p>
        </>
      )
    }
  }
}
