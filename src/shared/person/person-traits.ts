import { z } from 'zod'

/**
 * What a person is recognised by in texts that carry no id: rows of imported files, lines of logs, reasons
 * (docs/data.md, section 10). All as `personTraits` has folded them.
 */
export interface PersonTraits {
  /** E-mails that nobody else here has. */
  emails: string[]
  /** E-mails that others here have too: they name nobody by themselves. */
  sharedEmails: string[]
  /** The last digits of phone numbers (PHONE_DIGITS). */
  phones: string[]
  /** Full names, of two words or more. */
  names: string[]
  /** First and last name where a list has a column for each. */
  nameParts: { first: string; last: string }[]
  /** First names, and the words that full names begin with: beside one of them a phone or a key is theirs. */
  calledBy: string[]
  /** Codes, references and user names. */
  keys: string[]
  /** Ids of this app, as its logs name the customer. */
  ids: string[]
}

const words = z.array(z.string().min(1).max(1000)).max(1000)

/** Run-time check of traits, where they reach another process. */
export const personTraitsSchema: z.ZodType<PersonTraits> = z.strictObject({
  emails: words,
  sharedEmails: words,
  phones: words,
  names: words,
  nameParts: z.array(z.strictObject({ first: z.string().min(1), last: z.string().min(1) })).max(1000),
  calledBy: words,
  keys: words,
  ids: words,
})

/** So many last digits of a number are compared: however it is written, a country code or a 0 stands in front. */
const PHONE_DIGITS = 8
/** Fewer are an extension, or a number of a house. */
const FEWEST_DIGITS = 6
const MOST_DIGITS = 16
/** Shorter keys stand in lists for anything. */
const SHORTEST_KEY = 4

const PHONE = /^[\d\s()+./-]+$/
const EMAIL_ALONE = /^\S+@\S{3,}$/
const EMAIL = /[^\s<>"',;:()]+@[^\s<>"',;:()]+/g

/** Everything that a customer is, or was, known by; empty and repeated values are passed over. */
export interface KnownValues {
  emails: readonly string[]
  phones: readonly string[]
  names: readonly string[]
  nameParts: readonly { first: string; last: string }[]
  keys: readonly string[]
  ids: readonly string[]
}

/** Folds known values to traits. `shared`: e-mails, names and keys that others here have too. */
export function personTraits(known: KnownValues, shared: ReadonlySet<string> = new Set()): PersonTraits {
  // Whatever else was typed into the field stands in other people's texts too.
  const emails = unique(known.emails.map(fold)).filter((email) => EMAIL_ALONE.test(email))
  const isAlone = (value: string): boolean => !shared.has(value)
  const parts = known.nameParts.map(({ first, last }) => ({ first: fold(first), last: fold(last) }))
  const whole = parts.flatMap(({ first, last }) => [
    `${first} ${last}`,
    `${last} ${first}`,
    `${last}, ${first}`,
  ])
  return {
    emails: emails.filter(isAlone),
    sharedEmails: emails.filter((email) => !isAlone(email)),
    phones: unique(known.phones.map(phoneDigits)),
    names: unique([...known.names.map(fold), ...whole.map(fold)]).filter(
      (name) => name.includes(' ') && isAlone(name),
    ),
    nameParts: parts.filter(({ first, last }) => first !== '' && last !== '' && isAlone(`${first} ${last}`)),
    calledBy: unique([
      ...parts.map(({ first }) => first),
      ...known.names.map((name) => wordsOf(fold(name))[0] ?? ''),
    ]),
    keys: unique(known.keys.map(fold)).filter((key) => key.length >= SHORTEST_KEY && isAlone(key)),
    ids: unique(known.ids),
  }
}

/** Case, outer blanks and repeated ones aside. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * True for a row that names the person: by their e-mail, or, where no other e-mail stands in it, by full name, or by a
 * phone or key beside what they are called. A row with somebody else's e-mail is somebody else's, whatever else agrees;
 * so is one with a phone that people share, or with a key that is somebody's postcode or product.
 */
export function rowNamesPerson(cells: readonly string[], traits: PersonTraits): boolean {
  const folded = cells.map(fold)
  let isOthers = false
  for (const cell of folded) {
    for (const email of cell.includes('@') ? (cell.match(EMAIL) ?? []) : []) {
      if (traits.emails.includes(email)) return true
      if (!traits.sharedEmails.includes(email)) isOthers = true
    }
  }
  if (isOthers) return false
  const there = new Set(folded)
  if (
    traits.names.some((name) => there.has(name)) ||
    traits.nameParts.some(({ first, last }) => there.has(first) && there.has(last))
  )
    return true
  const hasPhone = traits.phones.length > 0 && folded.some((cell) => isPhoneOf(cell, traits))
  if (!hasPhone && !traits.keys.some((key) => there.has(key))) return false
  const said = new Set(folded.flatMap(wordsOf))
  // A phone with nothing beside it is nobody else's.
  return traits.calledBy.some((name) => said.has(name)) || (hasPhone && said.size === 0)
}

/** True for one cell, or one value, that tells of the person by itself: a phone or key may be anybody's. */
export function valueNamesPerson(value: string, traits: PersonTraits): boolean {
  const folded = fold(value)
  return [...traits.emails, ...traits.sharedEmails, ...traits.names].some((each) => folded.includes(each))
}

/** True for a line of a log that names the person. */
export function lineNamesPerson(line: string, traits: PersonTraits): boolean {
  const folded = fold(line)
  return (
    traits.ids.some((id) => line.includes(id)) ||
    [...traits.emails, ...traits.names].some((each) => folded.includes(each))
  )
}

function isPhoneOf(cell: string, { phones }: PersonTraits): boolean {
  // A spreadsheet's export puts a sign in front of what looks like a formula.
  const digits = phoneDigits(cell.replace(/^'/, ''))
  return digits !== '' && phones.includes(digits)
}

function phoneDigits(text: string): string {
  if (!PHONE.test(text)) return ''
  const digits = text.replace(/\D/g, '')
  return digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS ? '' : digits.slice(-PHONE_DIGITS)
}

/** Words that have a letter in them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}'’-]+/gu)?.filter((word) => /\p{L}/u.test(word)) ?? []
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))]
}
