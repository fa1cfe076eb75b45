import { countryCodeOf } from './country-names.ts'
import { unescapeCell } from './csv-escape.ts'
import { isKnownRegion } from './region-names.ts'
import { readYesNo } from './yes-no.ts'

/** What a cell can look like; it can look like several at once ("3000" is a number and a postcode). */
export const CELL_KINDS = [
  'email',
  'phone',
  /** A phone number that can hardly be anything else: with a prefix, a leading zero or separators. */
  'clear-phone',
  'postcode',
  'country',
  /** A country written out, not as a code. */
  'country-name',
  'region',
  'yes-no',
  'date',
  /** A long id that no person has chosen. */
  'id',
  'url',
  'number',
  'street',
  'company',
  /** Two to four words with capitals and no digits. */
  'full-name',
  'one-word',
] as const

/** One thing that a cell can look like. */
export type CellKind = (typeof CELL_KINDS)[number]

/** What the cells of a column look like. */
export interface ColumnProfile {
  /** Cells in which something stands, and cells looked at. */
  filled: number
  cells: number
  /** Different filled cells. */
  distinct: number
  /** Share of the filled cells that look like it, from 0 to 1. */
  share(kind: CellKind): number
}

/** Looks at the cells of one column in the first rows of a file. */
export function profileColumn(sample: readonly (readonly string[])[], column: number): ColumnProfile {
  const counts = new Map<CellKind, number>()
  const texts: string[] = []
  for (const row of sample) {
    const text = unescapeCell(row[column] ?? '').trim()
    if (text === '') continue
    texts.push(text)
    for (const kind of CELL_KINDS) if (LOOKS[kind](text)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return {
    filled: texts.length,
    cells: sample.length,
    distinct: new Set(texts).size,
    share: (kind) => (texts.length === 0 ? 0 : (counts.get(kind) ?? 0) / texts.length),
  }
}

const POSTCODES: readonly RegExp[] = [
  /^\d{3,6}$/,
  /^\d{5}-\d{3,4}$/,
  /^\d{3}[- ]\d{2,4}$/,
  // United Kingdom, Canada, the Netherlands, Ireland
  /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
  /^[A-Z]\d[A-Z][ -]?\d[A-Z]\d$/i,
  /^\d{4} ?[A-Z]{2}$/i,
  /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i,
]

const DATES: readonly RegExp[] = [
  /^\d{4}-\d{1,2}-\d{1,2}([T ].*)?$/,
  /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}( .*)?$/,
  /^\d{1,2} \p{L}{3,9}\.? \d{4}$/u,
  /^\p{L}{3,9}\.? \d{1,2},? \d{4}$/u,
]

const COMPANY =
  /\b(ltd|limited|inc|llc|plc|corp|gmbh|ag|kg|pty|bv|nv|srl|spa|sarl|sas|co|company|group|holdings|&)(\.|\b|$)/iu
const PHONE = /^[+(\d][\d\s().\-/]*(\s?(x|ext\.?)\s?\d{1,6})?$/i
const AMOUNT = /^-?\d+[.,]\d{1,2}$/

const isDate = (text: string): boolean => DATES.some((pattern) => pattern.test(text))
const digitsIn = (text: string): number => text.replace(/\D/g, '').length
const isPhone = (text: string): boolean => {
  const digits = digitsIn(text)
  if (/^\d([.,]\d+)?E\+\d+$/i.test(text)) return true
  return digits >= 6 && digits <= 16 && PHONE.test(text) && !isDate(text) && !AMOUNT.test(text)
}

const LOOKS: Readonly<Record<CellKind, (text: string) => boolean>> = {
  email: (text) => /^(mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+( ::: .*)?$/i.test(text),
  phone: (text) => isPhone(text.split(' ::: ')[0] ?? text),
  'clear-phone': (text) =>
    isPhone(text) && (/^[+0(]/.test(text) || /\d[ )-]+\d/.test(text)) && digitsIn(text) >= 8,
  postcode: (text) => POSTCODES.some((pattern) => pattern.test(text)),
  country: (text) => countryCodeOf(text) !== null,
  'country-name': (text) => text.length > 3 && countryCodeOf(text) !== null,
  region: (text) => isKnownRegion(text),
  'yes-no': (text) => readYesNo(text) !== null,
  date: isDate,
  id: (text) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /^(?=.*\d)[A-Z0-9]{16,}$/i.test(text),
  url: (text) => /^(https?:\/\/|www\.)\S+$/i.test(text),
  number: (text) => /^[-+]?[\d.,]+$/.test(text),
  street: (text) =>
    !isDate(text) &&
    !text.includes('@') &&
    (/^\p{L}?\d+\p{L}?([ ,/-]+\d+\p{L}?)*[ ,]+.*\p{L}{2}/u.test(text) ||
      /\p{L}{3}.*\s\d+\s?\p{L}?$/u.test(text) ||
      /^p\.? ?o\.? box/i.test(text)),
  company: (text) => COMPANY.test(text) && !text.includes('@'),
  'full-name': (text) => /^\p{Lu}[\p{L}\p{M}'’.-]*( [\p{L}\p{M}'’.-]+){1,3}$/u.test(text),
  'one-word': (text) => /^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(text),
}
