import type { ReactNode } from 'react'
import classes from './check.module.css'

/** A part of what is told about a row, under a heading. */
export function RailPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </section>
  )
}
