import type { ReactNode } from 'react'
import classes from './data-grid.module.css'

interface GridCellProps {
  children: ReactNode
  /** Less important. */
  quiet?: boolean
  strong?: boolean
  align?: 'end' | undefined
  title?: string
}

/** A cell of a grid row. */
export function GridCell({ children, quiet = false, strong = false, align, title }: GridCellProps) {
  return (
    <div
      role="gridcell"
      className={classes.cell}
      data-quiet={quiet || undefined}
      data-strong={strong || undefined}
      data-align={align}
      title={title}
    >
      {children}
    </div>
  )
}

/** Stands for a cell whose record is being read; seen after 200 ms only. */
export function WaitingCell({ width }: { width: number }) {
  return (
    <div role="gridcell" className={classes.cell}>
      <div className={classes.waiting} style={{ width: `${String(width)}%` }} />
    </div>
  )
}
