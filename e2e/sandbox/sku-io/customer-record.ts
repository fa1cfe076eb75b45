/** Where an address is: the fields that a customer's body may carry at its root. */
export const LOCATION_FIELDS = [
  'address1',
  'address2',
  'address3',
  'city',
  'province',
  'province_code',
  'zip',
  'country',
  'country_code',
] as const

/** Every text field of an address. */
export const ADDRESS_FIELDS = [
  'label',
  'company',
  'name',
  'email',
  'phone',
  'fax',
  ...LOCATION_FIELDS,
] as const

/** Text fields of a customer besides its name; each may be null. */
export const CONTACT_FIELDS = ['company', 'email', 'phone', 'fax'] as const

/** Ids that an update may set and a create ignores. */
export const DEFAULT_SETTING_FIELDS = [
  'product_pricing_tier_id',
  'store_id',
  'shipping_method_domestic_id',
  'shipping_method_international_id',
  'warehouse_id',
] as const

/** Ids that a create and an update may set. */
export const OWNER_FIELDS = ['integration_instance_id', 'default_sales_rep_id'] as const

export type LocationField = (typeof LOCATION_FIELDS)[number]
export type AddressField = (typeof ADDRESS_FIELDS)[number]
type ContactField = (typeof CONTACT_FIELDS)[number]
export type ReferenceField = (typeof DEFAULT_SETTING_FIELDS)[number] | (typeof OWNER_FIELDS)[number]

export type AddressFields = Readonly<Record<AddressField, string | null>>

/** An address as the remote holds it. Its fields never change: an edited address is a new one. */
export type StoredAddress = AddressFields & { readonly id: number }

/** A customer as the remote holds it. Records are replaced, never changed in place. Times are whole seconds since 1970. */
export type StoredCustomer = Readonly<Record<ContactField, string | null>> &
  Readonly<Record<ReferenceField, number | null>> & {
    readonly id: number
    readonly name: string
    readonly addresses: readonly StoredAddress[]
    readonly default_shipping_address_id: number | null
    readonly default_billing_address_id: number | null
    /** Decimal text. */
    readonly lifetime_value: string
    readonly created_at: number
    readonly updated_at: number
    readonly archived_at: number | null
    /** What it is linked to besides orders and credits; it cannot be deleted then. */
    readonly links: readonly string[]
  }

/** What a create or an update may carry. A field that is left out is not touched. */
export type CustomerInput = Partial<Record<ContactField | LocationField, string | null>> &
  Partial<Record<ReferenceField, number | null>> & {
    name?: string
    /** Taken on create only. */
    default_billing_address?: Partial<Record<AddressField, string | null>> | null
  }

/** Looks up the customer's default shipping address: the one that its root fields stand for. */
export function shippingAddress(customer: StoredCustomer): StoredAddress | null {
  return addressById(customer, customer.default_shipping_address_id)
}

/** Looks up one address of the customer, or returns null. */
export function addressById(customer: StoredCustomer, id: number | null): StoredAddress | null {
  return customer.addresses.find((address) => address.id === id) ?? null
}
