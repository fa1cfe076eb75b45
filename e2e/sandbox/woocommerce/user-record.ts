/** Text fields that both addresses of a user have. */
export const ADDRESS_FIELDS = [
  'first_name',
  'last_name',
  'company',
  'address_1',
  'address_2',
  'city',
  'state',
  'postcode',
  'country',
  'phone',
] as const

/** The billing address has an e-mail of its own. */
export const BILLING_FIELDS = [...ADDRESS_FIELDS, 'email'] as const

export type StoredAddress = Readonly<Partial<Record<(typeof BILLING_FIELDS)[number], string>>>

/** A WordPress user: customers, subscribers and the shop's own staff alike. Replaced, never changed in place. */
export interface StoredUser {
  readonly id: number
  /** '' where somebody has blanked it. */
  readonly email: string
  readonly login: string
  readonly first_name: string
  readonly last_name: string
  readonly role: string
  /** Whole seconds since 1970. */
  readonly registered_at: number
  /** Whole seconds since 1970; 0 = never saved through WooCommerce. */
  readonly last_update: number
  readonly billing: StoredAddress
  readonly shipping: StoredAddress
  readonly meta_data: readonly { id: number; key: string; value: string }[]
  /** Why deleting it is refused, as a plugin may; '' = it can be deleted. */
  readonly kept_because: string
}

/** An order; of its lines only what a person looks for. */
export interface StoredOrder {
  readonly id: number
  /** 0 once the customer was deleted. */
  readonly customer_id: number
  readonly status: 'pending' | 'processing' | 'on-hold' | 'completed'
  /** Decimal text. */
  readonly total: string
  readonly currency: string
  readonly note: string
  /** Whole seconds since 1970. */
  readonly created_at: number
  /** 0 = not completed. */
  readonly completed_at: number
  readonly lines: readonly { id: number; name: string; quantity: number; total: string; sku: string }[]
}

/** A file that a customer may fetch. */
export interface StoredDownload {
  readonly customer_id: number
  readonly download_id: string
  readonly product_id: number
  readonly download_name: string
  readonly order_id: number
  /** '' = any number. */
  readonly downloads_remaining: string
  /** Whole seconds since 1970; 0 = never. */
  readonly access_expires: number
}

/** What a create or update may carry; what is left out is not touched. Address parts merge one by one. */
export interface UserInput {
  email?: string
  login?: string
  first_name?: string
  last_name?: string
  billing?: StoredAddress
  shipping?: StoredAddress
  meta_data?: readonly { key: string; value: string }[]
}

/** What only a seed sets: what a user's past has made of it. */
export type UserPast = Partial<Pick<StoredUser, 'registered_at' | 'last_update' | 'role' | 'kept_because'>>
