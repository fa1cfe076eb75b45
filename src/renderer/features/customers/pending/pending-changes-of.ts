import { addressIdOf, type FieldMap, type FieldValue } from '#shared/domain/field-map.ts'
import { fieldMapOf } from '#shared/domain/customer-field-map.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { isEmptyValue, valueIn } from '#shared/domain/normalise-field.ts'

/** What waits of a customer: nothing of it is at the remote, it is to go there, or single fields differ. */
export type PendingKind = 'new' | 'changed' | 'deleted'

/** One field that waits. */
export interface PendingField {
  readonly key: string
  /** Null where it is not known. */
  readonly before: FieldValue | null
  readonly after: FieldValue
  /** True where it is in an update whose answer has not come. */
  readonly sent: boolean
}

/** What the customer is waiting for. */
export function pendingKind({ deletedAt, remoteId }: Customer): PendingKind {
  if (deletedAt !== 0) return 'deleted'
  return remoteId === '' ? 'new' : 'changed'
}

/** The fields that wait, the customer's own first, then those of each address; of a new one all that is filled in. */
export function pendingFields(customer: Customer): PendingField[] {
  const mine = fieldMapOf(customer)
  const { base, sent } = customer.sync
  const keys = pendingKind(customer) === 'new' ? filled(mine) : Object.keys(base)
  const inUpdate = sent?.fields ?? {}
  return keys
    .map((key) => ({
      key,
      before: key in base ? (base[key] ?? null) : '',
      after: valueIn(mine, key),
      sent: key in inUpdate,
    }))
    .sort((a, b) => Number(addressIdOf(a.key) !== '') - Number(addressIdOf(b.key) !== ''))
}

function filled(mine: FieldMap): string[] {
  return Object.keys(mine).filter((key) => !isEmptyValue(valueIn(mine, key)) && mine[key] !== false)
}
