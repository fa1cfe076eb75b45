import { isEmptyAddress, type Address, type AddressField } from '../domain/address.ts'
import type { Customer } from '../domain/customer.ts'
import { countryName } from '../domain/country-name.ts'
import { defaultAddress, displayName } from '../domain/derived-fields.ts'
import {
  FURTHER_GROUPS,
  numberOfGroup,
  parseAddressTarget,
  type AddressGroup,
  type ColumnTarget,
} from './column-target.ts'
import { writeTags } from './tags-cell.ts'

type Target = Exclude<ColumnTarget, 'ignore'>

const PART_NAMES: Readonly<Record<AddressField, string>> = {
  label: 'label',
  name: 'name',
  firstName: 'first name',
  lastName: 'last name',
  company: 'company',
  line1: 'address 1',
  line2: 'address 2',
  line3: 'address 3',
  city: 'city',
  region: 'region',
  regionCode: 'region code',
  postcode: 'postcode',
  countryCode: 'country code',
  country: 'country',
  phone: 'phone',
  email: 'e-mail',
  latitude: 'latitude',
  longitude: 'longitude',
}

function groupName(group: AddressGroup): string {
  if (group === 'shipping') return 'Shipping'
  return group === 'billing' ? 'Billing' : `Address ${numberOfGroup(group)}`
}

/**
 * Parts of the address that lists show: the default shipping address, else the default billing address, else any. They
 * are for reading: in a file that is imported a person is asked which address they are meant for.
 */
export const SHOWN_ADDRESS = {
  'shown.city': { field: 'city', header: 'City of the main address' },
  'shown.postcode': { field: 'postcode', header: 'Postcode of the main address' },
  'shown.region': { field: 'region', header: 'Region of the main address' },
  'shown.countryCode': { field: 'countryCode', header: 'Country of the main address' },
} as const

/** A part of the address that lists show. */
export type ShownTarget = keyof typeof SHOWN_ADDRESS

/** What lists show as the name, for those too who have no name but a first and last name, a company or an e-mail. */
export const SHOWN_NAME = 'shown.name'

/** What a column of an export can hold. */
export type ExportColumn = Target | ShownTarget | typeof SHOWN_NAME

const CUSTOMER_HEADERS: Readonly<Record<Exclude<Target, `${AddressGroup}.${AddressField}`>, string>> = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  email: 'E-mail',
  phone: 'Phone',
  mobile: 'Mobile',
  fax: 'Fax',
  code: 'Code',
  referenceId: 'Reference ID',
  username: 'Username',
  notes: 'Notes',
  imageUrl: 'Image URL',
  pricingTierId: 'Pricing tier ID',
  storeId: 'Store ID',
  shippingMethodDomesticId: 'Domestic shipping method ID',
  shippingMethodInternationalId: 'International shipping method ID',
  warehouseId: 'Warehouse ID',
  salesRepId: 'Sales rep ID',
  tags: 'Tags',
  acceptsMarketing: 'Accepts marketing',
  archived: 'Archived',
  localId: 'Customer Desk ID',
  remoteId: 'Remote ID',
}

/**
 * Header name of one column of an export: part of the file format, the same in every language, and each but those of
 * SHOWN_ADDRESS recognised by customer-columns.ts for certain. `Customer Desk ID` and `Remote ID` find the customer again.
 */
export function exportHeaderOf(target: ExportColumn): string {
  if (target === SHOWN_NAME) return CUSTOMER_HEADERS.name
  if (isShown(target)) return SHOWN_ADDRESS[target].header
  const part = parseAddressTarget(target)
  if (part !== null) return `${groupName(part.group)} ${PART_NAMES[part.field]}`
  return CUSTOMER_HEADERS[target as keyof typeof CUSTOMER_HEADERS]
}

/** The cells of a customer for some of the targets, in their order. */
export function cellsOf(customer: Customer, targets: readonly ExportColumn[]): string[] {
  const addresses = addressesOfRow(customer)
  const main = defaultAddress(customer)
  return targets.map((target) => {
    if (target === SHOWN_NAME) return displayName(customer)
    if (isShown(target)) return shownPart(main, SHOWN_ADDRESS[target].field)
    const part = parseAddressTarget(target)
    if (part !== null) return addresses[part.group]?.[part.field] ?? ''
    if (target === 'localId') return customer.id
    if (target === 'tags') return writeTags(customer.tags)
    if (target === 'acceptsMarketing') return customer.acceptsMarketing ? 'yes' : 'no'
    if (target === 'archived') return customer.archivedAt === 0 ? 'no' : 'yes'
    const value = customer[target as keyof Customer]
    return typeof value === 'string' ? value : ''
  })
}

/** The addresses of a customer by their places in a row. */
export function addressesOfRow(customer: Customer): Partial<Record<AddressGroup, Address>> {
  const further = furtherAddresses(customer)
  const groups: Partial<Record<AddressGroup, Address>> = {}
  for (const [at, address] of further.entries()) {
    const group = FURTHER_GROUPS[at]
    if (group !== undefined) groups[group] = address
  }
  const shipping = inUse(customer, customer.defaultShippingAddressId)
  if (shipping !== undefined) groups.shipping = shipping
  const billing = inUse(customer, customer.defaultBillingAddressId)
  if (billing !== undefined) groups.billing = billing
  return groups
}

function inUse(customer: Customer, id: string): Address | undefined {
  return customer.addresses.find((one) => one.id === id && one.superseded === '')
}

function isShown(target: ExportColumn): target is ShownTarget {
  return target in SHOWN_ADDRESS
}

/** As lists show it: a country by its name, a region too, or by its code where that is all there is. */
function shownPart(
  address: Address | undefined,
  field: (typeof SHOWN_ADDRESS)[ShownTarget]['field'],
): string {
  if (address === undefined) return ''
  if (field === 'countryCode') return countryName(address.countryCode)
  return field === 'region' ? address.region || address.regionCode : address[field]
}

/** The addresses in use that are no default. */
export function furtherAddresses(customer: Customer): Address[] {
  const defaults = [customer.defaultShippingAddressId, customer.defaultBillingAddressId]
  return customer.addresses.filter(
    (one) => one.superseded === '' && !defaults.includes(one.id) && !isEmptyAddress(one),
  )
}
