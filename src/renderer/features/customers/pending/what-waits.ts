import type { TFunction } from 'i18next'
import { addressIdOf } from '#shared/domain/field-map.ts'
import { fieldWords } from '../history/field-words.ts'
import type { ListedRecord } from '../two-panes/use-record-list.ts'
import { pendingFields, pendingKind } from './pending-changes-of.ts'

/** What waits, in few words: that it is new or deleted, or the names of its fields, each address once. */
export function whatWaits(
  record: ListedRecord,
  t: TFunction<'pending'>,
  words: TFunction<'customers'>,
): string {
  if (record.kind === 'mapping') return t('what.sku', { sku: record.mapping.customerSku })
  const { customer } = record
  if (customer === undefined) return ''
  const kind = pendingKind(customer)
  if (kind !== 'changed') return t(`what.${kind}`)
  const names = pendingFields(customer).map(({ key }) =>
    addressIdOf(key) === '' ? fieldWords(key, [], words) : t('what.address'),
  )
  return names.length === 0 ? t('what.changed') : [...new Set(names)].join(', ')
}
