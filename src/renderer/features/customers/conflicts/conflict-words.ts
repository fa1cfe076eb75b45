import type { TFunction } from 'i18next'
import { isEmptyValue, valueIn } from '#shared/domain/normalise-field.ts'
import { fieldWords } from '../history/field-words.ts'
import type { ListedRecord } from '../two-panes/use-record-list.ts'
import { conflictGroups } from './conflict-groups.ts'

/** What differs, in few words: names of fields, each address once, or what was deleted. */
export function whatDiffers(
  conflict: ListedRecord,
  t: TFunction<'conflicts'>,
  words: TFunction<'customers'>,
  remote: string,
): string {
  if (conflict.kind === 'mapping') return t('what.sku', { sku: conflict.mapping.customerSku })
  const theirs = conflict.customer?.sync.theirs ?? null
  if (theirs === null) return ''
  if (theirs.kind === 'deleted-there') return t('what.deletedThere', { remote })
  if (theirs.kind === 'edited-there') return t('what.editedThere', { remote })
  const groups = conflict.customer === undefined ? [] : conflictGroups(conflict.customer, theirs.fields)
  const names = groups.flatMap(({ addressId, rows }) => {
    if (addressId === '') return rows.map(({ id }) => fieldWords(id, [], words))
    const whole = rows.find((row) => row.whole)
    if (whole === undefined) return [t('detail.addressNew')]
    const isMine = whole.keys.every((key) => isEmptyValue(valueIn(whole.mine, key)))
    return [isMine ? t('what.addressRemoved') : t('what.addressRemovedThere', { remote })]
  })
  return [...new Set(names)].join(', ')
}
