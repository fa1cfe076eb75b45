import { Button, Code } from '@mantine/core'
import { IconDatabaseExclamation } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import classes from './recovery-screen.module.css'
import type { StartProblem } from './workspace-session.ts'

interface RecoveryScreenProps {
  problem: StartProblem
  onRetry: () => void
}

/** Shown where the data could not be opened. It never offers to start empty. */
export function RecoveryScreen({ problem, onRetry }: RecoveryScreenProps) {
  const t = useText('shell')
  return (
    <main className={classes.screen}>
      <EmptyState
        icon={IconDatabaseExclamation}
        title={t('recovery.title')}
        text={[
          t('recovery.safe'),
          problem.kind === 'start-timeout' ? t('recovery.slow') : t('recovery.failed'),
          t('recovery.advice'),
        ].join(' ')}
        actions={<Button onClick={onRetry}>{t('recovery.retry')}</Button>}
      />
      {problem.detail !== '' && (
        <details className={classes.details}>
          <summary>{t('recovery.details')}</summary>
          <Code block data-selectable>
            {problem.detail}
          </Code>
        </details>
      )}
    </main>
  )
}
