import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { applyEdit, setArchived } from '#shared/domain/apply-edit.ts'
import { fieldMapOf, POINTER_FIELDS, withFieldValues } from '#shared/domain/customer-field-map.ts'
import { draftOf, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import {
  addressFieldKey,
  parseAddressFieldKey,
  type FieldMap,
  type FieldValue,
} from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { sameField } from '#shared/domain/normalise-field.ts'

/** A customer after taking back what an import changed in it. */
export interface UndoneChanges {
  /** The very same object where there is nothing to take back. */
  customer: Customer
  /** True where something of what the import wrote was changed since: that is left as it is. */
  touched: boolean
}

/** Stands for a whole address among the changes of a before-image. */
const WHOLE = '*'

/** Marks, for a before-image, the addresses that a write adds: they go back as a whole, whatever else they are given. */
export function addedAddresses(before: Customer, after: Customer): FieldChange[] {
  const known = new Set(before.addresses.map(({ id }) => id))
  return after.addresses
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => ({ key: addressFieldKey(id, WHOLE), before: false, after: true }))
}

/**
 * Takes back what an import changed in a customer, wherever it still says what the import wrote. An address goes back as
 * a whole or not at all. It is an edit like a person's own, so a remote is told of it.
 */
export function undoChanges(
  customer: Customer,
  changes: readonly FieldChange[],
  capabilities: ConnectorCapabilities | null,
  now: number,
): UndoneChanges {
  const present = fieldMapOf(customer)
  const isNow = ({ key }: FieldChange, value: FieldValue): boolean =>
    JSON.stringify(present[key] ?? '') === JSON.stringify(value)
  // A remote writes some values its own way.
  const isLike = (change: FieldChange, value: FieldValue): boolean =>
    isNow(change, value) ||
    (capabilities !== null &&
      sameField(change.key, present[change.key] ?? '', value, capabilities.normaliser))
  const values: FieldMap = {}
  const touched = new Set<string>()
  for (const [unit, all] of unitsOf(changes)) {
    const ofUnit = all.filter(({ key }) => key !== addressFieldKey(unit, WHOLE))
    const isAdded = ofUnit.length < all.length
    if (ofUnit.every((change) => isNow(change, change.before))) continue
    const asWritten = ofUnit.every((change) => isLike(change, change.after))
    if (asWritten && !(isAdded && holdsMore(unit, ofUnit, present))) {
      for (const { key, before } of ofUnit) values[key] = before
    } else if (asWritten || !ofUnit.every((change) => isLike(change, change.before))) touched.add(unit)
  }
  // A default that a person has gone on to edit stays the default.
  const staysDefault = (key: string): boolean => {
    const address = POINTER_FIELDS.some((pointer) => pointer === key) ? present[key] : undefined
    return typeof address === 'string' && touched.has(address)
  }
  const back = Object.fromEntries(Object.entries(values).filter(([key]) => !staysDefault(key)))
  return { customer: restored(customer, back, capabilities, now), touched: touched.size > 0 }
}

/** Changes that stand or fall together: those of one address under its id, any other under its key. */
function unitsOf(changes: readonly FieldChange[]): Map<string, FieldChange[]> {
  const units = new Map<string, FieldChange[]>()
  for (const change of changes) {
    const unit = parseAddressFieldKey(change.key)?.addressId ?? change.key
    const known = units.get(unit)
    if (known === undefined) units.set(unit, [change])
    else known.push(change)
  }
  return units
}

/** True where an address has parts that are not the import's. */
function holdsMore(addressId: string, changes: readonly FieldChange[], present: FieldMap): boolean {
  const known = new Set(changes.map(({ key }) => key))
  return Object.keys(present).some(
    (key) => parseAddressFieldKey(key)?.addressId === addressId && !known.has(key),
  )
}

function restored(
  customer: Customer,
  values: FieldMap,
  capabilities: ConnectorCapabilities | null,
  now: number,
): Customer {
  if (Object.keys(values).length === 0) return customer
  const before = withFieldValues(customer, values, now)
  const edited = applyEdit(customer, draftOf(customer), offered(customer, before), capabilities, now)
  const archived = before.archivedAt !== 0
  return archived === (customer.archivedAt !== 0) ? edited : setArchived(edited, archived, capabilities, now)
}

/**
 * The draft to go back to. An address that made room for another (where the remote cannot change one) is no longer
 * offered for editing: it is entered anew, and an equal one that is there is then taken into use again.
 */
function offered(customer: Customer, before: Customer): CustomerDraft {
  const draft = draftOf(before)
  const retired = new Set(
    customer.addresses.filter(({ superseded }) => superseded !== '').map(({ id }) => id),
  )
  const ids = new Map<string, string>()
  draft.addresses = draft.addresses.map((address) => {
    if (address.superseded !== '' || !retired.has(address.id)) return address
    ids.set(address.id, `${address.id}~`)
    return { ...address, id: `${address.id}~` }
  })
  for (const pointer of POINTER_FIELDS) draft[pointer] = ids.get(draft[pointer]) ?? draft[pointer]
  return draft
}
