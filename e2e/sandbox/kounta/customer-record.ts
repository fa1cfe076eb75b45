/** An address as the remote keeps it. */
export interface StoredAddress {
  id: number
  lines: string[]
  city: string
  zone: string
  postal_code: string
  country: string
}

/** Parts of an address without its id. */
export type AddressParts = Omit<StoredAddress, 'id'>

/** A customer as the remote keeps it. Texts are null where nobody has given one. */
export interface StoredCustomer {
  id: number
  people_id: number
  first_name: string
  last_name: string | null
  email: string | null
  phone: string | null
  mobile: string | null
  fax: string | null
  description: string | null
  tags: readonly string[]
  image: string | null
  accepts_marketing: boolean
  primary_address: StoredAddress | null
  shipping_address: StoredAddress | null
  /** Addresses beside the two. */
  other_addresses: readonly StoredAddress[]
  orders: readonly StoredOrder[]
  /** By application: what one sets no other sees. */
  references: Readonly<Record<string, string>>
}

/** An order, of which this sandbox keeps no more than what a list shows. */
export interface StoredOrder {
  id: number
  status: string
  total: number
  created_at: string
}

/** What a write may set; an address of null is taken away. */
export interface CustomerInput {
  first_name?: string
  last_name?: string | null
  email?: string | null
  phone?: string | null
  mobile?: string | null
  fax?: string | null
  description?: string | null
  tags?: readonly string[]
  image?: string | null
  accepts_marketing?: boolean
  primary_address?: AddressParts | null
  shipping_address?: AddressParts | null
  reference_id?: string
}

/** An attribute by which a hook for updates can be narrowed. */
export type WatchedAttribute =
  'name' | 'phone' | 'mobile' | 'email' | 'address' | 'tags' | 'image' | 'accepts_marketing'

const FIELDS_OF: Readonly<Record<WatchedAttribute, readonly (keyof StoredCustomer)[]>> = {
  name: ['first_name', 'last_name'],
  phone: ['phone'],
  mobile: ['mobile'],
  email: ['email'],
  address: ['primary_address', 'shipping_address'],
  tags: ['tags'],
  image: ['image'],
  accepts_marketing: ['accepts_marketing'],
}

/** Every attribute a hook can watch. */
export const WATCHED_ATTRIBUTES = Object.keys(FIELDS_OF) as readonly WatchedAttribute[]

/** The watched attributes in which two states of one customer differ. */
export function changedAttributes(before: StoredCustomer, after: StoredCustomer): WatchedAttribute[] {
  const differs = (field: keyof StoredCustomer): boolean =>
    JSON.stringify(before[field]) !== JSON.stringify(after[field])
  return WATCHED_ATTRIBUTES.filter((attribute) => FIELDS_OF[attribute].some(differs))
}
