import { cellNumberText } from './cell-number.ts'
import { CellText } from './cell-text.ts'
import type { NumberFormat } from './number-format.ts'
import type { SharedStrings } from './shared-strings.ts'
import { tooLarge } from './workbook-archive.ts'
import type { XmlListener } from './xml-events.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: SharedStrings
  styles: readonly NumberFormat[]
  from1904: boolean
}

/** What Excel itself can hold. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const LONGEST_ROW = 4 * 1024 * 1024
/** One for all: a sheet may have a million of them. */
const BLANK = ['']

/** Gathers the rows of a sheet from its XML: every cell as text, rows that are not there as empty ones. */
export class SheetRows implements XmlListener {
  readonly #context: SheetContext
  #rows: string[][] = []
  #rowCount = 0
  #row: string[] = []
  #characters = 0
  #cell: { column: number; type: string; style: number } | null = null
  #nextColumn = 0
  #isInValue = false
  #value = ''
  readonly #inline = new CellText()

  constructor(context: SheetContext) {
    this.#context = context
  }

  /** The rows that are whole since the last call. */
  take(): string[][] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(Number(attributes['r'] ?? this.#rowCount + 1))
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#isInValue = this.#cell !== null
    else if (this.#cell?.type === 'inlineStr') this.#inline.open(name)
  }

  close(name: string): void {
    if (name === 'row') this.#closeRow()
    else if (name === 'c') this.#closeCell()
    else if (name === 'v') this.#isInValue = false
    else if (this.#cell?.type === 'inlineStr') this.#inline.close(name)
  }

  text(piece: string): void {
    if (this.#isInValue) this.#value += piece
    else if (this.#cell?.type === 'inlineStr') this.#inline.add(piece)
  }

  #openRow(number: number): void {
    if (!(number > this.#rowCount && number <= MOST_ROWS)) throw new Error('A row out of order')
    while (this.#rowCount < number - 1) {
      this.#rows.push(BLANK)
      this.#rowCount += 1
    }
    this.#row = []
    this.#characters = 0
    this.#nextColumn = 0
  }

  #closeRow(): void {
    this.#rows.push(this.#row.length === 0 ? BLANK : this.#row)
    this.#row = []
    this.#rowCount += 1
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const column = columnOf(attributes['r']) ?? this.#nextColumn
    if (column >= MOST_COLUMNS) throw new Error('A column out of range')
    this.#nextColumn = column + 1
    this.#cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0) }
    this.#value = ''
    this.#inline.reset()
  }

  #closeCell(): void {
    if (this.#cell === null) return
    const { column } = this.#cell
    const text = this.#textOf(this.#cell)
    this.#cell = null
    if (text === '') return
    this.#characters += text.length
    if (this.#characters > LONGEST_ROW) throw tooLarge()
    while (this.#row.length < column) this.#row.push('')
    this.#row[column] = text
  }

  #textOf({ type, style }: { type: string; style: number }): string {
    switch (type) {
      case 's':
        return this.#context.strings.get(Number(this.#value))
      case 'inlineStr':
        return this.#inline.value
      case 'b':
        return this.#value === '' ? '' : this.#value === '0' ? 'FALSE' : 'TRUE'
      case 'n': {
        const format = this.#context.styles[style] ?? { type: 'number' }
        return cellNumberText(this.#value, format, this.#context.from1904)
      }
      default:
        // Texts of formulas, errors as Excel shows them, and dates in ISO form.
        return this.#value
    }
  }
}

/** The column of a cell by its name (`BC12`), counted from 0; null where it has none. */
function columnOf(name: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(name ?? '')?.[0]
  if (letters === undefined) return null
  let column = 0
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64
  return column - 1
}
