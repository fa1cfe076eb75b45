import type { TFunction } from 'i18next'
import { addressIdOf } from '#shared/domain/address-state.ts'
import { fieldWords } from '../history/field-words.ts'
import type { ListedRecord } from '../two-panes/use-record-list.ts'

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
  const names = Object.keys(theirs.fields).map((key) =>
    addressIdOf(key) === '' ? fieldWords(key, [], words) : t('detail.addressNew'),
  )
  return [...new Set(names)].join(', ')
}
