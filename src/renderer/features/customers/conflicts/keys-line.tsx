import { Kbd } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import { keysText } from '#renderer/ui/keys.ts'
import classes from './conflicts.module.css'

const KEYS = [
  ['side', ['1', '2']],
  ['all', ['M', 'T']],
  ['edit', ['E']],
  ['apply', ['Enter']],
  ['move', ['J', 'K']],
  ['select', ['X']],
  ['undo', ['mod Z']],
] as const

/** The keys of the page, in small type at its foot. */
export function KeysLine() {
  const t = useText('conflicts')
  return (
    <ul className={classes.keys} aria-label={t('keys.title')}>
      {KEYS.map(([id, keys]) => (
        <li key={id}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {keysText(key)}
            </Kbd>
          ))}{' '}
          {t(`keys.${id}`)}
        </li>
      ))}
    </ul>
  )
}
