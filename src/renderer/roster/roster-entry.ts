import type { Customer } from '#shared/domain/customer.ts'
import { defaultAddress, displayName, needsPerson } from '#shared/domain/derived-fields.ts'
import { foldText, keyText, lineText } from './fold-text.ts'

/** Parts of an entry's text, in their order. Sorting, searching and matching all read from this one text. */
export const TEXT_PARTS = [
  'name',
  'company',
  'email',
  'phone',
  'mobile',
  'city',
  'postcode',
  'region',
  'countryCode',
  'code',
  'referenceId',
  'tags',
  'remoteId',
  'mobileE164',
  'line1',
  'rest',
] as const

/** A part of an entry's text. */
type TextPart = (typeof TEXT_PARTS)[number]

/** Between the parts of a text; no part contains it. */
export const PART_SEPARATOR = '\u0001'
/** Between the tags of a customer. */
export const TAG_SEPARATOR = '\u0002'

/** Bits of an entry's flags. `alive` marks a row in use. */
export const FLAG = {
  alive: 1,
  deleted: 2,
  archived: 4,
  waiting: 8,
  needsYou: 16,
  localOnly: 32,
  conflict: 64,
} as const

/** Notes take part in the search as far as this, so that one long text does not fill the roster. */
const NOTES_LENGTH = 200

/** What the roster keeps of a customer. */
export interface RosterEntry {
  readonly id: string
  /** When the store last wrote it (RxDB's `lwt`, ms with fractions): of two the greater is the newer. */
  readonly writtenAt: number
  /** TEXT_PARTS, separated. */
  readonly text: string
  readonly flags: number
  readonly updatedAt: number
  readonly createdAt: number
  /** As typed, for the filter menu. */
  readonly tags: readonly string[]
}

/** The roster's entry of a stored customer. */
export function rosterEntryOf(customer: Customer, writtenAt: number): RosterEntry {
  return {
    id: customer.id,
    writtenAt,
    text: textOf(customer),
    flags: flagsOf(customer),
    updatedAt: customer.updatedAt,
    createdAt: customer.createdAt,
    tags: customer.tags,
  }
}

/**
 * The entry of a document that is not as its schema says, by what of it can be read: it stays in the list, where a
 * person can find it, and holds up no other.
 */
export function bareRosterEntry(id: string, name: unknown, writtenAt: number): RosterEntry {
  const shown = typeof name === 'string' && name !== '' ? name : id
  const text = TEXT_PARTS.map((part) => (part === 'name' ? foldText(shown) : '')).join(PART_SEPARATOR)
  return { id, writtenAt, text, flags: FLAG.alive, updatedAt: 0, createdAt: 0, tags: [] }
}

/** One part of an entry's text, by its place in TEXT_PARTS. */
export function textPart(text: string, part: number): string {
  let start = 0
  for (let at = 0; at < part; at += 1) start = text.indexOf(PART_SEPARATOR, start) + 1
  const end = text.indexOf(PART_SEPARATOR, start)
  return end === -1 ? text.slice(start) : text.slice(start, end)
}

function textOf(customer: Customer): string {
  const address = defaultAddress(customer)
  const email = keyText(customer.email)
  const code = keyText(customer.code)
  const referenceId = keyText(customer.referenceId)
  const parts: Record<TextPart, string> = {
    name: foldText(displayName(customer)),
    company: foldText(customer.company),
    email,
    phone: foldText(customer.phone),
    mobile: foldText(customer.mobile),
    city: foldText(address?.city ?? ''),
    postcode: foldText(address?.postcode ?? ''),
    region: foldText(address?.region || (address?.regionCode ?? '')),
    countryCode: foldText(address?.countryCode ?? ''),
    code,
    referenceId,
    tags: customer.tags.map(foldText).join(TAG_SEPARATOR),
    remoteId: lineText(customer.remoteId),
    mobileE164: customer.mobileE164,
    line1: foldText(address?.line1 ?? ''),
    rest: restOf(customer, address?.id ?? '', [email, code, referenceId]),
  }
  return TEXT_PARTS.map((part) => parts[part]).join(PART_SEPARATOR)
}

/** All else that a search finds. Keys keep their accents, so they are added without. */
function restOf(customer: Customer, defaultAddressId: string, keys: readonly string[]): string {
  const words = [
    customer.firstName,
    customer.lastName,
    customer.username,
    customer.fax,
    digitsOf(customer.phone),
    digitsOf(customer.mobile),
    customer.phoneE164,
    customer.notes.slice(0, NOTES_LENGTH),
  ]
  for (const address of customer.addresses) {
    if (address.superseded !== '') continue
    words.push(address.label, address.name, address.company, address.line2, address.line3, address.country)
    words.push(address.region, address.regionCode, address.email, address.phone)
    if (address.id === defaultAddressId) continue
    words.push(address.line1, address.city, address.postcode)
  }
  const folded = words.map(foldText)
  for (const key of keys) if (foldText(key) !== key) folded.push(foldText(key))
  return [...new Set(folded)].filter((word) => word !== '').join('\u0002')
}

/** Digits alone, so that a number is found however it is spaced. */
function digitsOf(phone: string): string {
  const digits = phone.replace(/[^0-9]+/g, '')
  return digits === phone.trim() ? '' : digits
}

function flagsOf(customer: Customer): number {
  let flags: number = FLAG.alive
  if (customer.deletedAt !== 0) flags |= FLAG.deleted
  if (customer.archivedAt !== 0) flags |= FLAG.archived
  if (needsPerson(customer)) flags |= FLAG.needsYou
  else if (customer.pendingSince !== 0) flags |= FLAG.waiting
  if (customer.sync.localOnly) flags |= FLAG.localOnly
  if (customer.sync.theirs !== null) flags |= FLAG.conflict
  return flags
}
