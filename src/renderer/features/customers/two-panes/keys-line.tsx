import { Kbd } from '@mantine/core'
import { keysText } from '#renderer/ui/keys.ts'
import classes from './two-panes.module.css'

interface KeysLineProps {
  title: string
  /** What keys do, and the keys (keys.ts). */
  keys: readonly (readonly [what: string, keys: readonly string[]])[]
}

/** The keys of the page, in small type at its foot. */
export function KeysLine({ title, keys }: KeysLineProps) {
  return (
    <ul className={classes.keys} aria-label={title}>
      {keys.map(([what, each]) => (
        <li key={what}>
          {each.map((key) => (
            <Kbd key={key} size="xs">
              {keysText(key)}
            </Kbd>
          ))}{' '}
          {what}
        </li>
      ))}
    </ul>
  )
}
