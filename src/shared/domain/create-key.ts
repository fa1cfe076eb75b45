import type { ConnectorCapabilities, FindKeyName, KeyField } from '../connector/capabilities.ts'
import type { FindKeys } from '../connector/remote-connector.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import type { Customer } from './customer.ts'
import { defaultAddress, toE164 } from './derived-fields.ts'
import { normaliseField } from './normalise-field.ts'

/*
 * A key is text of the form `<name>:<value>`, for example "email:mara@okafor.example", under which a record that was
 * created can be found again (docs/sync.md, section 1, `intent`). Of name and address the value is a JSON list of
 * name, postcode and first line.
 */

/** The keys of a customer as it stands here, in the order the remote can search by them. */
export function presentKeysOf(customer: Customer, capabilities: ConnectorCapabilities): string[] {
  const place = defaultAddress(customer)
  return capabilities.findKeys.flatMap((name) =>
    name === 'nameAndAddress'
      ? placeKey(customer.name || `${customer.firstName} ${customer.lastName}`, place?.postcode, place?.line1)
      : fieldKey(name, customer[name], place?.countryCode ?? '', capabilities),
  )
}

/** The key to create and to search by: the first that is not empty; '' where the remote offers none. */
export function presentKeyOf(customer: Customer, capabilities: ConnectorCapabilities): string {
  return presentKeysOf(customer, capabilities)[0] ?? ''
}

/** All keys of a record, to be held against intents and against the present keys of unsent documents (R1). */
export function recordKeysOf(record: RemoteCustomer, capabilities: ConnectorCapabilities): string[] {
  const { fields, addresses = [] } = record
  const country =
    addresses.find(({ remoteId }) => remoteId === record.defaultShipping)?.fields.countryCode ?? ''
  const name = fields.name ?? `${fields.firstName ?? ''} ${fields.lastName ?? ''}`
  return capabilities.findKeys.flatMap((key) =>
    key === 'nameAndAddress'
      ? addresses.flatMap((address) => placeKey(name, address.fields.postcode, address.fields.line1))
      : fieldKey(key, fields[key] ?? '', country, capabilities),
  )
}

/** The question to the remote for one key. */
export function findKeysFor(key: string): FindKeys {
  const { name, value } = split(key)
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
  if (name === 'mobile') return [`mobile:${toE164(normal, countryCode) || normal.replace(/[^+\d]/g, '')}`]
  return [`${name}:${normal}`]
}

function placeKey(name: string, postcode: string | undefined, line1: string | undefined): string[] {
  const parts = [name, postcode ?? '', line1 ?? ''].map((part) => part.trim())
  return parts.includes('') ? [] : [`nameAndAddress:${JSON.stringify(parts)}`]
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
