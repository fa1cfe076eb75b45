import {
  useEffect,
  useImperativeHandle,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react'
import classes from './data-grid.module.css'
import { GridHeader, type GridColumn, type GridSort } from './grid-header.tsx'
import { gridAction, type GridAction } from './grid-keyboard.ts'
import { GridRow } from './grid-row.tsx'
import { useRowWindow } from './use-row-window.ts'

/** Selection of rows by their ids. */
interface GridSelection<T> {
  has: (index: number) => boolean
  /** `range` extends from the last one toggled. */
  toggle: (index: number, range: boolean) => void
  all: 'none' | 'some' | 'all'
  toggleAll: () => void
  allLabel: string
  /** Name of a row's checkbox; the same function between renders. */
  rowLabel: (row: T) => string
}

/** What a page can make a grid do. */
export interface DataGridHandle {
  focus: () => void
  scrollToTop: () => void
}

interface DataGridProps<T> {
  /** Name for screen readers. */
  label: string
  columns: readonly GridColumn[]
  rowCount: number
  rowHeight: number
  /** What a row shows. A row is drawn again where this is another value than before. */
  rowAt: (index: number) => T
  /**
   * The cells of a row in the order of the columns, each with role gridcell. The same function between renders, unless
   * all rows are to be drawn again.
   */
  renderCells: (row: T) => ReactNode
  /** Extra narrow cell before the columns, such as a state mark; `render` as for `renderCells`. */
  lead?: { width: number; label: string; render: (row: T) => ReactNode }
  sort: GridSort | null
  onSort: (sort: GridSort) => void
  selection?: GridSelection<T>
  /** Row that keys act on. */
  active: number
  onActive: (index: number) => void
  /** Keys other than moving and selecting. */
  onAction: (action: Exclude<GridAction['kind'], 'move' | 'toggle'>, index: number) => void
  /** First and last row on screen, with some around them. */
  onVisible: (from: number, to: number) => void
  initialOffset?: number
  onScrollOffset?: (offset: number) => void
  handle?: Ref<DataGridHandle>
  /** Laid over the body, such as an empty state. */
  overlay?: ReactNode
}

/**
 * A virtualised grid for any number of rows of one height: only what is seen is in the document. Keyboard by
 * grid-keyboard.ts; the active row is the tab stop and stays in the document while it has the focus.
 */
export function DataGrid<T>(props: DataGridProps<T>) {
  const { columns, rowCount, rowHeight, lead, selection, active, onActive, onAction, onVisible } = props
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const { height, from, to, rows, onScroll, show } = useRowWindow(
    scroller,
    { rowCount, rowHeight, header: HEADER_HEIGHT },
    active,
    props.initialOffset ?? 0,
  )

  useEffect(() => {
    onVisible(Math.max(0, from - 8), Math.min(rowCount, to + 8))
  }, [onVisible, from, to, rowCount])
  useEffect(() => {
    if (wantsFocus.current && focusRow(scroller.current, active)) wantsFocus.current = false
  })

  const moveTo = (index: number): void => {
    onActive(index)
    show(index)
    // A row that is not in the document yet gets the focus when it is.
    wantsFocus.current = !focusRow(scroller.current, index)
  }
  useImperativeHandle(props.handle, () => ({
    focus: () => {
      moveTo(Math.min(active, Math.max(0, rowCount - 1)))
    },
    scrollToTop: () => {
      scroller.current?.scrollTo({ top: 0 })
    },
  }))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const inRow = event.target instanceof HTMLElement && event.target.closest('[data-row]') !== null
    if (!inRow) return
    const pageRows = Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight)
    const action = gridAction(event, { active, rowCount, pageRows })
    if (action === null) return
    event.preventDefault()
    if (action.kind === 'move') {
      if (action.extend) selection?.toggle(action.to, true)
      moveTo(action.to)
    } else if (action.kind === 'toggle') {
      selection?.toggle(active, event.shiftKey)
    } else {
      onAction(action.kind, active)
    }
  }

  const onMouseDown = (event: MouseEvent): void => {
    const index = clickedRow(event)
    if (index !== null && !(event.target instanceof HTMLInputElement)) onActive(index)
  }
  const onClick = (event: MouseEvent): void => {
    const index = clickedRow(event)
    if (index === null) return
    if (event.target instanceof HTMLInputElement) selection?.toggle(index, event.shiftKey)
    else if (event.shiftKey) selection?.toggle(index, true)
    else if (event.ctrlKey || event.metaKey) selection?.toggle(index, false)
    else onAction('open', index)
  }

  const checkWidth = selection === undefined ? 0 : 36
  const leadWidth = lead?.width ?? 0
  const tracks = [
    ...(selection === undefined ? [] : [`${String(checkWidth)}px`]),
    ...(lead === undefined ? [] : [`${String(leadWidth)}px`]),
    ...columns.map((column) => `minmax(${String(column.minWidth)}px, ${String(column.grow)}fr)`),
  ].join(' ')
  const minWidth =
    columns.reduce((sum, column) => sum + column.minWidth, 0) + checkWidth + leadWidth + INSET + 24

  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={rowCount + 1}
        aria-multiselectable={selection !== undefined}
        className={classes.scroller}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          const { currentTarget } = event
          onScroll(currentTarget.scrollTop)
          props.onScrollOffset?.(currentTarget.scrollTop)
          currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft > 0)
        }}
      >
        <div
          className={classes.sizer}
          role="presentation"
          onMouseDown={onMouseDown}
          onClick={onClick}
          style={{
            height,
            minWidth,
            ['--grid-tracks' as string]: tracks,
            ['--grid-second' as string]: `${String(INSET + checkWidth)}px`,
            ['--grid-first' as string]: `${String(INSET + checkWidth + leadWidth)}px`,
          }}
        >
          <GridHeader
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            lead={
              <>
                {selection !== undefined && (
                  <div role="columnheader" className={classes.check}>
                    <input
                      type="checkbox"
                      aria-label={selection.allLabel}
                      checked={selection.all === 'all'}
                      ref={(box) => {
                        if (box !== null) box.indeterminate = selection.all === 'some'
                      }}
                      disabled={rowCount === 0}
                      onChange={selection.toggleAll}
                    />
                  </div>
                )}
                {lead !== undefined && (
                  <div role="columnheader" className={classes.lead} aria-label={lead.label} />
                )}
              </>
            }
          />
          {rows.map(({ index, top }) => (
            <GridRow
              key={index}
              index={index}
              top={top}
              height={rowHeight}
              row={props.rowAt(index)}
              isActive={index === active}
              isSelected={selection?.has(index) ?? null}
              selectLabel={selection?.rowLabel ?? null}
              renderLead={lead?.render ?? null}
              renderCells={props.renderCells}
            />
          ))}
        </div>
      </div>
      {props.overlay !== undefined && props.overlay !== null && (
        <div className={classes.overlay}>{props.overlay}</div>
      )}
    </div>
  )
}

/** Puts the focus on a row that is in the document; false where it is not. */
function focusRow(scroller: HTMLElement | null, index: number): boolean {
  const row = scroller?.querySelector<HTMLElement>(`[data-row="${String(index)}"]`) ?? null
  row?.focus({ preventScroll: true })
  return row !== null
}

/** The row that an event of the mouse is for; null in the header. */
function clickedRow(event: MouseEvent): number | null {
  const row = event.target instanceof Element ? event.target.closest('[data-row]') : null
  return row === null ? null : Number(row.getAttribute('data-row'))
}

/** Height of the header row, in px. */
const HEADER_HEIGHT = 32

/** Between the edge and the first cell, in px; --grid-inset in the style sheet. */
const INSET = 16
