import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import classes from './columns.module.css'

interface FoldProps {
  title: string
  /** What it comes to, in one line. */
  summary: string
  /** Whether it is open to begin with; whenever this becomes true it opens. */
  open: boolean
  children: ReactNode
}

/** A part of a page that most people do not need: a title and one line until it is opened. */
export function Fold({ title, summary, open, children }: FoldProps) {
  const [opened, setOpened] = useState(open)
  const [wanted, setWanted] = useState(open)
  const id = useId()
  if (wanted !== open) {
    setWanted(open)
    if (open) setOpened(true)
  }
  return (
    <section className={classes.fold}>
      <h2 className={classes.foldHeading}>
        <button
          type="button"
          className={classes.foldButton}
          aria-expanded={opened}
          aria-controls={id}
          onClick={() => {
            setOpened(!opened)
          }}
        >
          <IconChevronRight size={15} stroke={2} className={classes.chevron} aria-hidden />
          {title}
          {!opened && <span className={classes.foldSummary}>{summary}</span>}
        </button>
      </h2>
      <div id={id} hidden={!opened} className={classes.foldBody}>
        {opened && children}
      </div>
    </section>
  )
}
