import { isEmailOrBlank } from '../domain/validate-customer.ts'
import { parseAddressTarget, type ColumnTarget } from './column-target.ts'
import { countryCodeOf } from './country-names.ts'
import { unescapeCell } from './csv-escape.ts'

/** Why a cell cannot be taken as it is; the message in plain words is made in the UI. */
export type CellRule =
  | 'required'
  | 'one-of'
  | 'too-long'
  | 'email'
  | 'country'
  | 'yes-no'
  | 'damaged-number'
  | 'taken-elsewhere'
  | 'not-found'
  | 'ambiguous'
  | 'product-id'

/** What is wrong with a row. `column` is the column of the file, -1 where a value is missing altogether. */
export interface RowProblem {
  column: number
  /** The target the value goes to, '' where none. */
  target: string
  rule: CellRule
}

/** One filled cell of a row, trimmed and without its formula escape. */
interface RowCell {
  column: number
  text: string
  rule: CellRule | null
}

/** The filled cells of a row under what they go to; blank cells are not in it. */
export type RowCells = ReadonlyMap<Exclude<ColumnTarget, 'ignore'>, RowCell>

const LONGEST_FIELD = 5000
const LONGEST_PART = 1000
/** A long number that a spreadsheet has turned into an exponent: its last digits are gone. */
const DAMAGED_NUMBER = /^\d([.,]\d+)?E\+\d+$/i
const NUMBER_LIKE = new Set<string>(['phone', 'mobile', 'fax', 'code', 'referenceId', 'remoteId'])

/** Reads a row: everything stays text. Where two columns go to the same target, the first filled one counts. */
export function readCells(row: readonly string[], mapping: readonly ColumnTarget[]): RowCells {
  const cells = new Map<Exclude<ColumnTarget, 'ignore'>, RowCell>()
  for (const [column, target] of mapping.entries()) {
    if (target === 'ignore' || cells.has(target)) continue
    const raw = row[column]
    if (raw === undefined || raw === '') continue
    const text = unescapeCell(raw).trim()
    if (text !== '') cells.set(target, { column, text, rule: ruleBroken(target, text) })
  }
  return cells
}

function ruleBroken(target: ColumnTarget, text: string): CellRule | null {
  const part = parseAddressTarget(target)
  if (text.length > (part === null ? LONGEST_FIELD : LONGEST_PART)) return 'too-long'
  const field = part?.field ?? target
  if (field === 'email') return isEmailOrBlank(text) ? null : 'email'
  if (field === 'countryCode') return countryCodeOf(text) === null ? 'country' : null
  if (field === 'acceptsMarketing') return readYesNo(text) === null ? 'yes-no' : null
  if ((NUMBER_LIKE.has(field) || field === 'postcode') && DAMAGED_NUMBER.test(text)) return 'damaged-number'
  return null
}

const YES = new Set(['yes', 'y', 'true', 't', '1', 'x', 'on', 'subscribed', 'ja', 'oui', 'si', 'sí'])
const NO = new Set([
  'no',
  'n',
  'false',
  'f',
  '0',
  'off',
  'unsubscribed',
  'not subscribed',
  'unknown',
  'never',
  'nein',
  'non',
])

/** The meaning of a yes-or-no cell, null where it has none. */
export function readYesNo(text: string): boolean | null {
  const word = text.toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : null
}
