import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

interface NoticeProps {
  tone: 'info' | 'good' | 'warn' | 'bad'
  title: ReactNode
  /** What it means and what to do. */
  children?: ReactNode
  /** The remote's own words, in small type. */
  words?: string
  actions?: ReactNode
  /** True for a strip over the whole width, under the header. */
  bar?: boolean
}

const ICONS = {
  info: IconInfoCircle,
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconExclamationCircle,
} as const

/** Something a person should know about this page, in the order: what happened, what it means, what to do. */
export function Notice({ tone, title, children, words, actions, bar = false }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div
      className={classes.notice}
      data-tone={tone}
      data-bar={bar || undefined}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      <span className={classes.mark} aria-hidden>
        <Icon size={17} stroke={1.8} />
      </span>
      <div className={classes.title}>{title}</div>
      {children !== undefined && <div className={classes.body}>{children}</div>}
      {words !== undefined && words !== '' && (
        <div className={classes.words} data-selectable>
          {words}
        </div>
      )}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
