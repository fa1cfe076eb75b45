import { Loader, Progress } from '@mantine/core'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { WorkspaceContext } from '#renderer/workspace/workspace-context.ts'
import { RecoveryScreen } from './recovery-screen.tsx'
import { Shell } from './shell/shell.tsx'
import classes from './workspace-gate.module.css'
import type { WorkspaceSession } from './workspace-session.ts'

/** The open workspace with the shell around it; before that a quiet moment, or the recovery screen. */
export function WorkspaceGate({ session }: { session: WorkspaceSession }) {
  const t = useText('shell')
  const state = useObservable(session.state$, session.state$.value)
  switch (state.kind) {
    case 'opening':
      return (
        <main className={classes.opening} role="status">
          {state.migratedPercent === undefined ? (
            <>
              <Loader size="sm" color="gray" />
              {t('opening', { name: state.info.name })}
            </>
          ) : (
            <>
              <p className={classes.migrating}>{t('migrating', { name: state.info.name })}</p>
              <Progress value={state.migratedPercent} w={280} aria-label={t('migratingLabel')} />
            </>
          )}
        </main>
      )
    case 'failed':
      return (
        <RecoveryScreen
          problem={state.problem}
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
