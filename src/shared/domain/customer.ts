import { z } from 'zod'
import type { Json } from '../json.ts'
import type { Address } from './address.ts'
import { addressSchema } from './address-schema.ts'
import { cleanSyncState, type SyncState } from './sync-state.ts'

/** Text fields of a customer that people edit and remotes may hold; '' where empty. */
export const CUSTOMER_TEXT_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'company',
  'email',
  'phone',
  'mobile',
  'fax',
  'code',
  'referenceId',
  'username',
  'notes',
  'imageUrl',
  'pricingTierId',
  'storeId',
  'shippingMethodDomesticId',
  'shippingMethodInternationalId',
  'warehouseId',
  'salesRepId',
] as const

/** Name of a text field of a customer. */
export type CustomerTextField = (typeof CUSTOMER_TEXT_FIELDS)[number]

/** Everything on a customer that a person edits, addresses aside. */
export type CustomerField = CustomerTextField | 'tags' | 'acceptsMarketing'

/** The default settings of SKU.io, which only an update can set (docs/remotes/sku-io.md, section 3); ids as text. */
export const DEFAULT_SETTING_FIELDS = [
  'pricingTierId',
  'storeId',
  'shippingMethodDomesticId',
  'shippingMethodInternationalId',
  'warehouseId',
] as const satisfies readonly CustomerTextField[]

/** What only the remote knows. Times are ms since the epoch (0 = unknown); money is decimal text. */
export interface RemoteFacts {
  lifetimeValue: string
  totalSpent: string
  ordersCount: string
  lastOrderAt: number
  balance: string
  role: string
  createdAt: number
  updatedAt: number
}

/** A customer document (docs/data.md, section 2). Times are ms since the epoch, 0 = not. */
export interface Customer extends Record<CustomerTextField, string> {
  /** UUID v7 where made here, UUID v5 of (connection, remote id) where it came from the remote. */
  readonly id: string
  /** '' until the remote has it. */
  remoteId: string
  tags: string[]
  acceptsMarketing: boolean
  addresses: Address[]
  /** Local id of an address, or ''. */
  defaultShippingAddressId: string
  defaultBillingAddressId: string
  archivedAt: number
  /** Deletion asked for here; the document goes once the remote has agreed. */
  deletedAt: number
  createdAt: number
  updatedAt: number
  remoteFacts: RemoteFacts
  /** What the remote sends and we do not model, kept and sent back where it must be. */
  extra: Record<string, Json>
  sync: SyncState
  /** Derived (derived-fields.ts): lower-cased name, made unique by the id. */
  sortName: string
  /** Derived: postcode of the default address. */
  postcode: string
  /** Derived: phone and mobile as E.164, '' where they are no valid number. */
  phoneE164: string
  mobileE164: string
  /** Derived: since when something waits to be sent; 0 = clean. */
  pendingSince: number
  /** Since when the rest of a record listed without its details is to be fetched; 0 = complete. */
  detailsDue: number
}

const text = z.string().max(5000)

/** What a person can enter about a customer in one go: form, import row. Addresses keep their local ids. */
export interface CustomerDraft extends Record<CustomerTextField, string> {
  tags: string[]
  acceptsMarketing: boolean
  addresses: Address[]
  defaultShippingAddressId: string
  defaultBillingAddressId: string
}

/** Run-time check of a draft where it enters the store. */
export const customerDraftSchema: z.ZodType<CustomerDraft> = z.strictObject({
  ...(Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field) => [field, text])) as Record<
    CustomerTextField,
    typeof text
  >),
  tags: z.array(z.string().max(200)).max(200),
  acceptsMarketing: z.boolean(),
  addresses: z.array(addressSchema).max(200),
  defaultShippingAddressId: z.string().max(64),
  defaultBillingAddressId: z.string().max(64),
})

/** Made once: imports make a draft for every row. */
const NO_TEXTS = Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field) => [field, ''])) as Readonly<
  Record<CustomerTextField, string>
>

/** A draft with nothing in it. */
export function emptyCustomerDraft(): CustomerDraft {
  return {
    ...NO_TEXTS,
    tags: [],
    acceptsMarketing: false,
    addresses: [],
    defaultShippingAddressId: '',
    defaultBillingAddressId: '',
  }
}

/** The editable part of a customer. */
export function draftOf(customer: Customer): CustomerDraft {
  const draft = emptyCustomerDraft()
  for (const field of CUSTOMER_TEXT_FIELDS) draft[field] = customer[field]
  return {
    ...draft,
    tags: [...customer.tags],
    acceptsMarketing: customer.acceptsMarketing,
    addresses: customer.addresses.map((address) => ({ ...address })),
    defaultShippingAddressId: customer.defaultShippingAddressId,
    defaultBillingAddressId: customer.defaultBillingAddressId,
  }
}

/** Facts about a customer that no remote has told anything about. */
export function noRemoteFacts(): RemoteFacts {
  return {
    lifetimeValue: '',
    totalSpent: '',
    ordersCount: '',
    lastOrderAt: 0,
    balance: '',
    role: '',
    createdAt: 0,
    updatedAt: 0,
  }
}

/** A new, unlinked customer without derived fields: pass it through withDerivedFields before storing it. */
export function newCustomer(id: string, draft: CustomerDraft, now: number): Customer {
  return {
    ...draft,
    id,
    remoteId: '',
    archivedAt: 0,
    deletedAt: 0,
    createdAt: now,
    updatedAt: now,
    remoteFacts: noRemoteFacts(),
    extra: {},
    sync: cleanSyncState(),
    sortName: '',
    postcode: '',
    phoneE164: '',
    mobileE164: '',
    pendingSince: 0,
    detailsDue: 0,
  }
}
