import type { ImportKind } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportUndoPlan } from '#renderer/import/import-undo.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './done.module.css'

/** What undoing an import would do, point by point. */
export function UndoPlanWords({ plan, kind }: { plan: ImportUndoPlan; kind: ImportKind }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { capabilities } = useWorkspace()
  const { remove, removeThere, restore, kept } = plan
  const words = (number: number) => ({ count: number, shown: count(number) })
  const removed = words(remove + removeThere)
  const remote = capabilities?.displayName ?? ''
  if (removed.count + restore + kept === 0) return <p className={classes.point}>{t('undo.nothing')}</p>
  return (
    <ul className={classes.points}>
      {removed.count > 0 && (
        <li>
          {kind === 'customers' ? t('undo.removeCustomers', removed) : t('undo.removeMappings', removed)}
        </li>
      )}
      {removeThere > 0 && remote !== '' && (
        <li>{t('undo.removeThere', { ...words(removeThere), remote })}</li>
      )}
      {restore > 0 && <li>{t('undo.restore', words(restore))}</li>}
      {kept > 0 && <li>{t('undo.kept', words(kept))}</li>}
    </ul>
  )
}
