import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { changeWords } from '../target-words.ts'
import { shownChanges, valueText } from './problem-words.ts'
import { RailPart } from './rail-part.tsx'
import classes from './check.module.css'

/** What a row changes in the record found, field by field, before and after. */
export function RowChanges({ row }: { row: ClassifiedRow }) {
  const t = useText('imports')
  const customers = useText('customers')
  const changes = shownChanges(row)
  return (
    <RailPart title={t('row.changed', { count: changes.length })}>
      <dl className={classes.list}>
        {changes.map(({ key, before, after }) => (
          <div key={key} className={classes.entry}>
            <dt className={classes.term}>
              {changeWords(key, row.changedAddresses, { imports: t, customers })}
            </dt>
            {valueText(before, t) !== '' && (
              <dd className={classes.value} data-selectable>
                <del aria-label={`${t('row.before')}: ${valueText(before, t)}`}>{valueText(before, t)}</del>
              </dd>
            )}
            <dd className={classes.value} data-selectable>
              <ins aria-label={`${t('row.after')}: ${valueText(after, t)}`}>
                {valueText(after, t) || t('check.empty')}
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </RailPart>
  )
}
