import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { addressesInUse, type Address } from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import type { Json } from '#shared/json.ts'
import { ADDRESS_PARTS, REFERENCE_NAMES } from './mapping.ts'

/** Parts of an address that a customer's root fields can carry (docs/remotes/sku-io.md, section 3). */
const ROOT_PARTS: ReadonlySet<string> = new Set([
  'line1',
  'line2',
  'line3',
  'city',
  'region',
  'regionCode',
  'postcode',
  'country',
  'countryCode',
])

/** Empty is null there (docs/remotes/sku-io.md, section 3). */
const orNull = (value: string): string | null => (value === '' ? null : value)

/** Ids are integers there; a text that is none goes out as it is, for the remote to refuse in its own words. */
const idOrNull = (value: string): Json => (/^\d{1,15}$/.test(value) ? Number(value) : orNull(value))

/** The named customer fields under their names there; `name` may not be null, so an empty one goes out as it is. */
export function fieldsBody(fields: CustomerFieldValues): Record<string, Json> {
  const body: Record<string, Json> = {}
  for (const field of ['name', 'company', 'email', 'phone', 'fax'] as const) {
    const value = fields[field]
    if (value !== undefined) body[field] = field === 'name' ? value : orNull(value)
  }
  for (const [field, wireName] of Object.entries(REFERENCE_NAMES)) {
    const value = fields[field as keyof typeof REFERENCE_NAMES]
    if (value !== undefined) body[wireName] = idOrNull(value)
  }
  return body
}

/** An address on its own; what is empty is left out. */
export function addressBody(address: Address): Record<string, Json> {
  return Object.fromEntries(
    ADDRESS_PARTS.filter(([part]) => address[part] !== '').map(([part, wireName]) => [
      wireName,
      address[part],
    ]),
  )
}

/** What a create sends, and which local addresses it carries. */
export interface CreateBody {
  body: Record<string, Json>
  /** In the root fields: becomes the default shipping address. */
  root: Address | null
  /** In `default_billing_address`. */
  billing: Address | null
  /** The default shipping address where the root fields could not hold all of it: to be added afterwards. */
  shippingToAdd: Address | null
}

/**
 * The body of a create: the fields a create takes and the default addresses. Root fields hold a place alone, so a
 * default shipping address with a label, name, company or number of its own is added right after the create instead.
 * Without an e-mail it goes into the root all the same: name, postcode and first line are then the only key by which
 * the record can be found again after a lost answer.
 */
export function createBody(whole: CustomerDraft): CreateBody {
  const { name, company, email, phone, fax, salesRepId } = whole
  const defaultAddress = (id: string): Address | null =>
    addressesInUse(whole.addresses).find((each) => each.id === id) ?? null
  const shipping = defaultAddress(whole.defaultShippingAddressId)
  const other = defaultAddress(whole.defaultBillingAddressId)
  const billing = other === shipping ? null : other
  const root = shipping !== null && (email.trim() === '' || fitsRoot(shipping, whole)) ? shipping : null
  return {
    body: {
      ...withoutNulls(fieldsBody({ name, company, email, phone, fax, salesRepId })),
      ...(root === null ? {} : rootBody(root)),
      ...(billing === null ? {} : { default_billing_address: addressBody(billing) }),
    },
    root,
    billing,
    shippingToAdd: shipping === root ? null : shipping,
  }
}

/** True where nothing would be lost: the parts beside the place are empty or the customer's own. */
function fitsRoot(address: Address, whole: CustomerDraft): boolean {
  const own = { name: whole.name, company: whole.company, email: whole.email, phone: whole.phone, label: '' }
  return (['label', 'name', 'company', 'email', 'phone'] as const).every(
    (part) => address[part] === '' || address[part] === own[part],
  )
}

function rootBody(address: Address): Record<string, Json> {
  const entries = ADDRESS_PARTS.filter(([part]) => ROOT_PARTS.has(part) && address[part] !== '')
  return Object.fromEntries(entries.map(([part, wireName]) => [wireName, address[part]]))
}

function withoutNulls(body: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}
