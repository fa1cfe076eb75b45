import { isCountryCode } from './country-codes.ts'
import type { CustomerDraft } from './customer.ts'
import { displayName, toE164 } from './derived-fields.ts'
import { addressFieldKey } from './field-map.ts'

/** What is wrong, or looks wrong, with one field of a draft whatever the remote; the text for it is the screen's. */
export interface CustomerProblem {
  /** Field name, or `address/<id>/<part>`. */
  key: string
  rule: 'needs-identity' | 'email-syntax' | 'country-unknown' | 'phone-implausible'
  /** A hint never keeps anybody from saving. */
  severity: 'error' | 'hint'
}

/** One @, a domain with a dot; letters of any script, since mail systems take them. */
const EMAIL =
  /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u

/**
 * Rules that hold in every workspace: a customer can be shown (name, company or e-mail), e-mail addresses are addresses,
 * countries are ISO 3166-1 alpha-2. A phone number that cannot be one is a hint only: people write extensions and notes.
 */
export function validateCustomer(draft: CustomerDraft): CustomerProblem[] {
  const problems: CustomerProblem[] = []
  const check = (key: string, rule: CustomerProblem['rule'], isFine: boolean): void => {
    if (!isFine) problems.push({ key, rule, severity: rule === 'phone-implausible' ? 'hint' : 'error' })
  }
  const addresses = draft.addresses.filter((address) => address.superseded === '')
  const home = addresses.find(({ id }) => id === draft.defaultShippingAddressId) ?? addresses[0]
  check('name', 'needs-identity', displayName(draft) !== '')
  check('email', 'email-syntax', isEmailOrBlank(draft.email))
  for (const field of ['phone', 'mobile', 'fax'] as const) {
    check(field, 'phone-implausible', isPhoneOrBlank(draft[field], home?.countryCode ?? ''))
  }
  for (const { id, ...address } of addresses) {
    const country = address.countryCode.trim()
    check(addressFieldKey(id, 'countryCode'), 'country-unknown', country === '' || isCountryCode(country))
    check(addressFieldKey(id, 'email'), 'email-syntax', isEmailOrBlank(address.email))
    check(addressFieldKey(id, 'phone'), 'phone-implausible', isPhoneOrBlank(address.phone, country))
  }
  return problems
}

/** True for nothing, and for what mail systems take as an address. */
export function isEmailOrBlank(value: string): boolean {
  return value.trim() === '' || (value.trim().length <= 320 && EMAIL.test(value.trim()))
}

/** Without a country only a number in international form can be judged. */
function isPhoneOrBlank(value: string, countryCode: string): boolean {
  const typed = value.trim()
  if (typed === '' || toE164(typed, countryCode) !== '') return true
  const digits = typed.replace(/\D/g, '').length
  return countryCode === '' && !typed.startsWith('+') && digits >= 5 && digits <= 20
}
