import { Button, Code } from '@mantine/core'
import { IconMoodSad } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import classes from './recovery-screen.module.css'

interface ErrorBoundaryProps {
  children: ReactNode
}

/** The window's catch-all: what nobody expected is shown with a way on, instead of an empty window. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <BrokenPage error={this.state.error} />
  }
}

function BrokenPage({ error }: { error: Error }) {
  const t = useText('common')
  return (
    <main className={classes.screen} role="alert">
      <EmptyState
        icon={IconMoodSad}
        title={t('errors.title')}
        text={t('errors.body')}
        actions={
          <Button
            onClick={() => {
              window.location.reload()
            }}
          >
            {t('errors.reload')}
          </Button>
        }
      />
      <details className={classes.details}>
        <summary>{t('errors.details')}</summary>
        <Code block data-selectable>
          {error.name}: {error.message}
        </Code>
      </details>
    </main>
  )
}
