import type { Address } from '#shared/domain/address.ts'
import { fieldMapOf, POINTER_FIELDS } from '#shared/domain/customer-field-map.ts'
import type { Customer } from '#shared/domain/customer.ts'
import {
  addressIdOf,
  type FieldMap,
  type FieldValue,
  parseAddressFieldKey,
} from '#shared/domain/field-map.ts'
import { isEmptyValue, valueIn } from '#shared/domain/normalise-field.ts'

/** What is decided by one choice: one field, or all parts of an address that one side removed. */
export interface ConflictRow {
  /** The key, or `address/<id>` of a whole address. */
  readonly id: string
  readonly keys: readonly string[]
  /** Null where no common state is known. */
  readonly before: FieldMap | null
  readonly mine: FieldMap
  readonly theirs: FieldMap
  readonly whole: boolean
  /** True where another text than the two can be typed. */
  readonly editable: boolean
}

/** The rows of the customer itself (`addressId` ''), then those of each address. */
export interface ConflictGroup {
  readonly addressId: string
  readonly rows: readonly ConflictRow[]
}

const CHOSEN_ONLY: readonly string[] = [...POINTER_FIELDS, 'archived', 'acceptsMarketing', 'tags']

/** The fields that both sides changed, as a person decides them: address by address. */
export function conflictGroups(customer: Customer, fields: FieldMap): ConflictGroup[] {
  const mine = fieldMapOf(customer)
  const byAddress = new Map<string, string[]>([['', []]])
  for (const key of Object.keys(fields)) {
    const id = addressIdOf(key)
    byAddress.set(id, [...(byAddress.get(id) ?? []), key])
  }
  const rowOf = (id: string, keys: readonly string[], whole: boolean): ConflictRow => ({
    id,
    keys,
    whole,
    before: keys.every((key) => (customer.sync.base[key] ?? null) === null)
      ? null
      : pick(keys, (key) => customer.sync.base[key] ?? ''),
    mine: pick(keys, (key) => valueIn(mine, key)),
    theirs: pick(keys, (key) => valueIn(fields, key)),
    editable: !whole && !CHOSEN_ONLY.includes(id) && parseAddressFieldKey(id)?.part !== 'countryCode',
  })
  return [...byAddress]
    .filter(([, keys]) => keys.length > 0)
    .map(([addressId, keys]) => {
      const isGone = (side: FieldMap): boolean => keys.every((key) => isEmptyValue(valueIn(side, key)))
      const whole = addressId !== '' && keys.length > 1 && (isGone(mine) || isGone(fields))
      const rows = whole
        ? [rowOf(`address/${addressId}`, keys, true)]
        : keys.map((key) => rowOf(key, [key], false))
      return { addressId, rows }
    })
}

/** The address of a group as far as it is known: as it is here, else as it is there. */
export function addressOfGroup(customer: Customer, { addressId, rows }: ConflictGroup): Partial<Address> {
  const known = customer.addresses.find(({ id }) => id === addressId)
  return known ?? partsOf(Object.fromEntries(rows.flatMap(({ theirs }) => Object.entries(theirs))))
}

/** The parts of an address by their names. */
export function partsOf(values: FieldMap): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const part = parseAddressFieldKey(key)
      return part === null || typeof value !== 'string' ? [] : [[part.part, value]]
    }),
  )
}

function pick(keys: readonly string[], valueOf: (key: string) => FieldValue): FieldMap {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)]))
}
