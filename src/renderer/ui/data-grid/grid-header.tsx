import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './data-grid.module.css'

/** A column of a grid. */
export interface GridColumn {
  id: string
  label: string
  /** Narrowest width in px; the rest is shared by `grow`. */
  minWidth: number
  grow: number
  sortable: boolean
  align?: 'end'
}

/** The order of a grid. */
export interface GridSort {
  column: string
  descending: boolean
}

interface GridHeaderProps {
  columns: readonly GridColumn[]
  sort: GridSort | null
  onSort: (sort: GridSort) => void
  /** Checkbox column and others before the first column. */
  lead: ReactNode
}

/** The header row: each sortable column is a button that turns the order round. */
export function GridHeader({ columns, sort, onSort, lead }: GridHeaderProps) {
  return (
    <div role="row" aria-rowindex={1} className={classes.header}>
      {lead}
      {columns.map((column) => {
        const sorted = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : null
        const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={column.sortable ? (sorted ?? 'none') : undefined}
            className={classes.headerCell}
            data-align={column.align}
          >
            {column.sortable ? (
              <button
                type="button"
                className={classes.sortButton}
                data-sorted={sorted !== null || undefined}
                onClick={() => {
                  onSort({ column: column.id, descending: sorted === 'ascending' })
                }}
              >
                <span className={classes.headerText}>{column.label}</span>
                {sorted !== null && <Arrow size={13} stroke={2} className={classes.arrow} aria-hidden />}
              </button>
            ) : (
              <span className={classes.headerText}>{column.label}</span>
            )}
          </div>
        )
      })}
    </div>
  )
}
