import { defaultAddress } from './derived-fields.ts'
import type { CustomerDraft } from './customer.ts'
import { isPlain } from './plain-text.ts'
import { streetParts } from './street-line.ts'
import { similarity } from './text-similarity.ts'

/** Why two records may be the same customer, and how alike they are in it, from 0 to 1. */
export interface Likeness {
  by: 'name-and-address' | 'phone'
  share: number
}

/** What two records are held against each other by, folded once for each. */
export interface LikenessFacts {
  /** Words of the name in their order of letters, without legal forms; '' where there is none. */
  person: string
  company: string
  /** Letters and digits alone; '' where there is none. */
  postcode: string
  /** First line of the default address without its numbers. */
  street: string
  /** Numbers of the first line: the house, and flat or unit before it. */
  house: readonly string[]
  /** Digits of phone and mobile, without what makes them international or national. */
  phones: readonly string[]
}

/** What a record can be recognised by. */
type Recognisable = Pick<
  CustomerDraft,
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'phone'
  | 'mobile'
  | 'addresses'
  | 'defaultShippingAddressId'
  | 'defaultBillingAddressId'
>

/** From here on two texts are alike (the same that SKU.io's find-match asks of the first line). */
const ALIKE = 0.9
/** Fewer digits say nothing: extensions, emergency numbers. */
const FEWEST_DIGITS = 7

/** Folds what a record can be recognised by: name, company, default address, phones. */
export function likenessFacts(record: Recognisable): LikenessFacts {
  const address = defaultAddress(record)
  const line =
    [address?.line1, address?.line2, address?.line3].find((one) => one !== undefined && one !== '') ?? ''
  return {
    person: nameKey(record.name.trim() || `${record.firstName} ${record.lastName}`),
    company: nameKey(record.company),
    postcode: postcodeKey(address?.postcode ?? ''),
    ...streetParts(line),
    phones: [record.phone, record.mobile].map(phoneKey).filter((phone) => phone.length >= FEWEST_DIGITS),
  }
}

/**
 * Whether two records may be the same customer: names and first lines alike at 90 % or more with the same postcode and
 * house number, or the same name and the same phone number. Null where nothing speaks for it. Spelling, word order, legal
 * forms ("Ltd", "GmbH") and abbreviations of streets do not count. Two people of one company are two customers.
 */
export function likeness(a: LikenessFacts, b: LikenessFacts): Likeness | null {
  const names = nameLikeness(a, b)
  if (names < ALIKE) return null
  if (names === 1 && a.phones.some((phone) => b.phones.some((other) => samePhone(phone, other)))) {
    return { by: 'phone', share: 1 }
  }
  if (a.postcode === '' || a.postcode !== b.postcode || !sameHouse(a.house, b.house)) return null
  if (a.street === '' || b.street === '') return null
  const streets = similarity(a.street, b.street, ALIKE)
  return streets < ALIKE ? null : { by: 'name-and-address', share: Math.min(names, streets) }
}

function nameLikeness(a: LikenessFacts, b: LikenessFacts): number {
  if (a.person !== '' && b.person !== '') {
    const people = similarity(a.person, b.person, ALIKE)
    if (people >= ALIKE || (a.company !== '' && b.company !== '')) return people
  }
  // What one has as its name the other may have as its company.
  const pairs = [
    [a.company, b.company],
    [a.person, b.company],
    [a.company, b.person],
  ] as const
  const isBothPerson = a.person !== '' && b.person !== ''
  return Math.max(
    0,
    ...pairs.map(([one, other], at) =>
      one === '' || other === '' || (at === 0 && isBothPerson) ? 0 : similarity(one, other, ALIKE),
    ),
  )
}

const LEGAL_FORMS = new Set(
  (
    'ltd limited inc incorporated llc llp lp plc corp corporation co company pty gmbh ag kg ohg ug mbh eg ev sa sas sarl ' +
    'eurl srl spa snc bv nv vof ab as asa aps oy oyj sl slu sae sro kft zrt kk sdn bhd pte pvt'
  ).split(' '),
)
const FILLERS = new Set([
  'the',
  'and',
  'und',
  'et',
  'y',
  'e',
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
  'herr',
  'frau',
  'mme',
  'm',
])

function nameKey(name: string): string {
  // "G.m.b.H." and "B.V." are one word each, "O'Brien" too.
  const joined = name.includes('.') ? name.replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1') : name
  const folded = fold(joined.replace(/['’`]/g, ''))
  const words = folded.split(isPlain(folded) ? /[^a-z0-9]+/ : /[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const telling = words.filter((word) => !LEGAL_FORMS.has(word) && !FILLERS.has(word))
  return (telling.length > 0 ? telling : words).sort().join(' ')
}

/** A ZIP+4 is its ZIP, and a zero that a spreadsheet has cut off is no other place. */
function postcodeKey(postcode: string): string {
  const zip = /^(\d{5})-\d{4}$/.exec(postcode.trim())?.[1] ?? postcode
  return fold(zip)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^0+(?=\d)/, '')
}

function phoneKey(phone: string): string {
  return phone.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^0+/, '')
}

/** One of them may be written with the code of its country. */
function samePhone(a: string, b: string): boolean {
  return a === b || (Math.abs(a.length - b.length) <= 3 && (a.endsWith(b) || b.endsWith(a)))
}

/** The same numbers, or the same house where only one of them names a flat. */
function sameHouse(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === b.length) return a.every((number, at) => number === b[at])
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a]
  return fewer.length === 1 && more.length === 2 && fewer[0] === more[1]
}

function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
}
