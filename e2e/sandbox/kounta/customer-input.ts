import type { AddressParts, CustomerInput, StoredCustomer } from './customer-record.ts'
import { refused } from './errors.ts'
import type { KountaRemote } from './kounta-env.ts'

const LONGEST = 255
const NULLABLE_TEXTS = ['last_name', 'email', 'phone', 'mobile', 'image'] as const
/** What a create takes; tags, the image and the mark for marketing are ignored there. */
const OF_A_CREATE: ReadonlySet<string> = new Set([
  ...['first_name', 'last_name', 'email', 'phone', 'mobile', 'reference_id'],
  ...['primary_address', 'shipping_address'],
])

type Body = Readonly<Record<string, unknown>>

/** Reads the body of a create: a first name, and an e-mail, a phone or a mobile. */
export function readNewCustomer(remote: KountaRemote, body: Body): CustomerInput & { first_name: string } {
  const known = Object.fromEntries(Object.entries(body).filter(([name]) => OF_A_CREATE.has(name)))
  const input = readInput(remote, known)
  const { first_name: firstName } = input
  if (firstName === undefined || firstName === '') throw invalid('first_name is required')
  if (!input.email && !input.phone && !input.mobile) throw invalid('One of email, phone, mobile is required')
  refuseTakenMobile(remote, input, null)
  return { ...input, first_name: firstName }
}

/** Reads the body of an update: only what is sent changes; the last way to reach a customer stays. */
export function readChanges(remote: KountaRemote, body: Body, customer: StoredCustomer): CustomerInput {
  const input = readInput(remote, body)
  if (input.first_name === '') throw invalid('first_name is required')
  const after = { ...customer, ...input }
  if (!after.email && !after.phone && !after.mobile) throw invalid('One of email, phone, mobile is required')
  refuseTakenMobile(remote, input, customer.id)
  return input
}

function readInput(remote: KountaRemote, body: Body): CustomerInput {
  const input: CustomerInput = {}
  if (body['first_name'] !== undefined) input.first_name = textOf(body['first_name'], 'first_name')
  for (const name of NULLABLE_TEXTS) {
    // An empty text takes a value away; what is null is taken for not sent.
    if (body[name] !== undefined && body[name] !== null) input[name] = textOf(body[name], name) || null
  }
  if (body['reference_id'] !== undefined) input.reference_id = textOf(body['reference_id'], 'reference_id')
  if (input.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email)) throw invalid('email is not valid')
  if (body['accepts_marketing'] !== undefined) input.accepts_marketing = body['accepts_marketing'] === true
  const { tags } = body
  if (Array.isArray(tags)) input.tags = [...new Set(tags.map((tag) => textOf(tag, 'tags').trim()))]
  for (const name of ['primary_address', 'shipping_address'] as const) {
    const address = body[name]
    if (address !== undefined) input[name] = readAddress(remote, address)
  }
  return input
}

/** Null, or an address of which every part is empty, takes the address away. */
function readAddress({ behaviour }: KountaRemote, value: unknown): AddressParts | null {
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid('An address is an object')
  const given = value as Body
  const part = (name: string): string => (given[name] === undefined ? '' : textOf(given[name], name))
  const lines =
    behaviour.addressParts === 'address-and-state'
      ? part('address').split('\n')
      : Array.isArray(given['lines'])
        ? given['lines'].map((line) => textOf(line, 'lines'))
        : []
  const country = part('country')
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) throw invalid('country is a code of two letters')
  const parts: AddressParts = {
    lines: lines.filter((line) => line !== ''),
    city: part('city'),
    zone: part(behaviour.addressParts === 'address-and-state' ? 'state' : 'zone'),
    postal_code: part('postal_code'),
    country,
  }
  const empty = parts.lines.length === 0 && Object.values(parts).every((each) => each.length === 0)
  return empty ? null : parts
}

function refuseTakenMobile({ store }: KountaRemote, { mobile }: CustomerInput, ownId: number | null): void {
  if (!mobile) return
  const taken = [...store.customers.values()].some((each) => each.mobile === mobile && each.id !== ownId)
  if (taken) throw invalid('mobile is already in use')
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalid(`${name} must be a text`)
  const text = value.trim()
  if (text.length > LONGEST) throw invalid(`${name} is too long (maximum is ${LONGEST} characters)`)
  return text
}

function invalid(description: string): Error {
  return refused(422, 'invalid_request', description)
}
