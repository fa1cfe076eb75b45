import { parseAddressTarget } from './column-target.ts'

/** Fields that may go over several lines; nobody knows what a column that is left out may hold. */
const LINES: ReadonlySet<string> = new Set(['notes', 'tags', 'line1', 'line2', 'line3', 'ignore'])
const LINE_END = /\r\n?|\n/
const SEPARATORS = [',', ';', '\t', '|'] as const
/** Fewer signs than these on a line are no row: "Bring milk, eggs, bread". */
const FEWEST = 3

/**
 * True for a cell that has taken rows of its file in, because a quotation mark was opened and not closed: what has one
 * line goes over several and has separators in it, or a line after the first has as many as a row of so many columns.
 */
export function runsOn(cell: string, target: string, columns: number): boolean {
  if (!cell.includes('\n') && !cell.includes('\r')) return false
  const [, ...more] = cell.trim().split(LINE_END)
  if (more.length === 0) return false
  const field = parseAddressTarget(target)?.field ?? target
  if (!LINES.has(field)) return SEPARATORS.some((sign) => cell.includes(sign))
  const needed = Math.max(columns - 1, FEWEST)
  return more.some((line) => SEPARATORS.some((sign) => line.split(sign).length > needed))
}
