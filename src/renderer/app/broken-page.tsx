import { Button, Code } from '@mantine/core'
import { IconMoodSad } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import classes from './broken-page.module.css'

/** What nobody expected, with a way on: the page is loaded anew. */
export function BrokenPage({ error }: { error: Error }) {
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
