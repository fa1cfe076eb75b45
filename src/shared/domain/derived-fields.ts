import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import { addressesInUse } from './address.ts'
import type { Customer } from './customer.ts'

/**
 * The customer with its derived fields brought up to date: every write to the store passes through here.
 * `now` is what `pendingSince` becomes where the document has just become pending.
 */
export function withDerivedFields(customer: Customer, now: number): Customer {
  const shown = displayName(customer)
  const country = defaultAddress(customer)?.countryCode ?? ''
  return {
    ...customer,
    sortName: `${shown.toLowerCase()}\u0000${customer.id}`,
    postcode: defaultAddress(customer)?.postcode ?? '',
    phoneE164: toE164(customer.phone, country),
    mobileE164: toE164(customer.mobile, country),
    pendingSince: isPending(customer) ? customer.pendingSince || now : 0,
  }
}

/** What a list shows as the customer's name: name, else first and last name, else company, else e-mail. */
export function displayName(
  customer: Pick<Customer, 'name' | 'firstName' | 'lastName' | 'company' | 'email'>,
): string {
  return (
    customer.name.trim() ||
    `${customer.firstName} ${customer.lastName}`.trim() ||
    customer.company.trim() ||
    customer.email.trim()
  )
}

/** The address that lists, matching and the postcode index go by: default shipping, else billing, else the first in use. */
export function defaultAddress(
  customer: Pick<Customer, 'addresses' | 'defaultShippingAddressId' | 'defaultBillingAddressId'>,
): Customer['addresses'][number] | undefined {
  const inUse = addressesInUse(customer.addresses)
  return (
    inUse.find((address) => address.id === customer.defaultShippingAddressId) ??
    inUse.find((address) => address.id === customer.defaultBillingAddressId) ??
    inUse[0]
  )
}

/** True while the remote does not have what this document holds (docs/sync.md, section 1, "Pending"). */
export function isPending(customer: Pick<Customer, 'remoteId' | 'deletedAt' | 'sync'>): boolean {
  const { sync } = customer
  if (customer.deletedAt !== 0) return true
  if (sync.localOnly) return false
  return (
    customer.remoteId === '' ||
    Object.keys(sync.base).length > 0 ||
    sync.sent !== null ||
    sync.intent !== null
  )
}

/** True where only a person can bring the record further: refused by the remote, or in conflict. */
export function needsPerson(customer: Pick<Customer, 'sync'>): boolean {
  return customer.sync.refused !== null || customer.sync.theirs !== null
}

/** The number in E.164 for matching, '' where it is none; numbers without a prefix are read in `countryCode`. */
export function toE164(typed: string, countryCode: string): string {
  if (typed.trim() === '') return ''
  const country = /^[A-Z]{2}$/.test(countryCode) ? (countryCode as CountryCode) : undefined
  const parsed = parsePhoneNumberFromString(typed, country)
  return parsed?.isPossible() === true ? parsed.number : ''
}
