import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './customers-page.module.css'

const UNKNOWN = { state: 'rebuilding', loaded: 0, total: 0 } as const

/** How far the roster is that is being built anew. */
export function Preparing() {
  const t = useText('customers')
  const { count } = useFormats()
  const { roster } = useWorkspace()
  const { loaded, total } = useObservable(roster.status$, UNKNOWN)
  return (
    <div className={classes.preparing} role="status">
      {total === 0
        ? t('list.preparingUnknown')
        : t('list.preparing', { loaded: count(loaded), total: count(total) })}
    </div>
  )
}
