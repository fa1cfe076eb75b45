import { ValuesToMap } from '#shared/csv/values-to-map.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { SeenRows } from './seen-rows.ts'

/** What a row has to do with others, as marks that they share, and which values to map it was counted for. */
export interface RowRelations {
  readonly marks: readonly number[]
  readonly places: readonly number[]
}

/**
 * What is remembered of the rows of a preview, so that single ones can be looked at again without all the others. It lies
 * outside the window, in the order in which rows are added.
 */
export class PreviewMemory {
  readonly values: ValuesToMap
  readonly #seen: SeenRows
  /** Marks of rows that are not added yet. */
  readonly #marks: (readonly number[])[] = []
  #words: number[] = []
  #isOpen = true

  constructor(mapping: readonly string[], seen: SeenRows) {
    this.values = new ValuesToMap(mapping)
    this.#seen = seen
  }

  /** False where nothing is remembered any more. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** What the next row has to do with others. */
  related(marks: readonly number[]): void {
    this.#marks.push(marks)
  }

  /** The next row of those. */
  add(row: ClassifiedRow): void {
    const marks = this.#marks.shift() ?? []
    this.#words.push(...wordsOf({ marks, places: this.#count(row) }))
  }

  /** Hands over what was added. */
  keep(): void {
    if (this.#words.length > 0) this.#seen.relate(Uint32Array.from(this.#words))
    this.#words = []
  }

  /** What is remembered of these rows, in their order. */
  async relationsOf(rows: readonly number[]): Promise<RowRelations[]> {
    const words = await this.#seen.relations(Uint32Array.from(rows))
    let at = 0
    return rows.map(() => {
      const [marks = 0, places = 0] = words.subarray(at, at + 2)
      const start = at + 2
      at = start + marks + places
      return {
        marks: [...words.subarray(start, start + marks)],
        places: [...words.subarray(start + marks, at)],
      }
    })
  }

  /** The rows that have one of these marks, in no order. */
  async rowsWith(marks: ReadonlySet<number>): Promise<number[]> {
    return [...(await this.#seen.rowsWith(Uint32Array.from(marks)))]
  }

  /** Rows that were looked at again: what was remembered of them, and what their marks are now. */
  replace(rows: readonly { row: ClassifiedRow; before: RowRelations; marks: readonly number[] }[]): void {
    const words: number[] = []
    for (const { row, before, marks } of rows) {
      this.values.takeBack(before.places)
      words.push(row.row, ...wordsOf({ marks, places: this.#count(row) }))
    }
    this.#seen.replace(Uint32Array.from(words))
  }

  /** Nothing is needed any more. */
  close(): void {
    this.#isOpen = false
    this.#seen.close()
  }

  #count({ kind, cells, problems }: ClassifiedRow): number[] {
    return kind === 'invalid' ? this.values.add(cells, problems) : []
  }
}

function wordsOf({ marks, places }: RowRelations): number[] {
  return [marks.length, places.length, ...marks, ...places]
}
