import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import type { Customer } from '../domain/customer.ts'
import {
  ADDRESS_GROUPS,
  addressTarget,
  COLUMN_TARGETS,
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

const GROUP_NAMES: Readonly<Record<AddressGroup, string>> = { shipping: 'Shipping', billing: 'Billing' }

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
  localId: 'Customer Desk ID',
  remoteId: 'Remote ID',
}

/**
 * Header names of an export of customers: part of the file format, the same in every language, and each recognised by
 * customer-columns.ts for certain. Two columns, `Customer Desk ID` and `Remote ID`, find the customer again.
 */
export const CUSTOMER_EXPORT_HEADER: readonly string[] = COLUMN_TARGETS.map(headerOf)

function headerOf(target: Target): string {
  const part = parseAddressTarget(target)
  if (part !== null) return `${GROUP_NAMES[part.group]} ${PART_NAMES[part.field]}`
  return CUSTOMER_HEADERS[target as keyof typeof CUSTOMER_HEADERS]
}

/** A customer as a row under CUSTOMER_EXPORT_HEADER, before the formula escape. Importing it changes nothing. */
export function customerToRow(customer: Customer): string[] {
  const cells = new Map<Target, string>()
  for (const group of ADDRESS_GROUPS) {
    const id = group === 'shipping' ? customer.defaultShippingAddressId : customer.defaultBillingAddressId
    const address = customer.addresses.find((one) => one.id === id && one.superseded === '')
    if (address === undefined) continue
    for (const field of ADDRESS_FIELDS) cells.set(addressTarget(group, field), address[field])
  }
  return COLUMN_TARGETS.map((target) => {
    if (target === 'localId') return customer.id
    if (target === 'tags') return writeTags(customer.tags)
    if (target === 'acceptsMarketing') return customer.acceptsMarketing ? 'yes' : 'no'
    return cells.get(target) ?? (parseAddressTarget(target) === null ? textOf(customer, target) : '')
  })
}

function textOf(customer: Customer, target: Target): string {
  const value = customer[target as keyof Customer]
  return typeof value === 'string' ? value : ''
}
