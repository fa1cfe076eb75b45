import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Address } from '#shared/domain/address.ts'
import { parseSkuFieldKey } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { fieldWords, valueWords } from './field-words.ts'
import { withOneCountry } from './one-country.ts'
import classes from './history.module.css'

interface ChangeListProps {
  changes: readonly FieldChange[]
  /** Addresses that the changes may name. */
  addresses: readonly Address[]
}

/** One import may change hundreds of SKUs of a customer: more than these are shown when somebody asks. */
const SHOWN = 12

/** Fields with what was there before and after. */
export function ChangeList({ changes: told, addresses }: ChangeListProps) {
  const t = useText('customers')
  const { count: shown } = useFormats()
  const [all, setAll] = useState(false)
  const changes = withOneCountry(told)
  const listed = all || changes.length <= SHOWN + 1 ? changes : changes.slice(0, SHOWN)
  const words = (key: string, value: FieldChange['before']): string =>
    valueWords(key, value, addresses, t) ||
    t(parseSkuFieldKey(key) === null ? 'trouble.emptyValue' : 'history.skuNone')
  return (
    <>
      <dl className={classes.changes} data-selectable>
        {listed.map((change, at) => (
          // Where two versions lost, a field is there twice.
          <div key={`${change.key} ${String(at)}`} className={classes.change}>
            <dt>{fieldWords(change.key, addresses, t)}</dt>
            <dd>
              {isNothing(change.before) ? (
                <span className={classes.nothing}>{words(change.key, change.before)}</span>
              ) : (
                <del className={classes.before}>{words(change.key, change.before)}</del>
              )}
              <span aria-hidden> → </span>
              {isNothing(change.after) ? (
                <span className={classes.nothing}>{words(change.key, change.after)}</span>
              ) : (
                <ins className={classes.after}>{words(change.key, change.after)}</ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {listed.length < changes.length && (
        <Button size="compact-sm" variant="subtle" color="gray" mt={4} onClick={() => setAll(true)}>
          {t('history.allChanges', {
            count: changes.length - listed.length,
            shown: shown(changes.length - listed.length),
          })}
        </Button>
      )}
    </>
  )
}

function isNothing(value: FieldChange['before']): boolean {
  return typeof value === 'object' ? value.length === 0 : value === ''
}
