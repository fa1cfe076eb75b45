/**
 * Rows on their way between processes: the text of all cells in UTF-8 without anything between them, and of each row the
 * number of its cells and the length of each in UTF-16 units. Many small texts take several times as long to cross.
 */
export interface PackedRows {
  bytes: Uint8Array
  numbers: Uint32Array
}

/** The rows that were packed; `text` is what the bytes say. */
export function unpackRows(text: string, numbers: Uint32Array): string[][] {
  const rows: string[][] = []
  let from = 0
  for (let at = 0; at < numbers.length;) {
    const end = at + 1 + (numbers[at] ?? 0)
    const cells: string[] = []
    for (at += 1; at < end; at += 1) {
      const to = from + (numbers[at] ?? 0)
      cells.push(text.slice(from, to))
      from = to
    }
    rows.push(cells)
  }
  return rows
}
