import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { ROW_KINDS } from '#renderer/import/classified-row.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import type { RowsOf } from '#renderer/import/row-kinds.ts'
import classes from './check.module.css'

/** Which rows are shown. */
export type ShownKind = RowsOf

interface KindFilterProps {
  preview: ImportPreview | null
  shown: ShownKind
  onChange: (kind: ShownKind) => void
}

/** Kinds that are told even where there is no row of them. */
const ALWAYS: readonly ShownKind[] = ['all', 'new', 'update', 'unchanged', 'invalid']
const ORDER: readonly ShownKind[] = ['all', ...ROW_KINDS, 'warned']

/** The rows by what happens to them, each kind with its count. */
export function KindFilter({ preview, shown, onChange }: KindFilterProps) {
  const t = useText('imports')
  const { count } = useFormats()
  const countOf = (kind: ShownKind): number =>
    preview === null ? 0 : kind === 'all' ? preview.rows : preview.kinds.countOf(kind)
  const kinds = ORDER.filter((kind) => ALWAYS.includes(kind) || kind === shown || countOf(kind) > 0)
  return (
    <div className={classes.filter} role="radiogroup" aria-label={t('check.filter')}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="radio"
          className={classes.kind}
          aria-checked={kind === shown}
          aria-label={t('check.kindCount', { kind: t(`check.kinds.${kind}`), shown: count(countOf(kind)) })}
          tabIndex={kind === shown ? 0 : -1}
          data-kind={kind}
          data-any={countOf(kind) > 0 || undefined}
          onClick={() => {
            onChange(kind)
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
            const next = kinds[(kinds.indexOf(kind) + step + kinds.length) % kinds.length]
            if (step === 0 || next === undefined) return
            event.preventDefault()
            onChange(next)
            const to = event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-kind="${next}"]`)
            to?.focus()
          }}
        >
          {t(`check.kinds.${kind}`)}
          <span className={classes.kindCount}>{count(countOf(kind))}</span>
        </button>
      ))}
    </div>
  )
}
