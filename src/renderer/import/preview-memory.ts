import { ValuesToMap } from '#shared/csv/values-to-map.ts'
import type { ClassifiedRow } from './classified-row.ts'
import { RowNumbers } from './row-numbers.ts'

/** Of longer files nothing is remembered, so that memory stays within bounds: some 100 MB. */
const MOST_NUMBERS = 24_000_000

/** What is remembered of the rows of a preview, so that single ones can be looked at again without all the others. */
export class PreviewMemory {
  readonly values: ValuesToMap
  /** What each row has to do with others; null where the file is too long. */
  #relations: RowNumbers | null = new RowNumbers()
  /** Which values to map each row was counted for; null likewise. */
  #valuesOf: RowNumbers | null = new RowNumbers()

  constructor(mapping: readonly string[]) {
    this.values = new ValuesToMap(mapping)
  }

  /** What each row has to do with others; null where that is not known. */
  get relations(): RowNumbers | null {
    return this.#relations
  }

  /** What the next row has to do with others. */
  related(hashes: readonly number[]): void {
    this.#relations?.add(hashes)
    if (this.#relations !== null && this.#relations.size > MOST_NUMBERS) {
      this.#relations = null
      this.#valuesOf = null
    }
  }

  /** The next row. */
  add({ kind, cells, problems }: ClassifiedRow): void {
    const places = kind === 'invalid' ? this.values.add(cells, problems) : []
    this.#valuesOf?.add(places)
  }

  /** A row that was looked at again. */
  replace({ row, kind, cells, problems }: ClassifiedRow, hashes: readonly number[]): void {
    this.values.takeBack(this.#valuesOf?.of(row) ?? [])
    this.#valuesOf?.set(row, kind === 'invalid' ? this.values.add(cells, problems) : [])
    this.#relations?.set(row, hashes)
  }
}
