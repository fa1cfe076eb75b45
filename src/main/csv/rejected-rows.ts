import { z } from 'zod'
import { readJsonLines } from './json-lines.ts'
import { storeFilesIn } from './store-files.ts'

const rejectedSchema = z.object({ row: z.number().int().min(0), reason: z.string() })

/** Rows that an import left out, in the order of the file and each once. A reason that many have is held once. */
export class RejectedRows {
  readonly #rows: number[] = []
  readonly #reasonOf: number[] = []
  readonly #reasons: string[] = []
  readonly #places = new Map<string, number>()
  #inOrder = true

  /** What was remembered in the folder of a store. Of several reasons for one row the last counts. */
  static async load(folder: string): Promise<RejectedRows> {
    const rejected = new RejectedRows()
    for await (const value of readJsonLines(storeFilesIn(folder).rejected)) {
      const line = rejectedSchema.safeParse(value)
      if (line.success) rejected.#add(line.data.row, line.data.reason)
    }
    rejected.#sort()
    return rejected
  }

  get count(): number {
    return this.#rows.length
  }

  /** Some of them. */
  slice(from: number, count: number): { row: number; reason: string }[] {
    const rows = this.#rows.slice(from, from + count)
    return rows.map((row, index) => ({ row, reason: this.#reasons[this.#reasonOf[from + index] ?? 0] ?? '' }))
  }

  #add(row: number, reason: string): void {
    const place = this.#places.get(reason) ?? this.#reasons.push(reason) - 1
    this.#places.set(reason, place)
    this.#inOrder &&= row > (this.#rows.at(-1) ?? -1)
    this.#rows.push(row)
    this.#reasonOf.push(place)
  }

  #sort(): void {
    if (this.#inOrder) return
    const latest = new Map<number, number>()
    for (const [index, row] of this.#rows.entries()) latest.set(row, this.#reasonOf[index] ?? 0)
    const sorted = [...latest].sort(([a], [b]) => a - b)
    this.#rows.length = 0
    this.#reasonOf.length = 0
    for (const [row, place] of sorted) {
      this.#rows.push(row)
      this.#reasonOf.push(place)
    }
  }
}
