import { memo, useMemo, useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow, RowKind } from '#renderer/import/classified-row.ts'
import { DataGrid } from '#renderer/ui/data-grid/data-grid.tsx'
import { GridCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import type { GridColumn } from '#renderer/ui/data-grid/grid-header.tsx'
import type { MappedColumn } from './import-flow.ts'
import { rowWords } from './problem-words.ts'
import classes from './import-flow.module.css'

interface PreviewGridProps {
  kind: RowKind
  rows: readonly ClassifiedRow[]
  columns: readonly MappedColumn[]
}

const nothing = (): void => undefined

/** Rows of one kind: their cells, what happens to them or why nothing does, the cells at fault outlined. */
export const PreviewGrid = memo(function PreviewGrid({ kind, rows, columns }: PreviewGridProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const { count } = useFormats()
  const [active, setActive] = useState(0)
  const explained = kind === 'invalid' || kind === 'duplicate' || kind === 'update'
  const shown = useMemo(() => shownColumns(columns, rows), [columns, rows])
  const gridColumns: GridColumn[] = [
    { id: 'row', label: t('check.row'), minWidth: 64, grow: 0, sortable: false, align: 'end' },
    ...(explained
      ? [
          {
            id: 'why',
            label: kind === 'update' ? t('check.what') : t('check.why'),
            minWidth: 300,
            grow: 3,
            sortable: false,
          },
        ]
      : []),
    ...shown.map(({ name, at }) => ({
      id: String(at),
      label: name === '' ? t('columns.unnamed', { number: at + 1 }) : name,
      minWidth: 130,
      grow: 1,
      sortable: false,
    })),
  ]
  return (
    <DataGrid
      label={t('check.title')}
      columns={gridColumns}
      rowCount={rows.length}
      rowHeight={36}
      rowAt={(index) => rows[index]}
      renderCells={(row) => {
        if (row === undefined) return null
        const words = explained ? rowWords(row, { imports: t, customers }).join(' · ') : ''
        return (
          <>
            <GridCell align="end" quiet>
              {count(row.row + 1)}
            </GridCell>
            {explained && (
              <GridCell title={words}>
                <span className={classes.reason} data-bad={kind === 'invalid' || undefined}>
                  {words}
                </span>
              </GridCell>
            )}
            {shown.map(({ at }) => {
              const text = row.cells[at] ?? ''
              const wrong = row.problems.some((problem) => problem.column === at)
              return (
                <GridCell key={at} title={text}>
                  {wrong ? <span className={classes.wrong}>{text === '' ? ' ' : text}</span> : text}
                </GridCell>
              )
            })}
          </>
        )
      }}
      sort={null}
      onSort={nothing}
      active={Math.min(active, Math.max(0, rows.length - 1))}
      onActive={setActive}
      onAction={nothing}
      onVisible={nothing}
    />
  )
})

/** The columns that are imported, and those that have a cell at fault. */
function shownColumns(
  columns: readonly MappedColumn[],
  rows: readonly ClassifiedRow[],
): { name: string; at: number }[] {
  const atFault = new Set(rows.flatMap((row) => row.problems.map((problem) => problem.column)))
  return columns
    .map(({ name, target }, at) => ({ name, at, isShown: target !== 'ignore' || atFault.has(at) }))
    .filter((column) => column.isShown)
}
