import type { ImportOptions } from '#shared/csv/import-options.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { DecisionButtons } from './decision-buttons.tsx'
import type { ShownKind } from './kind-filter.tsx'
import classes from './check.module.css'

interface KindExplainedProps {
  kind: ShownKind
  /** Blank rows of the file. */
  blank: number
  options: ImportOptions
  /** False for a list of SKU mappings. */
  customers: boolean
  onPossible: (possible: ImportOptions['possible']) => void
}

/** What the shown kind of rows means; where they may be here already, what is done with those nobody decides about. */
export function KindExplained({ kind, blank, options, customers, onPossible }: KindExplainedProps) {
  const t = useText('imports')
  const { count } = useFormats()
  return (
    <div className={classes.explained}>
      <p className={classes.explain}>
        {!customers && (kind === 'new' || kind === 'update' || kind === 'skipped')
          ? t(
              `check.explainSkus.${kind === 'skipped' ? (options.mode === 'add' ? 'skippedAdd' : 'skippedUpdate') : kind}`,
            )
          : kind === 'update'
            ? t(options.blanks === 'clear' ? 'check.explain.updateClear' : 'check.explain.updateKeep')
            : kind === 'skipped'
              ? t(options.mode === 'add' ? 'check.explain.skippedAdd' : 'check.explain.skippedUpdate')
              : t(`check.explain.${kind}`)}
        {kind === 'all' && blank > 0 && <> {t('check.blank', { count: blank, shown: count(blank) })}</>}
      </p>
      {kind === 'possible' && (
        <div className={classes.forAll}>
          <span>{t('possible.forAll')}</span>
          <DecisionButtons label={t('possible.forAllLabel')} value={options.possible} onDecide={onPossible} />
        </div>
      )}
    </div>
  )
}
