import type { ConnectorCapabilities, FindKeyName, KeyField } from '../connector/capabilities.ts'
import type { FindKeys } from '../connector/remote-connector.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import type { Customer } from './customer.ts'
import { defaultAddress, toE164 } from './derived-fields.ts'
import { normaliseField } from './normalise-field.ts'

/*
 * A key is text of the form `<name>:<value>`, for example "email:mara@okafor.example", under which a record that was
 * created can be found again (docs/sync.md, section 1, `intent`). Of several values together the value is a JSON list:
 * name, postcode and first line, or first name, last name and phone.
 */

/** The keys of a customer as it stands here, in the order the remote can search by them. */
export function presentKeysOf(customer: Customer, capabilities: ConnectorCapabilities): string[] {
  const place = defaultAddress(customer)
  const country = place?.countryCode ?? ''
  return capabilities.findKeys.flatMap((name) => {
    if (name === 'nameAndPhone') return personKey(customer, country)
    if (name !== 'nameAndAddress') return fieldKey(name, customer[name], country, capabilities)
    return placeKey(
      customer.name || `${customer.firstName} ${customer.lastName}`,
      place?.postcode,
      place?.line1,
    )
  })
}

/** The key to create and to search by: the first that is not empty; '' where the remote offers none. */
export function presentKeyOf(customer: Customer, capabilities: ConnectorCapabilities): string {
  return presentKeysOf(customer, capabilities)[0] ?? ''
}

/** All keys of a record, to be held against intents and against the present keys of unsent documents (R1). */
export function recordKeysOf(record: RemoteCustomer, capabilities: ConnectorCapabilities): string[] {
  const { fields, addresses = [] } = record
  // As defaultAddress does: a number without its country's code is read by the same address on both sides.
  const place =
    addresses.find(({ remoteId }) => remoteId === record.defaultShipping) ??
    addresses.find(({ remoteId }) => remoteId === record.defaultBilling) ??
    addresses[0]
  const country = place?.fields.countryCode ?? ''
  const name = fields.name ?? `${fields.firstName ?? ''} ${fields.lastName ?? ''}`
  return capabilities.findKeys.flatMap((key) => {
    if (key === 'nameAndPhone') return personKey(fields, country)
    if (key !== 'nameAndAddress') return fieldKey(key, fields[key] ?? '', country, capabilities)
    return addresses.flatMap((address) => placeKey(name, address.fields.postcode, address.fields.line1))
  })
}

/** The question to the remote for one key. */
export function findKeysFor(key: string): FindKeys {
  const { name, value } = split(key)
  if (name === 'nameAndPhone') {
    const [firstName = '', lastName = '', phone = ''] = JSON.parse(value) as string[]
    return { nameAndPhone: { firstName, lastName, phone } }
  }
  if (name !== 'nameAndAddress') return { [name]: value }
  const [fullName = '', postcode = '', line1 = ''] = JSON.parse(value) as string[]
  return { nameAndAddress: { name: fullName, postcode, line1 } }
}

/** True where a record has the key: searches of remotes are loose, so what they find is to be checked. */
export function recordHasKey(
  record: RemoteCustomer,
  key: string,
  capabilities: ConnectorCapabilities,
): boolean {
  return recordKeysOf(record, capabilities).some((known) => fold(known) === fold(key))
}

/** True for a key that the remote keeps unique, so that a record which has it is the same record. */
export function isUniqueKey(key: string, capabilities: ConnectorCapabilities): boolean {
  return capabilities.uniqueKeys.some((name) => name === split(key).name)
}

function fieldKey(
  name: KeyField,
  value: string,
  countryCode: string,
  { normaliser }: ConnectorCapabilities,
): string[] {
  const normal = normaliseField(name, value, normaliser)
  if (typeof normal !== 'string' || normal === '') return []
  if (name === 'email') return [`email:${normal.toLowerCase()}`]
  if (name === 'mobile') return [`mobile:${numberOf(normal, countryCode)}`]
  return [`${name}:${normal}`]
}

function placeKey(name: string, postcode: string | undefined, line1: string | undefined): string[] {
  const parts = [name, postcode ?? '', line1 ?? ''].map((part) => part.trim())
  return parts.includes('') ? [] : [`nameAndAddress:${JSON.stringify(parts)}`]
}

/** All three, or none. */
function personKey(
  person: { firstName?: string; lastName?: string; phone?: string },
  countryCode: string,
): string[] {
  const parts = [person.firstName, person.lastName, person.phone].map((part) => part?.trim() ?? '')
  const [firstName = '', lastName = '', phone = ''] = parts
  if (parts.includes('')) return []
  return [`nameAndPhone:${JSON.stringify([firstName, lastName, numberOf(phone, countryCode)])}`]
}

function numberOf(phone: string, countryCode: string): string {
  return toE164(phone, countryCode) || phone.replace(/[^+\d]/g, '')
}

function split(key: string): { name: FindKeyName; value: string } {
  const at = key.indexOf(':')
  return { name: key.slice(0, at) as FindKeyName, value: key.slice(at + 1) }
}

function fold(key: string): string {
  const { name, value } = split(key)
  if (name !== 'nameAndAddress') return key
  return `${name}:${value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}"]+/gu, '')}`
}
