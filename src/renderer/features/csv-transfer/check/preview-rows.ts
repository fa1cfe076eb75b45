import type { CsvFileError, RowDecision } from '#shared/csv/csv-file.ts'
import type { Result } from '#shared/result.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'

/** Says what stands in rows and what becomes of them. */
export type DescribeRows = (rows: readonly number[]) => Promise<Result<ClassifiedRow[], CsvFileError>>

/** Rows kept that were seen a moment ago. */
const KEPT_ROWS = 2000

/**
 * The described rows of a preview, as many as are seen and some more. Rows of an older version stay until the new ones
 * are there, so that nothing blinks. One question at a time is under way.
 */
export class PreviewRows {
  readonly #listeners = new Set<() => void>()
  readonly #onError: (error: unknown) => void
  readonly #held = new Map<number, { version: number; row: ClassifiedRow }>()
  #describe: DescribeRows | null = null
  #version = 0
  #visible: readonly number[] = []
  #asking = false
  #failed: CsvFileError | null = null
  #told = {}

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Where rows come from, and of which version they are. */
  setSource(describe: DescribeRows, version: number): void {
    this.#describe = describe
    this.#version = version
    this.#failed = null
    void this.#fill()
  }

  /** The data rows on screen. */
  setVisible(rows: readonly number[]): void {
    const before = this.#visible
    if (rows.length === before.length && rows.every((row, at) => row === before[at])) return
    this.#visible = rows
    // Which columns are in front depends on them, also where all of them are known already.
    if (this.#missing().length === 0) this.#tell()
    else void this.#fill()
  }

  /** A row, undefined while it is being looked at. */
  row(number: number): ClassifiedRow | undefined {
    return this.#held.get(number)?.row
  }

  /** Columns with a cell at fault in the rows on screen; null while these are not all known and to fix. */
  columnsAtFault(): number[] | null {
    const columns = new Set<number>()
    for (const number of this.#visible) {
      const row = this.row(number)
      // What was on screen before may still be named here.
      if (row?.kind !== 'invalid') return null
      for (const { column } of row.problems) if (column >= 0) columns.add(column)
    }
    return this.#visible.length === 0 ? null : [...columns]
  }

  /** Why rows cannot be shown; null where they can. */
  get failed(): CsvFileError | null {
    return this.#failed
  }

  /** Shows what was typed into a cell until the row has been looked at again. */
  type(number: number, column: number, text: string): void {
    const held = this.#held.get(number)
    if (held === undefined) return
    const cells = [...held.row.cells]
    while (cells.length <= column) cells.push('')
    cells[column] = text
    const problems = held.row.problems.filter((problem) => problem.column !== column)
    this.#held.set(number, { ...held, row: { ...held.row, cells, problems } })
    this.#tell()
  }

  /** Shows what was decided about a row until it has been looked at again. */
  decide(number: number, decision: RowDecision | null): void {
    const held = this.#held.get(number)
    if (held === undefined) return
    this.#held.set(number, { ...held, row: { ...held.row, decision } })
    this.#tell()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** A new object after every change. */
  readonly snapshot = (): object => this.#told

  async #fill(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    try {
      for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
        const version = this.#version
        const described = (await this.#describe?.(missing)) ?? { ok: true, value: [] }
        if (!described.ok) {
          this.#failed = described.error
          this.#tell()
          return
        }
        if (this.#held.size > KEPT_ROWS) this.#held.clear()
        for (const row of described.value) this.#held.set(row.row, { version, row })
        this.#tell()
        // Rows that were not told are not asked for again in this version.
        if (described.value.length < missing.length) return
      }
    } catch (error) {
      this.#onError(error)
    } finally {
      this.#asking = false
    }
  }

  #missing(): number[] {
    if (this.#describe === null || this.#failed !== null) return []
    return this.#visible.filter((row) => (this.#held.get(row)?.version ?? -1) < this.#version)
  }

  #tell(): void {
    this.#told = {}
    for (const listener of this.#listeners) listener()
  }
}
