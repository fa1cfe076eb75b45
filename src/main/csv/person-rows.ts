import { open, rename, writeFile } from 'node:fs/promises'
import { rowNamesPerson, valueNamesPerson, type PersonTraits } from '#shared/person/person-traits.ts'
import { readJsonLines } from './json-lines.ts'
import { encodedLimit, encodeRow } from './row-encoding.ts'
import type { RowEdits } from './row-edits.ts'
import { RowPacker, rowsIn } from './row-packer.ts'
import { RowStore } from './row-store.ts'
import { storeFilesIn } from './store-files.ts'

/** Rows looked at in one go. */
const ROWS_AT_ONCE = 5_000

/**
 * The data rows of a whole store that name a person, as they came or as they stand with all edits. Throws CsvFailure
 * `not-kept` where there is no store.
 */
export async function findPersonRows(
  folder: string,
  traits: PersonTraits,
  edits: RowEdits,
): Promise<number[]> {
  const store = await RowStore.open(folder)
  const found: number[] = []
  try {
    for (let from = 0; from < store.manifest.rows;) {
      const { count, bytes, numbers } = await store.read(from, ROWS_AT_ONCE)
      for (const [at, cells] of rowsIn({ bytes, numbers }).entries()) {
        const row = from + at
        if (rowNamesPerson(cells, traits) || rowNamesPerson(edits.apply(row, cells), traits)) found.push(row)
      }
      from += count
    }
    return found
  } finally {
    await store.close()
  }
}

/**
 * Blanks rows of a whole store where they lie, so that every other row keeps its number and its place, and with them what
 * was edited in them and why they were left out. Repeating it after a crash does no harm.
 */
export async function erasePersonRows(
  folder: string,
  rows: readonly number[],
  traits: PersonTraits,
): Promise<void> {
  const erased = new Set(rows)
  // First what says least without the rest.
  await rewriteLines(storeFilesIn(folder).rejected, (line) => withoutRejected(line, erased, traits))
  await rewriteLines(storeFilesIn(folder).edits, (line) => withoutEdit(line, erased, traits))
  const store = await RowStore.open(folder)
  try {
    const file = await open(storeFilesIn(folder).rows, 'r+')
    try {
      for (const row of erased) {
        if (row >= store.manifest.rows) continue
        const start = await store.offsetOf(row)
        const blank = blankRow((await store.offsetOf(row + 1)) - start)
        await file.write(blank, 0, blank.length, start)
      }
      await file.sync()
    } finally {
      await file.close()
    }
  } finally {
    await store.close()
  }
}

/** A row of blanks that takes exactly so many bytes; rows are never without any. */
export function blankRow(bytes: number): Buffer {
  const packer = new RowPacker()
  for (let cells = bytes === 1 ? 0 : 1; cells <= bytes; cells += 1) {
    // Numbers of cells and their lengths take bytes too, and how many depends on the length itself.
    for (let blanks = Math.max(0, bytes - cells - 8); blanks <= bytes; blanks += 1) {
      const row = Array.from({ length: cells }, (_, at) => (at === 0 ? ' '.repeat(blanks) : ''))
      const into = Buffer.alloc(encodedLimit(row))
      const end = encodeRow(row, into, 0, packer)
      if (end === bytes) return into.subarray(0, end)
      if (end > bytes) break
    }
  }
  throw new Error(`No row takes ${String(bytes)} bytes`)
}

/** A line of what was left out without the person; null where it is about an erased row. */
function withoutRejected(line: unknown, erased: ReadonlySet<number>, traits: PersonTraits): unknown {
  if (!isObject(line)) return line
  if (typeof line['row'] === 'number' && erased.has(line['row'])) return null
  const { reason } = line
  return typeof reason === 'string' && valueNamesPerson(reason, traits) ? { ...line, reason: '' } : line
}

/** An edit without the person. It stays where it was: others may be taken back after it. */
function withoutEdit(line: unknown, erased: ReadonlySet<number>, traits: PersonTraits): unknown {
  if (!isObject(line)) return line
  const ofErased = typeof line['row'] === 'number' && erased.has(line['row'])
  const { type, text, find } = line
  const names = [text, find].some((value) => typeof value === 'string' && valueNamesPerson(value, traits))
  if (type === 'cell' && ofErased) return { ...line, text: '' }
  // Blank becomes blank: nothing is changed by it.
  if (type === 'replace' && names) return { ...line, find: '', text: '' }
  return line
}

async function rewriteLines(path: string, change: (line: unknown) => unknown): Promise<void> {
  const lines: string[] = []
  let isChanged = false
  for await (const line of readJsonLines(path)) {
    const changed = change(line)
    isChanged ||= changed !== line
    if (changed !== null) lines.push(`${JSON.stringify(changed)}\n`)
  }
  if (!isChanged) return
  const temporary = `${path}.tmp`
  await writeFile(temporary, lines.join(''), { mode: 0o600, flush: true })
  await rename(temporary, path)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
