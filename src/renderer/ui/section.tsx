import { useId, type ReactNode } from 'react'
import classes from './section.module.css'
import { sectionId } from './show-section.ts'

interface SectionProps {
  title: string
  explain?: string
  /** What showSection finds it by; absent where nothing leads to it. */
  name?: string
  children: ReactNode
}

/** A part of a page under a heading of its own, parted from the one above by a hairline. */
export function Section({ title, explain, name, children }: SectionProps) {
  const ownId = useId()
  const id = name === undefined ? ownId : sectionId(name)
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.title} tabIndex={name === undefined ? undefined : -1}>
        {title}
      </h2>
      {explain !== undefined && <p className={classes.explain}>{explain}</p>}
      {children}
    </section>
  )
}
