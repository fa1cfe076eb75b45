import type { MappedColumn } from '../opened-file.ts'
import { targetWords, type TargetTexts } from '../target-words.ts'

/** Names a summary tells. */
const NAMED = 6

/** Where columns go, in one line. */
export function usedSummary(
  columns: readonly MappedColumn[],
  places: readonly number[],
  texts: TargetTexts,
): string {
  return inOneLine(places.map((at) => targetWords(columns[at]?.target ?? 'ignore', texts)))
}

/** The names of columns, in one line. */
export function leftOutSummary(columns: readonly MappedColumn[], places: readonly number[]): string {
  return inOneLine(places.flatMap((at) => columns[at]?.name || []))
}

function inOneLine(names: readonly string[]): string {
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ')
}
