import { CATALOGUE } from './catalogue.ts'
import {
  ADDRESS_FIELDS,
  CONTACT_FIELDS,
  DEFAULT_SETTING_FIELDS,
  LOCATION_FIELDS,
  OWNER_FIELDS,
  type AddressField,
  type CustomerInput,
  type ReferenceField,
} from './customer-record.ts'
import type { CustomerIndex } from './customer-index.ts'
import { FieldErrors, isObject } from './request-input.ts'

const LONGEST_TEXT = 255
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Whose input is checked: the customer it is for, or null for one that is being created. */
export interface InputFor {
  index: CustomerIndex
  customerId: number | null
}

/** Reads the body of a create. Throws the 422 with everything that is wrong with it. */
export function readNewCustomer(
  body: Record<string, unknown>,
  index: CustomerIndex,
): CustomerInput & { name: string } {
  const errors = new FieldErrors()
  const whose = { index, customerId: null }
  const input: CustomerInput = {
    ...readTexts(body, errors, whose),
    ...readReferences(body, OWNER_FIELDS, errors),
  }
  const name = readName(body['name'], errors)
  const billing = body['default_billing_address']
  if (isObject(billing))
    input.default_billing_address = readAddressTexts(billing, 'default_billing_address.', errors, whose)
  else if (billing !== undefined && billing !== null) {
    errors.add('default_billing_address', 'The default billing address field must be an array.')
  }
  errors.throwIfAny()
  return { ...input, name }
}

/** Reads the body of an update: only what it carries. Throws the 422 with everything that is wrong with it. */
export function readCustomerChanges(body: Record<string, unknown>, whose: InputFor): CustomerInput {
  const errors = new FieldErrors()
  const input: CustomerInput = {
    ...readTexts(body, errors, whose),
    ...readReferences(body, [...OWNER_FIELDS, ...DEFAULT_SETTING_FIELDS], errors),
  }
  if (body['name'] !== undefined) input.name = readName(body['name'], errors)
  errors.throwIfAny()
  return input
}

/** Reads the body of an address that is added. Throws the 422 with everything that is wrong with it. */
export function readAddress(
  body: Record<string, unknown>,
  whose: InputFor,
): Partial<Record<AddressField, string | null>> {
  const errors = new FieldErrors()
  const address = readAddressTexts(body, '', errors, whose)
  if ((address.address1 ?? null) === null) errors.add('address1', 'The address1 field is required.')
  errors.throwIfAny()
  return address
}

function readName(value: unknown, errors: FieldErrors): string {
  if (value === null || value === undefined) {
    errors.add('name', 'The name field is required.')
    return ''
  }
  return readText(value, 'name', errors) ?? ''
}

function readTexts(body: Record<string, unknown>, errors: FieldErrors, whose: InputFor): CustomerInput {
  return readFields(body, [...CONTACT_FIELDS, ...LOCATION_FIELDS], '', errors, whose)
}

function readAddressTexts(
  body: Record<string, unknown>,
  prefix: string,
  errors: FieldErrors,
  whose: InputFor,
): Partial<Record<AddressField, string | null>> {
  return readFields(body, ADDRESS_FIELDS, prefix, errors, whose)
}

function readFields<F extends AddressField>(
  body: Record<string, unknown>,
  fields: readonly F[],
  prefix: string,
  errors: FieldErrors,
  whose: InputFor,
): Partial<Record<F, string | null>> {
  const texts: Partial<Record<F, string | null>> = {}
  for (const field of fields) {
    if (body[field] === undefined) continue
    const path = `${prefix}${field}`
    const text = readText(body[field], path, errors)
    texts[field] = text
    if (text === null) continue
    if (field === 'country_code' && !/^[A-Za-z]{2}$/.test(text)) {
      errors.add(path, `The ${nameOf(path)} field must be 2 letters.`)
    }
    if (field === 'email') checkEmail(text, path, errors, whose)
  }
  return texts
}

function readText(value: unknown, path: string, errors: FieldErrors): string | null {
  if (value === null) return null
  if (typeof value !== 'string') {
    errors.add(path, `The ${nameOf(path)} field must be a string.`)
    return null
  }
  if (Array.from(value).length > LONGEST_TEXT) {
    errors.add(path, `The ${nameOf(path)} field must not be greater than ${LONGEST_TEXT} characters.`)
  }
  return value
}

function checkEmail(email: string, path: string, errors: FieldErrors, { index, customerId }: InputFor): void {
  if (!EMAIL.test(email)) errors.add(path, `The ${nameOf(path)} field must be a valid email address.`)
  else if (index.emailHeldByOther(email, customerId))
    errors.add(path, `The ${nameOf(path)} has already been taken.`)
}

function readReferences(
  body: Record<string, unknown>,
  fields: readonly ReferenceField[],
  errors: FieldErrors,
): Partial<Record<ReferenceField, number | null>> {
  const references: Partial<Record<ReferenceField, number | null>> = {}
  for (const field of fields) {
    const value = body[field]
    if (value === undefined) continue
    const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
    if (id === null) references[field] = null
    else if (typeof id !== 'number' || !Number.isInteger(id))
      errors.add(field, `The ${nameOf(field)} field must be an integer.`)
    else if (!CATALOGUE[field].some((entry) => entry.id === id))
      errors.add(field, `The selected ${nameOf(field)} is invalid.`)
    else references[field] = id
  }
  return references
}

function nameOf(path: string): string {
  return path.replaceAll('_', ' ')
}
