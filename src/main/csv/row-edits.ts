import type { RowDecision, RowEdit } from '#shared/csv/csv-file.ts'

/** The most edits that an import can have: they are all held in memory. */
export const MOST_EDITS = 100_000

interface CellEdit {
  text: string
  /** Its place among all edits: replaces after it apply to it, those before do not. */
  place: number
}

interface Replace {
  find: string
  text: string
  place: number
}

/** What the replaces of one column do to cells that were not edited by hand: outcome by trimmed text. */
interface ColumnReplaces {
  list: Replace[]
  outcomes: Map<string, string>
}

/** The edits of a staged file in their order, and what they make of its rows. */
export class RowEdits {
  readonly #edits: RowEdit[] = []
  readonly #cells = new Map<number, Map<number, CellEdit>>()
  readonly #columns = new Map<number, ColumnReplaces>()
  readonly #decisions = new Map<number, RowDecision>()

  get count(): number {
    return this.#edits.length
  }

  /** False where every row stands as it came. */
  get changesCells(): boolean {
    return this.#cells.size > 0 || this.#columns.size > 0
  }

  add(edit: RowEdit): void {
    const place = this.#edits.push(edit)
    switch (edit.type) {
      case 'cell': {
        const cells = this.#cells.get(edit.row) ?? new Map<number, CellEdit>()
        this.#cells.set(edit.row, cells.set(edit.column, { text: edit.text, place }))
        return
      }
      case 'replace': {
        const column = this.#columns.get(edit.column) ?? { list: [], outcomes: new Map<string, string>() }
        const find = edit.find.trim()
        column.list.push({ find, text: edit.text, place })
        for (const [from, to] of column.outcomes) if (to.trim() === find) column.outcomes.set(from, edit.text)
        if (!column.outcomes.has(find)) column.outcomes.set(find, edit.text)
        this.#columns.set(edit.column, column)
        return
      }
      case 'decide':
        if (edit.decision === null) this.#decisions.delete(edit.row)
        else this.#decisions.set(edit.row, edit.decision)
    }
  }

  /** Takes the last edit away; everything is as it was before it. */
  undo(): void {
    const left = this.#edits.slice(0, -1)
    this.#edits.length = 0
    this.#cells.clear()
    this.#columns.clear()
    this.#decisions.clear()
    for (const edit of left) this.add(edit)
  }

  /** The cells of a row as they stand with all edits. A row that is too short for one is filled up with blank cells. */
  apply(row: number, cells: string[]): string[] {
    const byHand = this.#cells.get(row)
    if (byHand === undefined && this.#columns.size === 0) return cells
    const edited = [...cells]
    for (const [column, replaces] of this.#columns) {
      if (byHand?.has(column) === true) continue
      const text = replaces.outcomes.get((cells[column] ?? '').trim())
      if (text !== undefined) setCell(edited, column, text)
    }
    for (const [column, cell] of byHand ?? []) {
      let { text } = cell
      for (const replace of this.#columns.get(column)?.list ?? [])
        if (replace.place > cell.place && text.trim() === replace.find) text = replace.text
      setCell(edited, column, text)
    }
    return edited
  }

  /** What was decided about rows from `from` on. */
  decisionsOf(from: number, count: number): Record<number, RowDecision> {
    const found: Record<number, RowDecision> = {}
    if (this.#decisions.size === 0) return found
    for (let row = from; row < from + count; row += 1) {
      const decision = this.#decisions.get(row)
      if (decision !== undefined) found[row] = decision
    }
    return found
  }
}

function setCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('')
  cells[column] = text
}
