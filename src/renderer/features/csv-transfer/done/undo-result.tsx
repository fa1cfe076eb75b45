import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { ImportUndo } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './done.module.css'

/** Kept customers named; the rest is counted. */
const NAMED = 50

/** What undoing an import came to, with links to what it kept because it was changed since. */
export function UndoResult({ undo }: { undo: ImportUndo }) {
  const t = useText('imports')
  const common = useText('common')
  const { count } = useFormats()
  const { customers } = useWorkspace()
  const raise = useThrow()
  const [names, setNames] = useState<readonly { id: string; name: string }[]>([])
  useEffect(() => {
    let current = true
    const ids = undo.kept.slice(0, NAMED)
    customers.findByIds(ids).then((found) => {
      if (!current) return
      setNames(
        ids.flatMap((id) => {
          const customer = found.get(id)
          return customer === undefined ? [] : [{ id, name: displayName(customer) }]
        }),
      )
    }, raise)
    return () => {
      current = false
    }
  }, [customers, undo.kept, raise])
  const more = undo.keptCount - names.length
  return (
    <>
      <dl className={classes.counts} aria-label={t('done.resultLabel')}>
        <div className={classes.count}>
          <dt>{t('undo.removed')}</dt>
          <dd>{count(undo.removed)}</dd>
        </div>
        <div className={classes.count}>
          <dt>{t('undo.restored')}</dt>
          <dd>{count(undo.restored)}</dd>
        </div>
        {undo.keptCount > 0 && (
          <div className={classes.count}>
            <dt>{t('undo.keptCount')}</dt>
            <dd>{count(undo.keptCount)}</dd>
          </div>
        )}
      </dl>
      {names.length > 0 && (
        <ul className={classes.kept} aria-label={t('undo.keptLabel')}>
          {names.map(({ id, name }) => (
            <li key={id}>
              <Link href={paths.customer(id)} className={classes.link}>
                {name === '' ? common('unnamed') : name}
              </Link>
            </li>
          ))}
          {more > 0 && <li>{t('undo.keptMore', { shown: count(more) })}</li>}
        </ul>
      )}
    </>
  )
}
