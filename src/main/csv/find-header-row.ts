/** The header is looked for in the first rows only: what stands above it is left out of the import. */
const ROWS_TRIED = 10
/** Share of the usual number of filled cells that a header must have at least; a title line has fewer. */
const FILLED_SHARE = 0.6
const LONGEST_NAME = 80

/**
 * Which of the first filled rows of a file has the column names, -1 where none seems to: the first one that is as wide as
 * the rows after it and reads like names, with nothing but titles above it. A row of data is never taken for a title.
 */
export function findHeaderRow(head: readonly (readonly string[])[]): number {
  const widths = head.map((row) => filledCells(row).length)
  const usual = median(widths)
  let widestAbove = 0
  for (const [index, row] of head.slice(0, ROWS_TRIED).entries()) {
    const width = widths[index] ?? 0
    if (
      width >= usual * FILLED_SHARE &&
      widestAbove <= width / 2 &&
      readsLikeNames(row, head.slice(index + 1))
    )
      return index
    widestAbove = Math.max(widestAbove, width)
  }
  return -1
}

function readsLikeNames(row: readonly string[], below: readonly (readonly string[])[]): boolean {
  const names = filledCells(row)
  if (names.some((name) => name.length > LONGEST_NAME || isContact(name))) return false
  if (names.filter(isQuantity).length > names.length * 0.3) return false
  if (new Set(names).size < names.length * 0.6) return false
  // A name of a column is hardly a value in it; a header that is repeated further down says nothing.
  const others = below.filter((other) => other.some((cell, column) => cell !== (row[column] ?? '')))
  const values = row.filter(
    (name, column) => name.trim() !== '' && others.some((other) => other[column] === name),
  )
  return values.length <= names.length * 0.25
}

function filledCells(row: readonly string[]): string[] {
  return row.map((cell) => cell.trim()).filter((cell) => cell !== '')
}

/** E-mail addresses, links, and what is mostly the digits of a phone. */
function isContact(text: string): boolean {
  return /\S@\S+\.\S/.test(text) || /^https?:/i.test(text) || /^'?[+(]?\d[\d\s().+/-]{6,}$/.test(text)
}

/** Numbers, dates, and what begins with a house number. */
function isQuantity(text: string): boolean {
  return /^[^\p{L}]*\d[^\p{L}]*$/u.test(text) || /^\d+[a-z]?[\s,]+\p{L}/iu.test(text)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
