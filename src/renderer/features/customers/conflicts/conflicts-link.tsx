import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useConflictCount } from '#renderer/workspace/use-conflict-count.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** How many records wait for a decision, with the way to them; nothing where none does. */
export function ConflictsLink() {
  const t = useText('conflicts')
  const { count: shown } = useFormats()
  const { capabilities } = useWorkspace()
  const [, navigate] = useLocation()
  const count = useConflictCount()
  if (count === 0) return null
  const remote = capabilities?.displayName ?? ''
  return (
    <Notice
      tone="warn"
      title={t('links.waiting', { count, shown: shown(count), remote })}
      actions={
        <Button
          onClick={() => {
            navigate(paths.conflicts)
          }}
        >
          {t('links.decide')}
        </Button>
      }
    />
  )
}
