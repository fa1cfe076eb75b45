import type { ImportCounts } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './done.module.css'

const ALWAYS: readonly (keyof ImportCounts)[] = ['created', 'updated', 'unchanged']
const ORDER: readonly (keyof ImportCounts)[] = [...ALWAYS, 'duplicate', 'possible', 'skipped', 'invalid']

/** What became of the rows of an import. */
export function CountsList({ counts }: { counts: ImportCounts }) {
  const t = useText('imports')
  const { count } = useFormats()
  return (
    <dl className={classes.counts} aria-label={t('done.resultLabel')}>
      {ORDER.filter((kind) => ALWAYS.includes(kind) || counts[kind] > 0).map((kind) => (
        <div key={kind} className={classes.count} data-kind={kind}>
          <dt>{t(`done.rows.${kind}`)}</dt>
          <dd>{count(counts[kind])}</dd>
        </div>
      ))}
    </dl>
  )
}
