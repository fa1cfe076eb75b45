import { emptyAddressFields, type AddressFields } from '../domain/address.ts'
import type { Customer } from '../domain/customer.ts'
import { displayName } from '../domain/derived-fields.ts'
import { countryCodeOf, countryNamesOf } from './country-names.ts'
import { addressesOfRow } from './customer-to-row.ts'
import { splitName } from './name-columns.ts'
import { regionOf } from './region-names.ts'
import { writeTags } from './tags-cell.ts'

/** Systems for whose own import of customers a file can be written. */
export type RemoteLayoutKind = 'sku-io' | 'woocommerce' | 'shopify' | 'kounta' | 'open-food-network'

/** What the cells of other systems are made of, worked out once for a customer. */
export interface LayoutFacts {
  customer: Customer
  /** What lists show as the name. */
  shown: string
  firstName: string
  lastName: string
  /** Empty where there is none. */
  shipping: LayoutAddress
  billing: LayoutAddress
  /** The one address of systems that have one: shipping, else billing, else any. */
  main: LayoutAddress
}

/** An address in the forms that other systems ask for. */
interface LayoutAddress extends AddressFields {
  /** Code where there is one, else the name. */
  stateCode: string
  /** Name where there is one, else the code. */
  stateName: string
  countryName: string
}

type Column = readonly [name: string, cell: (facts: LayoutFacts) => string]

const YES_NO = (value: boolean): string => (value ? 'yes' : 'no')

/** Works out what the cells of a customer are made of. */
export function layoutFacts(customer: Customer): LayoutFacts {
  const { shipping, billing, address3 } = addressesOfRow(customer)
  const hasTwo = customer.firstName.trim() !== '' || customer.lastName.trim() !== ''
  const { firstName, lastName } = hasTwo ? customer : splitName(customer.name)
  return {
    customer,
    shown: displayName(customer),
    firstName,
    lastName,
    shipping: addressFacts(shipping),
    billing: addressFacts(billing),
    main: addressFacts(shipping ?? billing ?? address3),
  }
}

function addressFacts(address: AddressFields | undefined): LayoutAddress {
  const fields = address ?? emptyAddressFields()
  const country = countryCodeOf(fields.countryCode) ?? countryCodeOf(fields.country) ?? ''
  const region = regionOf(country, fields.regionCode) ?? regionOf(country, fields.region)
  return {
    ...fields,
    countryCode: country === '' ? fields.countryCode : country,
    countryName: fields.country.trim() || (countryNamesOf(country)[0] ?? fields.countryCode),
    stateCode: (region?.code ?? fields.regionCode) || fields.region,
    stateName: fields.region.trim() || (region?.name ?? fields.regionCode),
  }
}

/**
 * The columns of each system. None holds tags and notes where the system has no such field, further addresses, archived
 * state, default settings or ids of this app.
 */
export const REMOTE_LAYOUTS: Readonly<Record<RemoteLayoutKind, readonly Column[]>> = {
  /** SKU.io, import customers: the names of the fields of its API. The root address is the shipping one; no billing address. */
  'sku-io': [
    ['name', (f) => f.shown],
    ['company', (f) => f.customer.company],
    ['email', (f) => f.customer.email],
    ['phone', (f) => f.customer.phone || f.customer.mobile],
    ['fax', (f) => f.customer.fax],
    ['address1', (f) => f.main.line1],
    ['address2', (f) => f.main.line2],
    ['address3', (f) => f.main.line3],
    ['city', (f) => f.main.city],
    ['province', (f) => f.main.stateName],
    ['province_code', (f) => f.main.stateCode],
    ['zip', (f) => f.main.postcode],
    ['country', (f) => f.main.countryName],
    ['country_code', (f) => f.main.countryCode],
  ],
  /** WooCommerce, as the plugins that import customers take them: the names of WordPress user fields. No third address line. */
  woocommerce: [
    ['user_login', (f) => f.customer.username],
    ['user_email', (f) => f.customer.email],
    ['first_name', (f) => f.firstName],
    ['last_name', (f) => f.lastName],
    ['billing_first_name', (f) => f.billing.firstName || f.firstName],
    ['billing_last_name', (f) => f.billing.lastName || f.lastName],
    ['billing_company', (f) => f.billing.company || f.customer.company],
    ['billing_address_1', (f) => f.billing.line1],
    ['billing_address_2', (f) => f.billing.line2],
    ['billing_city', (f) => f.billing.city],
    ['billing_state', (f) => f.billing.stateCode],
    ['billing_postcode', (f) => f.billing.postcode],
    ['billing_country', (f) => f.billing.countryCode],
    ['billing_email', (f) => f.billing.email || f.customer.email],
    ['billing_phone', (f) => f.billing.phone || f.customer.phone || f.customer.mobile],
    ['shipping_first_name', (f) => f.shipping.firstName],
    ['shipping_last_name', (f) => f.shipping.lastName],
    ['shipping_company', (f) => f.shipping.company],
    ['shipping_address_1', (f) => f.shipping.line1],
    ['shipping_address_2', (f) => f.shipping.line2],
    ['shipping_city', (f) => f.shipping.city],
    ['shipping_state', (f) => f.shipping.stateCode],
    ['shipping_postcode', (f) => f.shipping.postcode],
    ['shipping_country', (f) => f.shipping.countryCode],
    ['shipping_phone', (f) => f.shipping.phone],
  ],
  /** Shopify, import customers by CSV: one address, phones in international form where they are known in it. */
  shopify: [
    ['First Name', (f) => f.firstName],
    ['Last Name', (f) => f.lastName],
    ['Email', (f) => f.customer.email],
    ['Accepts Email Marketing', (f) => YES_NO(f.customer.acceptsMarketing)],
    ['Default Address Company', (f) => f.main.company || f.customer.company],
    ['Default Address Address1', (f) => f.main.line1],
    ['Default Address Address2', (f) => f.main.line2],
    ['Default Address City', (f) => f.main.city],
    ['Default Address Province Code', (f) => f.main.stateCode],
    ['Default Address Country Code', (f) => f.main.countryCode],
    ['Default Address Zip', (f) => f.main.postcode],
    ['Default Address Phone', (f) => f.main.phone],
    ['Phone', (f) => f.customer.phoneE164 || f.customer.phone || f.customer.mobileE164 || f.customer.mobile],
    ['Tags', (f) => writeTags(f.customer.tags)],
    ['Note', (f) => f.customer.notes],
  ],
  /** Kounta (Lightspeed O-Series): the names of its API; a first name is demanded, so a company alone stands there. */
  kounta: [
    ['first_name', (f) => f.firstName || (f.lastName === '' ? f.shown : '')],
    ['last_name', (f) => f.lastName],
    ['primary_email_address', (f) => f.customer.email],
    ['phone', (f) => f.customer.phone],
    ['mobile', (f) => f.customer.mobile],
    ['reference_id', (f) => f.customer.referenceId],
    ['address', (f) => [f.main.line1, f.main.line2, f.main.line3].filter((line) => line !== '').join(', ')],
    ['city', (f) => f.main.city],
    ['state', (f) => f.main.stateCode],
    ['postal_code', (f) => f.main.postcode],
    ['country', (f) => f.main.countryCode],
    ['tags', (f) => writeTags(f.customer.tags)],
  ],
  /** Open Food Network: one address, state and country by name. A company alone stands in the first name. */
  'open-food-network': [
    ['Email', (f) => f.customer.email],
    ['First Name', (f) => f.firstName || (f.lastName === '' ? f.shown : '')],
    ['Last Name', (f) => f.lastName],
    ['Code', (f) => f.customer.code],
    ['Tags', (f) => writeTags(f.customer.tags)],
    ['Address Line 1', (f) => f.main.line1],
    ['Address Line 2', (f) => f.main.line2],
    ['Suburb', (f) => f.main.city],
    ['Postcode', (f) => f.main.postcode],
    ['State', (f) => f.main.stateName],
    ['Country', (f) => f.main.countryName],
    ['Phone', (f) => f.customer.phone || f.customer.mobile],
  ],
}
