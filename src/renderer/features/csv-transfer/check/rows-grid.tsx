import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { RowDecision } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import { DataGrid, type DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { WaitingCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import type { CellPlace } from './cell-place.ts'
import type { EditorLeave } from './cell-editor.tsx'
import { DECISIONS } from './decision-buttons.tsx'
import type { ShownKind } from './kind-filter.tsx'
import { rowsOfKind } from './position-of-row.ts'
import type { PreviewRows } from './preview-rows.ts'
import { RowCells } from './row-cells.tsx'
import { previewColumns, type ShownColumn } from './shown-columns.ts'
import classes from './check.module.css'

interface RowsGridProps {
  preview: ImportPreview
  kind: ShownKind
  rows: PreviewRows
  columns: readonly ShownColumn[]
  /** True where cells may be changed now. */
  editable: boolean
  place: CellPlace
  onPlace: (change: Partial<CellPlace>) => void
  onEdit: (row: number, column: number, text: string) => void
  onDecide: (row: number, decision: RowDecision | null) => void
}

const nothing = (): void => undefined

/** The rows of one kind: their cells, what happens to them or why nothing does. A cell is chosen by arrows and changed in place. */
export function RowsGrid(props: RowsGridProps) {
  const { preview, kind, rows, columns, editable, place, onPlace, onEdit, onDecide } = props
  const t = useText('imports')
  const grid = useRef<DataGridHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  /** True after a change by keys, until the focus is somewhere else: a row that goes away hands it to the next. */
  const keepsFocus = useRef(false)
  /** True while a cell is chosen by a pointer: nothing may move away under it before its second click. */
  const pointed = useRef(false)
  const rowCount = rowsOfKind(preview, kind)
  const numberAt = (index: number): number => preview.kinds.nth(kind, index)
  const active = Math.min(place.index, Math.max(0, rowCount - 1))
  const { editing } = place
  /** Place of the chosen cell among the columns. */
  const column = Math.max(
    0,
    place.column === null
      ? placeAtFault(rows.row(numberAt(active)), columns)
      : columns.findIndex(({ at }) => at === place.column),
  )
  const columnAt = (chosen: number): number | null => columns[chosen]?.at ?? null

  const isChosen = place.column !== null
  useEffect(() => {
    if (pointed.current) return
    // With the first cell, and where nobody has chosen one, what stands before the cells is seen too.
    if (column === 0 || !isChosen) box.current?.querySelector('[role=grid]')?.scrollTo({ left: 0 })
    const cell = box.current?.querySelector('[data-active-cell]')
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [column, columns, isChosen, editing])
  useEffect(() => {
    pointed.current = false
  })

  useEffect(() => {
    if (keepsFocus.current && document.activeElement === document.body) grid.current?.focus()
  }, [preview])

  const edit = (): void => {
    if (editable && rows.row(numberAt(active)) !== undefined)
      onPlace({ column: columnAt(column), editing: true })
  }
  const leave = (leaving: EditorLeave): void => {
    if (leaving === 'away') {
      onPlace({ editing: false })
      return
    }
    const step = leaving === 'next' ? 1 : leaving === 'previous' ? -1 : 0
    const next = column + step
    const inRow = next >= 0 && next < columns.length
    onPlace({ editing: step !== 0 && inRow, column: columnAt(inRow ? next : column) })
    if (step !== 0 && inRow) return
    keepsFocus.current = true
    grid.current?.focus()
  }
  /** Keys of cells; those of rows are the grid's own. */
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target instanceof HTMLInputElement) return
    if (event.target.closest('[data-row]') === null) return
    const act = keyOf(event)
    if (act === null) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const keyOf = (event: KeyboardEvent): (() => void) | null => {
    if (event.ctrlKey || event.metaKey) return null
    const decision = kind === 'possible' ? DECISIONS[Number(event.key) - 1] : undefined
    if (decision !== undefined)
      return () => {
        onDecide(numberAt(active), decision)
      }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step !== 0)
      return () => {
        onPlace({ column: columnAt(Math.min(Math.max(0, column + step), columns.length - 1)) })
      }
    return event.key === 'Enter' || event.key === 'F2' || event.key === 'e' ? edit : null
  }

  return (
    <div
      ref={box}
      className={classes.grid}
      onKeyDownCapture={onKeyDownCapture}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
          keepsFocus.current = false
      }}
      onMouseDownCapture={(event) => {
        // What was typed is taken over before anything else is chosen.
        const editor = document.activeElement
        if (
          editor instanceof HTMLInputElement &&
          editor !== event.target &&
          box.current?.contains(editor) === true
        )
          editor.blur()
      }}
    >
      <DataGrid
        handle={grid}
        label={t('check.title')}
        columns={previewColumns(kind, columns, t)}
        rowCount={rowCount}
        rowHeight={36}
        rowAt={(index) => index}
        renderCells={(index) => {
          const row = rows.row(numberAt(index))
          if (row === undefined) return <WaitingCell width={60} />
          return (
            <RowCells
              key={row.row}
              row={row}
              kind={kind}
              columns={columns}
              activeColumn={index === active ? column : -1}
              editing={index === active && editing}
              editable={editable}
              onColumn={(at) => {
                pointed.current = true
                onPlace({ index, column: columnAt(at), editing: false })
              }}
              onOpen={(at) => {
                if (editable) onPlace({ index, column: columnAt(at), editing: true })
              }}
              onDone={(text, leaving) => {
                const at = columns[column]?.at
                if (at !== undefined && text !== (row.cells[at] ?? '')) onEdit(row.row, at, text)
                leave(leaving)
              }}
              onCancel={() => {
                leave('stay')
              }}
              onDecide={(decision) => {
                onDecide(row.row, decision)
              }}
            />
          )
        }}
        sort={null}
        onSort={nothing}
        active={active}
        onActive={(index) => {
          if (index !== active)
            onPlace({
              index,
              editing: false,
              ...(kind === 'invalid' && !pointed.current ? { column: null } : {}),
            })
        }}
        onAction={(action, index) => {
          if (action === 'delete' && editable) onDecide(numberAt(index), 'leave')
        }}
        onVisible={(from, to) => {
          rows.setVisible(Array.from({ length: Math.max(0, to - from) }, (_, at) => numberAt(from + at)))
        }}
      />
      <span className={classes.spoken} role="status">
        {spoken()}
      </span>
    </div>
  )

  /** The chosen cell, for those who do not see it: the row as a whole is read when it gets the focus. */
  function spoken(): string {
    const chosen = columns[column]
    const row = rows.row(numberAt(active))
    if (place.column === null || editing || chosen === undefined || row === undefined) return ''
    const text = row.cells[chosen.at] ?? ''
    return t('check.cellIs', {
      row: row.number,
      field: chosen.name,
      text: text === '' ? t('check.empty') : text,
    })
  }
}

/** The place of the first cell at fault, -1 where there is none. */
function placeAtFault(row: ClassifiedRow | undefined, columns: readonly ShownColumn[]): number {
  return columns.findIndex(({ at }) => row?.problems.some((problem) => problem.column === at))
}
