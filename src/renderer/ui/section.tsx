import { useId, type ReactNode } from 'react'
import classes from './section.module.css'

interface SectionProps {
  title: string
  explain?: string
  children: ReactNode
}

/** A part of a page under a heading of its own, parted from the one above by a hairline. */
export function Section({ title, explain, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {explain !== undefined && <p className={classes.explain}>{explain}</p>}
      {children}
    </section>
  )
}
