import { Button } from '@mantine/core'
import { IconRowRemove } from '@tabler/icons-react'
import type { RowDecision } from '#shared/csv/csv-file.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow, RowKind } from '#renderer/import/classified-row.ts'
import { targetWords } from '../target-words.ts'
import { DecisionButtons } from './decision-buttons.tsx'
import { PossibleCustomer } from './possible-customer.tsx'
import { PutBackButton } from './put-back-button.tsx'
import { rowWords } from './problem-words.ts'
import { RailPart } from './rail-part.tsx'
import { RowChanges } from './row-changes.tsx'
import { RowProblems } from './row-problems.tsx'
import type { ShownColumn } from './shown-columns.ts'
import classes from './check.module.css'

interface RowDetailsProps {
  /** Undefined while it is looked at, null where there is none. */
  row: ClassifiedRow | undefined | null
  columns: readonly ShownColumn[]
  editable: boolean
  onEditCell: (column: number) => void
  onPut: (column: number, text: string) => void
  onDecide: (decision: RowDecision | null) => void
  onGoTo: (row: number) => void
}

/** Rows that would be imported, or will be once they are right. */
const LEAVABLE: readonly RowKind[] = ['new', 'update', 'invalid']

/** All about one row beside the grid: what is wrong and how to put it right, or what changes, before and after. */
export function RowDetails(props: RowDetailsProps) {
  const { row, columns, editable, onEditCell, onPut, onDecide, onGoTo } = props
  const t = useText('imports')
  const customers = useText('customers')
  const { count } = useFormats()
  const texts = { imports: t, customers }
  if (row === undefined) return <aside className={classes.rail} aria-label={t('row.label')} />
  if (row === null)
    return (
      <aside className={classes.rail} aria-label={t('row.label')}>
        <p className={classes.quiet}>{t('row.none')}</p>
      </aside>
    )
  const isFilled = (at: number): boolean => (row.cells[at] ?? '').trim() !== ''
  const filled = columns.filter(({ at }) => isFilled(at))
  // A row such as "Total: 8" has nothing in the columns that are imported.
  const elsewhere = filled.length > 0 ? [] : row.cells.filter((_, at) => isFilled(at))
  return (
    <aside className={classes.rail} aria-label={t('row.label')}>
      <h2 className={classes.railTitle}>
        {t('row.title', { row: count(row.number) })}
        <span className={classes.badge} data-kind={row.kind}>
          {t(`check.kindWords.${row.kind}`)}
        </span>
      </h2>
      {row.kind === 'invalid' && (
        <RowProblems row={row} columns={columns} editable={editable} onEditCell={onEditCell} onPut={onPut} />
      )}
      {row.kind === 'possible' && (
        <>
          <p className={classes.why}>{rowWords(row, texts).join('. ')}.</p>
          <DecisionButtons label={t('possible.decide')} value={row.decision} onDecide={onDecide} />
          <p className={classes.quiet}>{t('possible.keys')}</p>
        </>
      )}
      {row.kind === 'left' && (
        <>
          <p className={classes.why}>{t('row.leftOut')}</p>
          <PutBackButton
            disabled={!editable}
            onPutBack={() => {
              onDecide(null)
            }}
          />
        </>
      )}
      {row.kind === 'duplicate' && (
        <p className={classes.why}>
          {row.otherProduct !== '' && `${rowWords(row, texts).join('. ')}. `}
          {t('check.explain.duplicate')}
        </p>
      )}
      {row.sameAs >= 0 && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            onGoTo(row.sameAs)
          }}
        >
          {t('row.goTo', { row: count(row.sameAsNumber) })}
        </Button>
      )}
      {row.kind === 'update' && <RowChanges row={row} />}
      {row.kind !== 'new' && row.recordId !== '' && (
        <PossibleCustomer id={row.recordId} matchedBy={row.matchedBy} />
      )}
      {row.warnings.length > 0 && (
        <RailPart title={t('row.notes')}>
          {row.warnings.map((warning, at) => (
            <p key={at} className={classes.warning}>
              {t(`rules.${warning.rule}`, { field: targetWords(warning.target, texts) })}.{' '}
              {t(`advice.${warning.rule}`)}
            </p>
          ))}
        </RailPart>
      )}
      {LEAVABLE.includes(row.kind) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={!editable}
          leftSection={<IconRowRemove size={15} stroke={1.7} />}
          onClick={() => {
            onDecide('leave')
          }}
        >
          {t('row.leaveOut')}
        </Button>
      )}
      {elsewhere.length > 0 && (
        <RailPart title={t('row.elsewhere')}>
          <p className={classes.value} data-selectable>
            {elsewhere.join(' · ')}
          </p>
        </RailPart>
      )}
      {row.kind !== 'update' && filled.length > 0 && (
        <RailPart title={t('row.inFile')}>
          <dl className={classes.list}>
            {filled.map(({ at, name, target }) => (
              <div key={at} className={classes.entry}>
                <dt className={classes.term}>{target === 'ignore' ? name : targetWords(target, texts)}</dt>
                <dd className={classes.value} data-selectable>
                  {row.cells[at]}
                </dd>
              </div>
            ))}
          </dl>
        </RailPart>
      )}
    </aside>
  )
}
