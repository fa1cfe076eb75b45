import { countryOf, regionOf, type NameOrCode } from './countries.ts'
import { invalid, Refusal, somethingWentWrong } from './errors.ts'
import { isObject } from './request-input.ts'
import type { CustomerValues, OfnAddress, OfnStore } from './store.ts'

/** Columns of a customer that a client may name. */
const PERMITTED = new Set([
  'email',
  'enterprise_id',
  'first_name',
  'last_name',
  'code',
  'billing_address',
  'shipping_address',
])

/** Columns that there are and that no client may name. */
const FORBIDDEN = new Set([
  'id',
  'allow_charges',
  'terms_and_conditions_accepted_at',
  'created_at',
  'updated_at',
  'created_manually',
  'user_id',
  'bill_address_id',
  'ship_address_id',
])

/** The most a text column holds. */
const LONGEST = 255

/** What a client wants to be changed. */
export type WantedValues = Partial<Omit<CustomerValues, 'email'>> & {
  /** As it was sent. */
  email?: string
}

/**
 * Reads the body of a create or update. Flat attributes are taken as the customer; tags count at the root alone; unknown
 * flat ones are ignored, columns that may not be written are refused, and so is an address for billing.
 */
export function readCustomer(body: Record<string, unknown>): WantedValues {
  const wrapped = isObject(body['customer'])
  const given: Record<string, unknown> = wrapped
    ? (body['customer'] as Record<string, unknown>)
    : Object.fromEntries(Object.entries(body).filter(([name]) => PERMITTED.has(name) || FORBIDDEN.has(name)))
  if (Object.keys(given).length === 0) {
    throw new Refusal(422, 'A required parameter is missing or empty: customer')
  }
  const refused = Object.keys(given).filter(
    (name) => !PERMITTED.has(name) || (name === 'billing_address' && given[name] !== null),
  )
  if (refused.length > 0) {
    throw new Refusal(422, `Parameters not allowed in this request: ${refused.join(', ')}`)
  }
  const wanted: WantedValues = {}
  if ('email' in given) wanted.email = textOf(given['email'])
  if ('enterprise_id' in given) wanted.enterprise_id = Number(given['enterprise_id'])
  for (const name of ['first_name', 'last_name'] as const) {
    if (!(name in given)) continue
    if (given[name] === null) throw somethingWentWrong() // a column that may not be null
    wanted[name] = textOf(given[name])
  }
  if ('code' in given) wanted.code = textOf(given['code']).trim() || null
  if ('billing_address' in given) wanted.billing_address = null
  if ('shipping_address' in given) {
    const address = given['shipping_address']
    wanted.shipping_address = isObject(address) ? readAddress(address) : null
  }
  if (Array.isArray(body['tags'])) wanted.tags = [...new Set(body['tags'].map(textOf))]
  return wanted
}

/** Every key that is left out is empty in the new address: none is taken from the one before. */
function readAddress(given: Record<string, unknown>): OfnAddress {
  const country = countryOf(nameOrCode(given['country']))
  const text = (name: string): string => textOf(given[name])
  return {
    first_name: text('first_name'),
    last_name: text('last_name'),
    street_address_1: text('street_address_1'),
    street_address_2: text('street_address_2'),
    locality: text('locality'),
    postal_code: text('postal_code'),
    phone: text('phone'),
    region: regionOf(country, nameOrCode(given['region'])),
    country: country === null ? null : { code: country.code, name: country.name },
    latitude: numberOf(given['latitude']),
    longitude: numberOf(given['longitude']),
  }
}

/** Checks the record as it would be. Throws with every sentence that applies. */
export function validate(store: OfnStore, values: CustomerValues, ownId: number | null): void {
  const sentences: string[] = []
  const others = [...store.customers.values()].filter(
    (each) => each.id !== ownId && each.enterprise_id === values.enterprise_id,
  )
  if (values.email.trim() === '') sentences.push("Email can't be blank")
  else if (!/^[^@\s]+@[^@\s]+$/.test(values.email)) sentences.push('Email is invalid')
  else if (others.some((each) => each.email === values.email.toLowerCase())) {
    sentences.push('Email is associated with an existing customer')
  }
  if (values.code !== null && others.some((each) => each.code === values.code)) {
    sentences.push('Code has already been taken')
  }
  for (const [label, text] of [
    ['Email', values.email],
    ['Code', values.code ?? ''],
    ['First name', values.first_name],
    ['Last name', values.last_name],
  ] as const) {
    if (text.length > LONGEST) sentences.push(`${label} is too long (maximum is ${LONGEST} characters)`)
  }
  if (values.shipping_address !== null) sentences.push(...addressProblems(values.shipping_address))
  if (sentences.length > 0) throw invalid(sentences)
}

function addressProblems(address: OfnAddress): string[] {
  const blank = (
    [
      ['First name', address.first_name],
      ['Last name', address.last_name],
      ['Street address', address.street_address_1],
      ['Suburb / City', address.locality],
      ['Postcode', address.postal_code],
      ['Phone', address.phone],
    ] as const
  ).filter(([, text]) => text.trim() === '')
  const problems = blank.map(([label]) => `Shipping address ${label} can't be blank`)
  if (address.country === null) problems.push("Shipping address Country can't be blank")
  else if (address.region === null && countryOf(address.country)?.needsRegion === true) {
    problems.push("Shipping address State can't be blank")
  }
  return problems
}

function nameOrCode(value: unknown): NameOrCode | null {
  return isObject(value) ? value : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}
