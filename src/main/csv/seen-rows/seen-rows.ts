import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { HashRuns } from './hash-runs.ts'
import { RowRelations } from './row-relations.ts'
import { WordFile } from './word-file.ts'

/** Words in front of the hashes of a row: its number, its mask, and how many hashes there are. */
const HEAD_WORDS = 3
/** Read at a time, so that mostly a row is whole. */
const READ_WORDS = 64

/** What one pass over a file remembers of its rows, in temporary files of its own; see shared/csv/seen-rows.ts. */
export class SeenRows {
  readonly relations: RowRelations
  readonly #folder: string
  readonly #tables: WordFile
  readonly #rows: WordFile
  readonly #hashes: HashRuns

  /** Makes the folder, which must not be there yet. Throws what the disk throws, as all of its methods do. */
  constructor(folder: string, tableSlots?: number) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
    this.#tables = new WordFile(join(folder, 'tables'))
    this.#rows = new WordFile(join(folder, 'rows'))
    this.#hashes = new HashRuns(this.#tables, tableSlots)
    this.relations = new RowRelations(new WordFile(join(folder, 'relations')))
  }

  /** For each hash 0, or where the first row that left it begins in `rows`, counted from 1. */
  find(hashes: Uint32Array): { places: Uint32Array; rows: Uint32Array } {
    const places = new Uint32Array(hashes.length / 2)
    const known = new Map<number, number>()
    const found: Uint32Array[] = []
    let length = 0
    for (let at = 0; at < places.length; at += 1) {
      const row = this.#hashes.find(hashes[at * 2] ?? 0, hashes[at * 2 + 1] ?? 0)
      if (row < 0) continue
      let place = known.get(row)
      if (place === undefined) {
        const words = this.#read(row)
        place = length + 1
        known.set(row, place)
        found.push(words)
        length += words.length
      }
      places[at] = place
    }
    const rows = new Uint32Array(length)
    let end = 0
    for (const words of found) {
      rows.set(words, end)
      end += words.length
    }
    return { places, rows }
  }

  /** Remembers rows. Of several that leave one hash the first is found by it. */
  add(rows: Uint32Array): void {
    for (let at = 0; at < rows.length;) {
      const end = at + HEAD_WORDS + (rows[at + 2] ?? 0) * 2
      const place = this.#rows.length
      this.#rows.append(rows.subarray(at, end))
      for (at += HEAD_WORDS; at < end; at += 2) {
        const [high, low] = [rows[at] ?? 0, rows[at + 1] ?? 0]
        if (this.#hashes.find(high, low) < 0) this.#hashes.put(high, low, place)
      }
    }
  }

  /** Removes all of it. */
  async close(): Promise<void> {
    for (const file of [this.#tables, this.#rows, this.relations]) file.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #read(place: number): Uint32Array {
    const words = this.#rows.read(place, READ_WORDS)
    const length = HEAD_WORDS + (words[2] ?? 0) * 2
    return length <= words.length ? words.subarray(0, length) : this.#rows.read(place, length)
  }
}
