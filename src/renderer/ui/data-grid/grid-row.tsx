import { memo, type ReactNode } from 'react'
import classes from './data-grid.module.css'

interface GridRowProps<T> {
  index: number
  /** Distance from the top of the grid, in px. */
  top: number
  height: number
  row: T
  isActive: boolean
  /** Null where rows cannot be selected. */
  isSelected: boolean | null
  /** Name of the checkbox. */
  selectLabel: ((row: T) => string) | null
  renderLead: ((row: T) => ReactNode) | null
  renderCells: (row: T) => ReactNode
}

function Row<T>(props: GridRowProps<T>) {
  const { index, top, height, row, isActive, isSelected, selectLabel, renderLead, renderCells } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      data-row={index}
      data-active={isActive || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes.row}
      style={{ height, transform: `translateY(${String(top)}px)` }}
    >
      {isSelected !== null && (
        <div role="gridcell" className={classes.check}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={selectLabel?.(row)}
            checked={isSelected}
            readOnly
          />
        </div>
      )}
      {renderLead !== null && (
        <div role="gridcell" className={classes.lead}>
          {renderLead(row)}
        </div>
      )}
      {renderCells(row)}
    </div>
  )
}

/** A row of a grid; drawn again only where something of it changes. Clicks are handled by the grid. */
export const GridRow = memo(Row) as typeof Row
