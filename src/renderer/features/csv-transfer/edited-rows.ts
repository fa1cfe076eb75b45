import type { RowDecision, RowEdit } from '#shared/csv/csv-file.ts'

/** The rows that edits are about; null where they may be about any. */
export function rowsOf(edits: readonly RowEdit[]): number[] | null {
  const rows = new Set<number>()
  for (const edit of edits) {
    if (edit.type === 'replace') return null
    rows.add(edit.row)
  }
  return [...rows]
}

/** What is decided about the rows that these edits decide about, once all of `made` count and no others. */
export function decisionsOf(
  made: readonly (readonly RowEdit[])[],
  edits: readonly RowEdit[],
): Map<number, RowDecision | null> {
  const decided = new Map<number, RowDecision | null>()
  for (const edit of edits) if (edit.type === 'decide') decided.set(edit.row, null)
  if (decided.size === 0) return decided
  for (const edit of made.flat())
    if (edit.type === 'decide' && decided.has(edit.row)) decided.set(edit.row, edit.decision)
  return decided
}
