import type { RowDecision } from '#shared/csv/csv-file.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { GridCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import { CellEditor, type EditorLeave } from './cell-editor.tsx'
import { changedCells } from './changed-cells.ts'
import { DecisionButtons } from './decision-buttons.tsx'
import type { ShownKind } from './kind-filter.tsx'
import { PutBackButton } from './put-back-button.tsx'
import { problemWords, rowWords } from './problem-words.ts'
import { isExplained, type ShownColumn } from './shown-columns.ts'
import classes from './check.module.css'

interface RowCellsProps {
  row: ClassifiedRow
  kind: ShownKind
  columns: readonly ShownColumn[]
  /** Place of the chosen cell, -1 where the row is not the chosen one. */
  activeColumn: number
  editing: boolean
  /** True where rows may be changed now. */
  editable: boolean
  onColumn: (place: number) => void
  onOpen: (place: number) => void
  onDone: (text: string, leave: EditorLeave) => void
  onCancel: () => void
  onDecide: (decision: RowDecision | null) => void
}

/** The cells of one row of a preview; those at fault are outlined, those that change something are marked. */
export function RowCells(props: RowCellsProps) {
  const { row, kind, columns, activeColumn, editing, editable } = props
  const { onColumn, onOpen, onDone, onCancel, onDecide } = props
  const t = useText('imports')
  const customers = useText('customers')
  const { count } = useFormats()
  const words = isExplained(kind) ? rowWords(row, { imports: t, customers }).join(' · ') : ''
  const warned = row.warnings.map((warning) => problemWords(warning, { imports: t, customers })).join(' · ')
  const changed = row.kind === 'update' ? changedCells(row, columns) : null
  return (
    <>
      <GridCell align="end" quiet>
        {warned !== '' && (
          <span className={classes.worthALook} role="img" aria-label={t('row.notes')} title={warned}>
            !
          </span>
        )}
        {count(row.number)}
      </GridCell>
      {isExplained(kind) && (
        <GridCell title={words}>
          {(kind === 'all' || kind === 'warned') && (
            <span className={classes.badge} data-kind={row.kind}>
              {t(`check.kindWords.${row.kind}`)}
            </span>
          )}
          <span className={classes.words} data-bad={row.problems.length > 0 || undefined}>
            {words}
          </span>
        </GridCell>
      )}
      {kind === 'possible' && (
        <div role="gridcell">
          <DecisionButtons label={t('possible.decide')} value={row.decision} onDecide={onDecide} inGrid />
        </div>
      )}
      {kind === 'left' && (
        <div role="gridcell">
          <PutBackButton
            inGrid
            disabled={!editable}
            onPutBack={() => {
              onDecide(null)
            }}
          />
        </div>
      )}
      {columns.map(({ at, name }, place) => {
        const text = row.cells[at] ?? ''
        if (editing && place === activeColumn)
          return (
            <CellEditor
              key={at}
              label={t('check.editCell', { field: name, row: row.number })}
              text={text}
              onDone={onDone}
              onCancel={onCancel}
            />
          )
        const wrong = row.problems.some((problem) => problem.column === at)
        const doubtful = !wrong && row.warnings.some((warning) => warning.column === at)
        return (
          <div
            key={at}
            role="gridcell"
            className={classes.cell}
            title={text}
            data-active-cell={place === activeColumn || undefined}
            data-wrong={wrong || undefined}
            data-doubtful={doubtful || undefined}
            data-changed={changed?.has(at) || undefined}
            aria-invalid={wrong || undefined}
            onMouseDown={() => {
              if (place !== activeColumn) onColumn(place)
            }}
            onDoubleClick={() => {
              onOpen(place)
            }}
          >
            <span className={classes.cellText}>{text}</span>
          </div>
        )
      })}
    </>
  )
}
