import type { CustomerChanges } from '#shared/connector/remote-connector.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { regionOf } from '#shared/csv/region-names.ts'
import { addressesInUse, type Address } from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import type { AddressBody, CustomerBody } from './customer-api.ts'
import { ADDRESS_PARTS, SLOTS, type Slot } from './mapping.ts'

/** What a create or update sends, and which local address goes into which slot. */
export interface PreparedBody {
  body: CustomerBody
  /** Local id -> slot. One that fills both goes with the first. */
  addressIds: Record<string, string>
}

/** The body of a create: the account, and the default addresses in their slots. What is empty is left out. */
export function createBody(whole: CustomerDraft): PreparedBody {
  const { firstName, lastName, email, username } = whole
  const inUse = addressesInUse(whole.addresses)
  const slots: Partial<Record<Slot, AddressBody>> = {}
  const addressIds: Record<string, string> = {}
  for (const slot of SLOTS) {
    const address = inUse.find(({ id }) => id === pointerOf(slot, whole))
    if (address === undefined) continue
    slots[slot] = addressBody(address, slot)
    addressIds[address.id] ??= slot
  }
  const contact = withoutEmpty({ company: whole.company, phone: whole.phone })
  return {
    body: {
      email: email.trim(),
      ...withoutEmpty({ first_name: firstName, last_name: lastName, username: username.trim() }),
      ...slotsBody(slots, contact),
    },
    addressIds,
  }
}

/** The body of an update: what is named, a changed address as a whole, a removed one emptied part by part. */
export function updateBody(changes: CustomerChanges, whole: CustomerDraft): PreparedBody {
  const { fields } = changes
  const slots: Partial<Record<Slot, AddressBody>> = {}
  const addressIds: Record<string, string> = {}
  for (const address of changes.removedAddresses) {
    const slot = SLOTS.find((each) => each === address.remoteId)
    if (slot !== undefined) slots[slot] = emptyAddressBody(slot)
  }
  for (const address of [...changes.changedAddresses, ...changes.addedAddresses]) {
    const own = SLOTS.filter((slot) =>
      address.remoteId === '' ? pointerOf(slot, whole) === address.id : address.remoteId === slot,
    )
    for (const slot of own) {
      const body = addressBody(address, slot)
      slots[slot] = slot === 'billing' && address.remoteId === '' ? withoutEmptyContact(body) : body
      addressIds[address.id] ??= slot
    }
  }
  const account = {
    ...named('first_name', fields.firstName),
    ...named('last_name', fields.lastName),
    ...named('email', fields.email?.trim()),
    ...named('username', fields.username?.trim()),
  }
  return { body: { ...account, ...slotsBody(slots, contactIn(fields)) }, addressIds }
}

/** The names alone, for a store that has rewritten them. */
export function namesBody({ firstName, lastName }: CustomerDraft): CustomerBody {
  return { first_name: firstName, last_name: lastName }
}

/** Company and phone of the customer are those of the billing address, and go before what the address says itself. */
function slotsBody(
  slots: Partial<Record<Slot, AddressBody>>,
  contact: Partial<Record<'company' | 'phone', string>>,
): Pick<CustomerBody, 'billing' | 'shipping'> {
  const billing = { ...slots.billing, ...contact }
  return {
    ...(Object.keys(billing).length === 0 ? {} : { billing }),
    ...(slots.shipping === undefined ? {} : { shipping: slots.shipping }),
  }
}

function contactIn(fields: CustomerFieldValues): Partial<Record<'company' | 'phone', string>> {
  return { ...named('company', fields.company), ...named('phone', fields.phone) }
}

function addressBody(address: Address, slot: Slot): Record<string, string> {
  const body: Record<string, string> = {}
  for (const [part, wireName] of ADDRESS_PARTS) {
    if (part === 'email' && slot === 'shipping') continue
    body[wireName] = address[part].trim()
  }
  body['state'] = stateOf(address)
  return body
}

/** A billing address that is new here takes no company or phone away that the customer has there. */
function withoutEmptyContact(body: Record<string, string>): Record<string, string> {
  const isEmptyContact = ([name, value]: readonly [string, string]): boolean =>
    value === '' && (name === 'company' || name === 'phone')
  return Object.fromEntries(Object.entries(body).filter((entry) => !isEmptyContact(entry)))
}

function emptyAddressBody(slot: Slot): Record<string, string> {
  const names = ADDRESS_PARTS.filter(([part]) => !(part === 'email' && slot === 'shipping'))
  // Company and phone of the billing address are the customer's own and stay.
  const own = slot === 'billing' ? ['company', 'phone'] : []
  return Object.fromEntries(
    [...names.map(([, name]) => name), 'state'].flatMap((name) => (own.includes(name) ? [] : [[name, '']])),
  )
}

/** The store's own checkout writes codes where a country has them. */
function stateOf({ countryCode, region, regionCode }: Address): string {
  const known = regionOf(countryCode, regionCode) ?? regionOf(countryCode, region)
  return (known?.code ?? regionCode.trim()) || region.trim()
}

function pointerOf(slot: Slot, whole: CustomerDraft): string {
  return slot === 'shipping' ? whole.defaultShippingAddressId : whole.defaultBillingAddressId
}

function named<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>)
}

function withoutEmpty<K extends string>(values: Record<K, string>): Partial<Record<K, string>> {
  return Object.fromEntries(
    Object.entries<string>(values).filter(([, value]) => value.trim() !== ''),
  ) as Partial<Record<K, string>>
}
