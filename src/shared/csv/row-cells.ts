import { isEmailOrBlank } from '../domain/validate-customer.ts'
import { parseAddressTarget, takesSeveralColumns, type ColumnTarget } from './column-target.ts'
import { countryCodeOf } from './country-names.ts'
import { unescapeCell } from './csv-escape.ts'
import { runsOn } from './run-on-cell.ts'
import { readTags, writeTags } from './tags-cell.ts'
import { readYesNo } from './yes-no.ts'

/**
 * Why a cell cannot be taken as it is, or should be looked at; the message in plain words is made in the UI. `run-on`: a
 * quotation mark that was never closed has taken the rows below into the cell (run-on-cell.ts). `lost-zero`
 * (a postcode that a spreadsheet has cut), `spreadsheet-error` ("#N/A"), `no-number` (a phone number without a digit) and `more-cells` (a row that goes on behind the last
 * column) only ever warn. `changed-since`: found when the row was to be written, what it would replace came in after the preview.
 */
export type CellRule =
  | 'required'
  | 'one-of'
  | 'too-long'
  | 'email'
  | 'country'
  | 'region'
  | 'yes-no'
  | 'damaged-number'
  | 'run-on'
  | 'lost-zero'
  | 'spreadsheet-error'
  | 'no-number'
  | 'more-cells'
  | 'taken-elsewhere'
  | 'not-found'
  | 'ambiguous'
  | 'product-id'
  | 'changed-since'

/** What is wrong with a row. `column` is the column of the file, -1 where a value is missing altogether. */
export interface RowProblem {
  column: number
  /** The target the value goes to, '' where none. */
  target: string
  rule: CellRule
}

type Target = Exclude<ColumnTarget, 'ignore'>

/** One filled cell of a row, trimmed and without its formula escape. */
export interface RowCell {
  /** Column of the file; -1 for a default of a column that the file lacks. */
  column: number
  text: string
  rule: CellRule | null
  /** True where the cell is blank and a default stands in for it. */
  isDefault: boolean
}

/**
 * The filled cells of a row under what they go to; blank cells are not in it, and of columns left out only one that has
 * taken other rows in.
 */
export type RowCells = ReadonlyMap<ColumnTarget, RowCell>

/** What reading the cells of a row needs besides it; part of RowContext. */
export interface ReadContext {
  readonly mapping: readonly ColumnTarget[]
  /** Header cells of the columns; only for labels in notes that come out of several columns. */
  readonly header: readonly string[]
  /** Values for blank cells and missing columns. */
  readonly defaults: readonly (readonly [Target, RowCell])[]
  /** True for files that this app has not written: conventions of other programs are read. */
  readonly isForeign: boolean
}

const LONGEST_FIELD = 5000
const LONGEST_PART = 1000
const LONGEST_TAG = 200
const MOST_TAGS = 200
/** A long number that a spreadsheet has turned into an exponent: its last digits are gone. */
const DAMAGED_NUMBER = /^[-+]?\d([.,]\d+)?E\+\d+$/i
/** Fields whose text is digits, in whole or mostly. */
const DIGITS: ReadonlySet<string> = new Set([
  'phone',
  'mobile',
  'fax',
  'code',
  'referenceId',
  'remoteId',
  'postcode',
  'pricingTierId',
  'storeId',
  'shippingMethodDomesticId',
  'shippingMethodInternationalId',
  'warehouseId',
  'salesRepId',
])
/** Between several values in one cell (Google Contacts). */
const SEVERAL_VALUES = ' ::: '

/** Reads a row: everything stays text. Blank cells get their default where there is one. */
export function readCells(row: readonly string[], context: ReadContext): RowCells {
  const cells = new Map<ColumnTarget, RowCell>()
  const { mapping, defaults } = context
  for (let column = 0; column < mapping.length; column += 1) {
    const target = mapping[column]
    const raw = row[column]
    if (target === undefined || raw === undefined || raw === '') continue
    if (target === 'ignore') {
      // What stands in it is of no interest, but the rows that it has swallowed are.
      if (context.isForeign && runsOn(raw, target, mapping.length) && !cells.has(target))
        cells.set(target, { column, text: '', rule: 'run-on', isDefault: false })
      continue
    }
    const present = cells.get(target)
    if (present !== undefined && !takesSeveralColumns(target)) continue
    const text = textOf(raw, target, context)
    if (text === '') continue
    if (target === 'notes') addNote(cells, column, text, context)
    else if (target === 'tags') addTags(cells, column, text)
    else cells.set(target, cellOf(target, column, text))
    const filled = cells.get(target)
    if (filled !== undefined && context.isForeign && runsOn(raw, target, mapping.length)) {
      cells.set(target, { ...filled, column, rule: 'run-on' })
    }
  }
  if (defaults.length > 0) addDefaults(cells, defaults)
  return cells
}

/**
 * What is said of a row that has more filled cells than the file has columns: a separator in a cell without quotation
 * marks may have moved all after it. It stands at the last column. Empty where a row is as long as the others.
 */
export function moreCells(row: readonly string[], mapping: readonly ColumnTarget[]): RowProblem[] {
  const column = mapping.length - 1
  if (column < 0 || row.length <= mapping.length) return []
  const goesOn = row.slice(mapping.length).some((text) => text.trim() !== '')
  return goesOn ? [{ column, target: mapping[column] ?? '', rule: 'more-cells' }] : []
}

/** A filled cell with what is wrong with it. */
export function cellOf(target: Target, column: number, text: string, isDefault = false): RowCell {
  return { column, text, rule: ruleBroken(target, text), isDefault }
}

/** True for a long number that a spreadsheet has cut ("4.41E+11"). */
export function isDamagedNumber(text: string): boolean {
  return DAMAGED_NUMBER.test(text)
}

/** True for what a spreadsheet shows in place of a value that it could not compute or show. */
export function isSpreadsheetError(text: string): boolean {
  return /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|#{2,})$/i.test(text)
}

/** True for words where a phone number should stand ("none", "ask Ben"): they are kept, and should be looked at. */
export function lacksNumber(text: string): boolean {
  return text !== '' && !/\p{Nd}/u.test(text)
}

function textOf(raw: string, target: Target, { isForeign }: ReadContext): string {
  const text = unescapeCell(raw).trim()
  if (!isForeign || target === 'notes') return text
  // Shopify keeps spreadsheets from reading numbers by an apostrophe, also before plain digits.
  const field = target.slice(target.indexOf('.') + 1)
  const plain = DIGITS.has(field) && /^'[\d+]/.test(text) ? text.slice(1) : text
  if (target === 'tags')
    return plain.startsWith('* ') || plain.includes(SEVERAL_VALUES) ? groupsIn(plain) : plain
  return plain.includes(SEVERAL_VALUES) ? plain.slice(0, plain.indexOf(SEVERAL_VALUES)).trim() : plain
}

/** The groups of a Google contact as tags: "* Work ::: Friends"; "* myContacts" is the group of all contacts. */
function groupsIn(text: string): string {
  const groups = text.split(SEVERAL_VALUES).map((group) => group.replace(/^\* /, ''))
  return writeTags(groups.filter((group) => group.replaceAll(' ', '').toLowerCase() !== 'mycontacts'))
}

/** Notes of several columns stand under each other, each with the name of its column. */
function addNote(
  cells: Map<ColumnTarget, RowCell>,
  column: number,
  text: string,
  context: ReadContext,
): void {
  const isOne = context.mapping.indexOf('notes') === context.mapping.lastIndexOf('notes')
  const label = isOne ? '' : (context.header[column] ?? '').trim()
  const line = label === '' ? text : `${label}: ${text}`
  const present = cells.get('notes')
  const joined = present === undefined ? line : `${present.text}\n${line}`
  cells.set('notes', cellOf('notes', present?.column ?? column, joined))
}

function addTags(cells: Map<ColumnTarget, RowCell>, column: number, text: string): void {
  const present = cells.get('tags')
  const joined = present === undefined ? text : writeTags([...readTags(present.text), ...readTags(text)])
  cells.set('tags', cellOf('tags', present?.column ?? column, joined))
}

/** A part of an address has a default only where the row says something of that address. */
function addDefaults(cells: Map<ColumnTarget, RowCell>, defaults: ReadContext['defaults']): void {
  const told = new Set<string>()
  for (const target of cells.keys()) told.add(parseAddressTarget(target)?.group ?? '')
  for (const [target, cell] of defaults) {
    const part = parseAddressTarget(target)
    if (!cells.has(target) && (part === null || told.has(part.group))) cells.set(target, cell)
  }
}

function ruleBroken(target: Target, text: string): CellRule | null {
  const part = parseAddressTarget(target)
  if (text.length > (part === null ? LONGEST_FIELD : LONGEST_PART)) return 'too-long'
  if (target === 'tags') return areTooMuch(readTags(text)) ? 'too-long' : null
  const field = part?.field ?? target
  if (field === 'email') return isEmailOrBlank(text) ? null : 'email'
  if (field === 'countryCode') return countryCodeOf(text) === null ? 'country' : null
  if (field === 'acceptsMarketing' || field === 'archived') return readYesNo(text) === null ? 'yes-no' : null
  if (DIGITS.has(field) && isDamagedNumber(text)) return 'damaged-number'
  return null
}

function areTooMuch(tags: readonly string[]): boolean {
  return tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG)
}
