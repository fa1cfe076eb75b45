import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import classes from '../issues/issues.module.css'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** How many records wait for a decision, with the way to them; nothing where none does. */
export function ConflictsLink() {
  const t = useText('conflicts')
  const { count: shown } = useFormats()
  const { capabilities } = useWorkspace()
  const [, navigate] = useLocation()
  const { conflicts: count } = useSyncCounts()
  if (count === 0) return null
  const remote = capabilities?.displayName ?? ''
  return (
    <div className={classes.notice}>
      <Notice
        tone="warn"
        title={t('links.waiting', { count, shown: shown(count), remote })}
        actions={
          <Button
            variant="default"
            onClick={() => {
              navigate(paths.conflicts)
            }}
          >
            {t('links.decide', { count })}
          </Button>
        }
      />
    </div>
  )
}
