import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteAddress, RemoteCustomer } from '../connector/remote-record.ts'
import {
  ADDRESS_FIELDS,
  addressIdentity,
  emptyAddressFields,
  isSameForIdentity,
  type Address,
  type AddressField,
  type AddressFields,
} from './address.ts'
import { carriedFields, isReadOnlySlot } from './address-state.ts'
import { POINTER_FIELDS, type PointerField } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey } from './field-map.ts'
import { sameField } from './normalise-field.ts'

/**
 * Local id -> remote id for every address a record tells (docs/sync.md, section 9): paired by remote id, then by slot,
 * then by equality one to one in order, and an id of its own (`newAddressId`) for one that only the remote has. An
 * address that an update under way carries is compared as it was sent, too, since it may have been edited meanwhile.
 * With `byDefault` the default addresses of a create pair with the remote's defaults whatever the remote made of them.
 */
export function pairAddresses(
  customer: Customer,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  newAddressId: (remoteAddressId: string) => string,
  byDefault: boolean,
): Record<string, string> {
  const open = [...(record.addresses ?? [])]
  const pairs: Record<string, string> = {}
  const pairWhere = (matches: (local: Address, remote: RemoteAddress) => boolean): void => {
    for (const local of customer.addresses) {
      if (local.id in pairs) continue
      const index = open.findIndex((remote) => matches(local, remote))
      const remote = open[index]
      if (remote === undefined) continue
      pairs[local.id] = remote.remoteId
      open.splice(index, 1)
    }
  }

  const likeness = { customer, capabilities }
  pairWhere((local, remote) => local.remoteId !== '' && local.remoteId === remote.remoteId)
  pairWhere((local, remote) => isUnsent(local) && local.id === newAddressId(remote.remoteId))
  if (capabilities.addresses.shape === 'slots') {
    const mayFill = (local: Address, remote: RemoteAddress): boolean =>
      isUnsent(local) && !isReadOnlySlot(remote.remoteId, capabilities.addresses)
    // What is on its way first: it may be a default no more.
    const isDefault = (local: Address, remote: RemoteAddress): boolean =>
      sharesDefault(customer, local, record, remote)
    const isSent = (local: Address, remote: RemoteAddress): boolean =>
      isAsSent(customer, local, remote, capabilities)
    pairWhere((local, remote) => mayFill(local, remote) && isDefault(local, remote) && isSent(local, remote))
    pairWhere((local, remote) => mayFill(local, remote) && isSent(local, remote))
    pairWhere((local, remote) => mayFill(local, remote) && isDefault(local, remote))
  } else {
    pairWhere((local, remote) => isUnsent(local) && equalsAsSent(likeness, local, remote, 'exact'))
    pairWhere((local, remote) => isUnsent(local) && equalsPresent(likeness, local, remote, 'exact'))
    pairWhere((local, remote) => isUnsent(local) && equalsAsSent(likeness, local, remote, 'identity'))
    pairWhere((local, remote) => isUnsent(local) && equalsPresent(likeness, local, remote, 'identity'))
    if (byDefault)
      pairWhere((local, remote) => isUnsent(local) && sharesDefault(customer, local, record, remote))
  }
  for (const remote of open) pairs[newAddressId(remote.remoteId)] = remote.remoteId
  return pairs
}

/** Remote id of the address that a record tells as that default; '' = none, undefined = not told. */
export function toldDefault(record: RemoteCustomer, pointer: PointerField): string | undefined {
  return pointer === 'defaultShippingAddressId' ? record.defaultShipping : record.defaultBilling
}

interface Likeness {
  customer: Customer
  capabilities: ConnectorCapabilities
}

const isUnsent = (local: Address): boolean => local.remoteId === ''

function sharesDefault(
  customer: Customer,
  local: Address,
  record: RemoteCustomer,
  remote: RemoteAddress,
): boolean {
  const created = customer.sync.intent?.kind === 'create' ? customer.sync.intent.sent : {}
  return POINTER_FIELDS.some((pointer) => {
    const isTold = toldDefault(record, pointer) === remote.remoteId
    return isTold && (created[pointer] ?? customer[pointer]) === local.id
  })
}

/** True where an address there is what a create or update under way carries of ours, additions of the remote aside. */
export function isAsSent(
  customer: Customer,
  local: Address,
  remote: RemoteAddress,
  capabilities: ConnectorCapabilities,
): boolean {
  const likeness = { customer, capabilities }
  return equalsAsSent(likeness, local, remote, 'exact') || equalsAsSent(likeness, local, remote, 'identity')
}

function equalsAsSent(
  { customer, capabilities }: Likeness,
  local: Address,
  remote: RemoteAddress,
  measure: 'exact' | 'identity',
): boolean {
  const carried = carriedFields(customer)
  const parts = ADDRESS_FIELDS.filter((part) => addressFieldKey(local.id, part) in carried)
  if (parts.length === 0) return false
  const asSent: AddressFields = { ...local }
  for (const part of parts) {
    const value = carried[addressFieldKey(local.id, part)]
    asSent[part] = typeof value === 'string' ? value : ''
  }
  if (measure === 'exact') return isExact(asSent, remote, capabilities)
  return isSamePlace(asSent, withoutAdditions(asSent, remote), capabilities)
}

/**
 * Where the remote cannot change an address, one of ours that says more than the remote's stays an address of its own:
 * paired, what it says beyond could never be sent.
 */
function equalsPresent(
  { capabilities }: Likeness,
  local: Address,
  remote: RemoteAddress,
  measure: 'exact' | 'identity',
): boolean {
  if (measure === 'exact') return isExact(local, remote, capabilities)
  if (!isSamePlace(local, remote, capabilities)) return false
  return (
    capabilities.addresses.canEdit ||
    toldParts(remote, capabilities).every(
      (part) =>
        local[part] === '' ||
        isSameForIdentity(part, local[part], remote.fields[part] ?? '') ||
        isSamePart(local, remote, part, capabilities),
    )
  )
}

function isExact(local: AddressFields, remote: RemoteAddress, capabilities: ConnectorCapabilities): boolean {
  const parts = toldParts(remote, capabilities)
  return (
    parts.some((part) => remote.fields[part] !== '') &&
    parts.every((part) => isSamePart(local, remote, part, capabilities))
  )
}

function isSamePlace(
  local: AddressFields,
  remote: RemoteAddress,
  capabilities: ConnectorCapabilities,
): boolean {
  const [ours, told] = [emptyAddressFields(), emptyAddressFields()]
  for (const part of toldParts(remote, capabilities)) {
    ours[part] = local[part]
    told[part] = remote.fields[part] ?? ''
  }
  const identity = addressIdentity(told)
  return identity !== addressIdentity(emptyAddressFields()) && identity === addressIdentity(ours)
}

/** The remote's address without what it filled in by itself, such as the customer's name. */
function withoutAdditions(asSent: AddressFields, remote: RemoteAddress): RemoteAddress {
  const own = Object.entries(remote.fields).filter(([part]) => asSent[part as AddressField] !== '')
  return { ...remote, fields: Object.fromEntries(own) }
}

function isSamePart(
  local: AddressFields,
  remote: RemoteAddress,
  part: AddressField,
  { normaliser }: ConnectorCapabilities,
): boolean {
  return sameField(addressFieldKey('-', part), local[part], remote.fields[part] ?? '', normaliser)
}

function toldParts(remote: RemoteAddress, capabilities: ConnectorCapabilities): AddressField[] {
  return capabilities.addresses.fields.filter((part) => remote.fields[part] !== undefined)
}
