import type { Address } from '#shared/domain/address.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { fieldWords, valueWords } from './field-words.ts'
import classes from './history.module.css'

interface ChangeListProps {
  changes: readonly FieldChange[]
  /** Addresses that the changes may name. */
  addresses: readonly Address[]
}

/** Fields with what was there before and after. */
export function ChangeList({ changes, addresses }: ChangeListProps) {
  const t = useText('customers')
  return (
    <dl className={classes.changes} data-selectable>
      {changes.map((change, at) => (
        // Where two versions lost, a field is there twice.
        <div key={`${change.key} ${String(at)}`} className={classes.change}>
          <dt>{fieldWords(change.key, addresses, t)}</dt>
          <dd>
            <del className={classes.before}>
              {valueWords(change.key, change.before, addresses, t) || t('trouble.emptyValue')}
            </del>
            <span aria-hidden> → </span>
            <ins className={classes.after}>
              {valueWords(change.key, change.after, addresses, t) || t('trouble.emptyValue')}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
