import type { ReactNode, RefObject } from 'react'
import classes from './page.module.css'

interface PageProps {
  title: ReactNode
  /** Of the title, for a page that puts the focus on it. */
  titleRef?: RefObject<HTMLHeadingElement | null>
  /** Small words beside the title, such as a count. */
  aside?: ReactNode
  /** Before the title, such as a way back. */
  lead?: ReactNode
  /** Right in the header; the primary button last. */
  actions?: ReactNode
  /** True where the content scrolls by itself and reaches the edges (a grid). */
  fill?: boolean
  children: ReactNode
}

/** The frame of a page: title, actions, content to the edges. */
export function Page({ title, titleRef, aside, lead, actions, fill = false, children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        {lead}
        <h1 ref={titleRef} className={classes.title} tabIndex={titleRef === undefined ? undefined : -1}>
          {title}
        </h1>
        {aside !== undefined && <span className={classes.aside}>{aside}</span>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={fill ? classes.fill : classes.body}>{children}</div>
    </div>
  )
}
