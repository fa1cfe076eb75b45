import { isEmptyAddress, type Address, type AddressField } from '../domain/address.ts'
import type { Customer } from '../domain/customer.ts'
import {
  COLUMN_TARGETS,
  FURTHER_GROUPS,
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

const GROUP_NAMES: Readonly<Record<AddressGroup, string>> = {
  shipping: 'Shipping',
  billing: 'Billing',
  address3: 'Address 3',
  address4: 'Address 4',
  address5: 'Address 5',
}

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
 * Header names of an export of customers: part of the file format, the same in every language, and each recognised by
 * customer-columns.ts for certain. Two columns, `Customer Desk ID` and `Remote ID`, find the customer again.
 */
export const CUSTOMER_EXPORT_HEADER: readonly string[] = COLUMN_TARGETS.map(exportHeaderOf)

/** Header name of one column of an export. */
export function exportHeaderOf(target: Target): string {
  const part = parseAddressTarget(target)
  if (part !== null) return `${GROUP_NAMES[part.group]} ${PART_NAMES[part.field]}`
  return CUSTOMER_HEADERS[target as keyof typeof CUSTOMER_HEADERS]
}

/**
 * A customer as a row under CUSTOMER_EXPORT_HEADER, before the formula escape. Importing it changes nothing. It holds
 * everything a person can enter, with up to five addresses; not the history, what only the remote
 * knows, what waits to be sent, or addresses that are kept only because the remote still has them.
 */
export function customerToRow(customer: Customer): string[] {
  return cellsOf(customer, COLUMN_TARGETS)
}

/** The cells of a customer for some of the targets, in their order. */
export function cellsOf(customer: Customer, targets: readonly Target[]): string[] {
  const addresses = addressesOfRow(customer)
  return targets.map((target) => {
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
  for (const [at, group] of FURTHER_GROUPS.entries()) {
    const address = further[at]
    if (address !== undefined) groups[group] = address
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

/** The addresses in use that are no default. */
export function furtherAddresses(customer: Customer): Address[] {
  const defaults = [customer.defaultShippingAddressId, customer.defaultBillingAddressId]
  return customer.addresses.filter(
    (one) => one.superseded === '' && !defaults.includes(one.id) && !isEmptyAddress(one),
  )
}
