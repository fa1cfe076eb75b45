import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerChanges } from '../connector/remote-connector.ts'
import type { CustomerFieldValues } from '../connector/remote-record.ts'
import type { Address } from './address.ts'
import { isInConflict, takesPart } from './address-state.ts'
import { addressIdOf, type FieldMap } from './field-map.ts'
import { CUSTOMER_FIELDS, POINTER_FIELDS, fieldMapOf, isTracked } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { omit } from './field-sides.ts'
import { valueIn } from './normalise-field.ts'
import { asPushed } from './push-whole.ts'

/**
 * What an update of the document would carry: `mine` of every field with a base that is in no conflict and that the
 * remote can write. A default that points to an address which is neither there nor sent along waits for it, and an address
 * of which nothing would be left waits for the decision.
 */
export function sendableFields(customer: Customer, capabilities: ConnectorCapabilities): FieldMap {
  const { base, theirs } = customer.sync
  const mine = fieldMapOf(customer)
  const held = customer.addresses
    .filter(
      (address) =>
        !isSendable(address, customer, capabilities) || isEmptyByTheirs(address, customer, capabilities),
    )
    .map(({ id }) => id)
  let fields: FieldMap = {}
  for (const key of Object.keys(base)) {
    const inConflict = theirs?.kind === 'fields' && key in theirs.fields
    if (!inConflict && !held.includes(addressIdOf(key)) && isTracked(key, capabilities))
      fields[key] = valueIn(mine, key)
  }
  const carried = new Set(Object.keys(fields).map(addressIdOf))
  for (const pointer of POINTER_FIELDS) {
    const target = customer.addresses.find((address) => address.id === fields[pointer])
    if (target !== undefined && target.remoteId === '' && !carried.has(target.id))
      fields = omit(fields, pointer)
  }
  return fields
}

/** The fields of an update in the connector's terms. */
export function changesFrom(customer: Customer, fields: FieldMap): CustomerChanges {
  const ids = new Set(Object.keys(fields).map(addressIdOf))
  const touched = customer.addresses.filter((address) => ids.has(address.id))
  const inUse = touched.filter((address) => address.superseded === '')
  const values: CustomerFieldValues = Object.fromEntries(
    CUSTOMER_FIELDS.filter((field) => field in fields).map((field) => [field, customer[field]]),
  )
  const changes: CustomerChanges = {
    fields: values,
    addedAddresses: inUse.filter((address) => address.remoteId === ''),
    changedAddresses: inUse.filter((address) => address.remoteId !== ''),
    removedAddresses: touched.filter((address) => address.superseded !== '' && address.remoteId !== ''),
  }
  if ('archived' in fields) changes.archived = fields.archived === true
  for (const pointer of POINTER_FIELDS) if (pointer in fields) changes[pointer] = customer[pointer]
  return changes
}

/** False for what stays at the remote as it is: bystanders, and addresses it has and cannot change. */
function isSendable(address: Address, customer: Customer, capabilities: ConnectorCapabilities): boolean {
  if (!takesPart(address, customer, capabilities)) return false
  return capabilities.addresses.canEdit || address.superseded !== '' || address.remoteId === ''
}

/** True for an address in use that says nothing with their value of each part in conflict (see asPushed). */
function isEmptyByTheirs(
  address: Address,
  customer: Customer,
  { addresses }: ConnectorCapabilities,
): boolean {
  if (address.superseded !== '' || !isInConflict(customer, address.id)) return false
  const pushed = asPushed(customer, customer.updatedAt).addresses.find(({ id }) => id === address.id)
  return pushed === undefined || addresses.fields.every((part) => pushed[part] === '')
}
