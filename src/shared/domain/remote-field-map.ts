import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { ADDRESS_FIELDS, type Address } from './address.ts'
import { bystanderIds, isReadOnlySlot } from './address-state.ts'
import { CUSTOMER_FIELDS, POINTER_FIELDS, SLOT_OF, type PointerField } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, parseAddressFieldKey, type FieldMap } from './field-map.ts'
import { pairAddresses, toldDefault } from './pair-addresses.ts'

/** A record of a remote as a field map with local ids of addresses; it holds only what the record told. */
export interface RemoteFieldMap {
  told: FieldMap
  /**
   * True where the record says something about a field, be it that it is empty. A part of an address of ours that is
   * not among the addresses told is told as empty.
   */
  toldKeys: (key: string) => boolean
  /** Local id -> remote id of every address told; of every address known where the record told none. */
  addressIds: Record<string, string>
}

/** The record as a field map of this customer; see pairAddresses for how addresses are told apart. */
export function pairRemote(
  customer: Customer,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  newAddressId: (remoteAddressId: string) => string,
  byDefault = false,
): RemoteFieldMap {
  const addressIds =
    record.addresses === undefined
      ? knownAddressIds(customer)
      : pairAddresses(customer, record, capabilities, newAddressId, byDefault)
  const told: FieldMap = {}
  for (const field of CUSTOMER_FIELDS) {
    const value = record.fields[field]
    if (value !== undefined) told[field] = value
  }
  const archived = record.archived ?? (record.archivedAt === undefined ? undefined : record.archivedAt !== 0)
  if (archived !== undefined) told.archived = archived
  for (const pointer of POINTER_FIELDS) {
    const id = localIdOf(toldDefault(record, pointer), addressIds)
    if (id !== undefined && saysDefault(pointer, id, customer, addressIds, capabilities)) told[pointer] = id
  }
  const bystanders = bystanderIds(customer, capabilities)
  for (const remote of record.addresses ?? []) {
    const id = localIdOf(remote.remoteId, addressIds)
    if (id === undefined || bystanders.has(id)) continue
    for (const part of ADDRESS_FIELDS) {
      const value = remote.fields[part]
      if (value !== undefined) told[addressFieldKey(id, part)] = value
    }
  }

  const toldKeys = (key: string): boolean => {
    if (key in told) return true
    const address = parseAddressFieldKey(key)
    if (address === null || record.addresses === undefined) return false
    if (address.addressId in addressIds || bystanders.has(address.addressId)) return false
    return capabilities.addresses.fields.some((part) => part === address.part)
  }
  return { told, toldKeys, addressIds }
}

/**
 * False where what a slot holds says nothing about our default: a slot is the default by being filled, so that one that is
 * to be emptied from here, or to be filled with an address that it does not have yet, says nothing.
 */
function saysDefault(
  pointer: PointerField,
  toldId: string,
  customer: Customer,
  addressIds: Readonly<Record<string, string>>,
  { addresses }: ConnectorCapabilities,
): boolean {
  if (addresses.shape === 'list') return true
  const find = (wanted: string): Address | undefined => customer.addresses.find(({ id }) => id === wanted)
  const [there, ours] = [find(toldId), find(customer[pointer])]
  if (there !== undefined && there.superseded !== '') return false
  const isToFill = ours !== undefined && ours.superseded === '' && !(ours.id in addressIds)
  return !isToFill || isReadOnlySlot(SLOT_OF[pointer], addresses)
}

function knownAddressIds(customer: Customer): Record<string, string> {
  const known = customer.addresses.filter((address) => address.remoteId !== '')
  return Object.fromEntries(known.map((address) => [address.id, address.remoteId]))
}

function localIdOf(
  remoteId: string | undefined,
  addressIds: Readonly<Record<string, string>>,
): string | undefined {
  if (remoteId === undefined || remoteId === '') return remoteId
  return Object.entries(addressIds).find(([, known]) => known === remoteId)?.[0]
}
