import type { RxJsonSchema } from 'rxdb'
import { CUSTOMER_TEXT_FIELDS, type Customer, type CustomerTextField } from '#shared/domain/customer.ts'
import { flag, idText, indexedText, list, nested, text, time } from './schema-pieces.ts'

/** What the store adds to a customer for its own indexes; taken off again on every read. */
export interface CustomerIndexFields {
  /** The e-mail trimmed and lower-cased, so that it can be looked up however it was typed. */
  emailKey: string
}

/** A customer as stored. */
export type StoredCustomer = Customer & CustomerIndexFields

/** The index fields of a customer. */
export function customerIndexFields(customer: Customer): CustomerIndexFields {
  return { emailKey: customer.email.trim().toLowerCase() }
}

const textProperties = Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field) => [field, text])) as Record<
  CustomerTextField,
  typeof text
>

const properties = {
  ...textProperties,
  id: idText,
  remoteId: idText,
  tags: list,
  acceptsMarketing: flag,
  addresses: list,
  defaultShippingAddressId: text,
  defaultBillingAddressId: text,
  archivedAt: time,
  deletedAt: time,
  createdAt: time,
  updatedAt: time,
  remoteFacts: nested,
  extra: nested,
  sync: nested,
  sortName: indexedText,
  postcode: indexedText,
  phoneE164: text,
  mobileE164: text,
  pendingSince: time,
  detailsDue: time,
  emailKey: indexedText,
} as const satisfies RxJsonSchema<StoredCustomer>['properties']

/** Customers. Every field is required: a missing indexed value would make the document vanish from that order. */
export const customerSchema: RxJsonSchema<StoredCustomer> = {
  title: 'customer',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: ['sortName', 'updatedAt', 'emailKey', 'remoteId', 'postcode', 'pendingSince', 'detailsDue'],
}
