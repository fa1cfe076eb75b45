import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { PushOutcome } from '../connector/remote-connector.ts'
import type { RemoteAddress, RemoteCustomer } from '../connector/remote-record.ts'
import { ADDRESS_FIELDS, newAddress, type Address, type AddressFields } from './address.ts'
import { CUSTOMER_FIELDS } from './customer-field-map.ts'
import {
  DEFAULT_SETTING_FIELDS,
  draftOf,
  emptyCustomerDraft,
  type Customer,
  type CustomerDraft,
} from './customer.ts'
import { customerFromRemote } from './merge-remote.ts'
import type { MergeContext } from './merge-context.ts'
import { applyEdit, newCustomerFrom } from './apply-edit.ts'

export const NOW = 1_700_000_000_000
export const SETTLE_MS = 60_000

/** Like SKU.io: addresses can be added, never changed or removed; default settings by an update only. */
export const fixedAddresses: ConnectorCapabilities = {
  system: 'sku-io',
  displayName: 'Fixed addresses',
  entities: ['customer'],
  pull: 'changed-since',
  pageSize: 100,
  listLacksDetails: false,
  writes: { create: true, update: true, delete: true, archive: true },
  fields: CUSTOMER_FIELDS.filter((field) => field !== 'username'),
  updateOnlyFields: DEFAULT_SETTING_FIELDS,
  addresses: {
    shape: 'list',
    slots: [],
    fields: ADDRESS_FIELDS.filter((part) => part !== 'latitude' && part !== 'longitude'),
    canEdit: false,
    canRemove: false,
    createCarries: 'default-addresses',
  },
  uniqueKeys: ['email'],
  findKeys: ['email', 'nameAndAddress'],
  searchBeforeCreate: false,
  bulk: { create: 1, update: 1, archive: 1, delete: 1, together: 1 },
  related: [],
  actions: [],
  settleMs: SETTLE_MS,
  requirements: { required: ['name'], anyOf: [], maxLength: 255 },
  normaliser: { caseless: ['email'], maxLength: 255 },
}

/** A remote that can change and remove addresses, and takes everything with the create. */
export const freeAddresses: ConnectorCapabilities = {
  ...fixedAddresses,
  updateOnlyFields: [],
  addresses: { ...fixedAddresses.addresses, canEdit: true, canRemove: true, createCarries: 'all-addresses' },
}

/** A remote that has exactly a shipping and a billing address. */
export const slottedAddresses: ConnectorCapabilities = {
  ...freeAddresses,
  addresses: { ...freeAddresses.addresses, shape: 'slots', slots: ['shipping', 'billing'] },
}

/** What a merge needs to know at a point in time after NOW. */
export function contextAt(ms = 0, addressIds?: Record<string, string>): MergeContext {
  return { now: NOW + ms, newAddressId: (remoteId) => `local-${remoteId}`, addressIds }
}

/** A complete record of a remote. */
export function remoteRecord(
  fields: RemoteCustomer['fields'],
  addresses: RemoteAddress[] = [],
  rest: Partial<RemoteCustomer> = {},
): RemoteCustomer {
  return {
    remoteId: 'r1',
    revision: '',
    complete: true,
    fields: { ...emptyRemoteFields(), ...fields },
    archived: false,
    addresses,
    defaultShipping: addresses[0]?.remoteId ?? '',
    defaultBilling: '',
    ...rest,
  }
}

/** An address as a remote tells it, all parts told. */
export function remoteAddress(remoteId: string, parts: Partial<AddressFields>): RemoteAddress {
  const address = newAddress('x', parts)
  const told = Object.fromEntries(fixedAddresses.addresses.fields.map((part) => [part, address[part]]))
  return { remoteId, fields: told }
}

/** A document linked to a record and in step with it. */
export function linkedTo(record: RemoteCustomer, capabilities = fixedAddresses): Customer {
  return customerFromRemote('c1', record, capabilities, contextAt())
}

/** A new document that was never sent. */
export function unsent(draft: Partial<CustomerDraft>): Customer {
  return newCustomerFrom('c1', { ...emptyCustomerDraft(), ...draft }, NOW)
}

/** The document after a person changed some fields of it. */
export function edited(
  customer: Customer,
  change: Partial<CustomerDraft>,
  capabilities: ConnectorCapabilities | null = fixedAddresses,
  ms = 0,
): Customer {
  const from = draftOf(customer)
  return applyEdit(customer, from, { ...from, ...change }, capabilities, NOW + ms)
}

/** The document after a person changed parts of one address. */
export function editedAddress(
  customer: Customer,
  id: string,
  parts: Partial<AddressFields>,
  capabilities: ConnectorCapabilities = fixedAddresses,
  ms = 1,
): Customer {
  const addresses = customer.addresses.map((address) =>
    address.id === id ? { ...address, ...parts } : address,
  )
  return edited(customer, { addresses }, capabilities, ms)
}

/** The addresses in use. */
export function inUse(customer: Customer): Address[] {
  return customer.addresses.filter((address) => address.superseded === '')
}

/** What a transition left, where it must not have removed the document. */
export function present(customer: Customer | 'remove'): Customer {
  if (customer === 'remove') throw new Error('The document was removed')
  return customer
}

/** An accepted write. */
export function accepted(
  record: RemoteCustomer,
  addressIds: Record<string, string> = {},
): PushOutcome<'customer'> {
  return { status: 'accepted', localId: 'c1', record, addressIds }
}

/** A refused write. */
export const refusal: PushOutcome<'customer'> = {
  status: 'refused',
  localId: 'c1',
  reason: 'The email is taken.',
  field: 'email',
}

/** A write whose answer was lost. */
export const lostAnswer: PushOutcome<'customer'> = {
  status: 'unknown',
  localId: 'c1',
  error: { kind: 'timeout-unknown' },
}

/** A write that certainly had no effect. */
export const notSent: PushOutcome<'customer'> = {
  status: 'not-sent',
  localId: 'c1',
  error: { kind: 'rate-limited', retryAfterMs: 1000 },
}

function emptyRemoteFields(): RemoteCustomer['fields'] {
  const texts = CUSTOMER_FIELDS.filter((field) => field !== 'tags' && field !== 'acceptsMarketing')
  return Object.fromEntries(texts.filter((field) => field !== 'username').map((field) => [field, '']))
}
