import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useId } from 'react'
import { MATCH_KEYS, type MatchKey } from '#shared/csv/import-options.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { hasKey } from './match-summary.ts'
import classes from './columns.module.css'

interface MatchKeysProps {
  keys: readonly MatchKey[]
  /** Where the columns of the file go. */
  targets: readonly string[]
  onChange: (keys: MatchKey[]) => void
}

/** By what the customer of a row is found: which keys, and in which order they are tried. */
export function MatchKeys({ keys, targets, onChange }: MatchKeysProps) {
  const t = useText('imports')
  const id = useId()
  const unused = MATCH_KEYS.filter((key) => !keys.includes(key))
  const move = (key: MatchKey, step: 1 | -1): void => {
    const from = keys.indexOf(key)
    const next = keys.filter((other) => other !== key)
    next.splice(from + step, 0, key)
    onChange(next)
  }
  return (
    <div>
      <div id={id} className={classes.label}>
        {t('options.keys')}
      </div>
      <ol className={classes.keys} aria-labelledby={id}>
        {[...keys, ...unused].map((key) => {
          const place = keys.indexOf(key)
          const words = { key: t(`options.key.${key}`) }
          return (
            <li key={key} className={classes.key}>
              <Checkbox
                checked={place >= 0}
                aria-label={t('options.keyUse', words)}
                label={
                  <>
                    {words.key}
                    {hasKey(key, targets) && (
                      <span className={classes.keyNote}>{t('options.keyInFile')}</span>
                    )}
                  </>
                }
                onChange={() => {
                  onChange(place >= 0 ? keys.filter((other) => other !== key) : [...keys, key])
                }}
              />
              {place >= 0 && (
                <span className={classes.keyMoves}>
                  <IconButton
                    label={t('options.keyUp', words)}
                    icon={IconArrowUp}
                    size={24}
                    disabled={place === 0}
                    onClick={() => {
                      move(key, -1)
                    }}
                  />
                  <IconButton
                    label={t('options.keyDown', words)}
                    icon={IconArrowDown}
                    size={24}
                    disabled={place === keys.length - 1}
                    onClick={() => {
                      move(key, 1)
                    }}
                  />
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <p className={classes.hint}>{t('options.keysHint')}</p>
    </div>
  )
}
