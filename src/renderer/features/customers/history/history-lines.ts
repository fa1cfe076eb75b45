import type { HistoryEntry } from '#shared/domain/history-entry.ts'

/**
 * Entries (newest first) as people read them: what one import did in several steps, or one operation did to several SKU
 * mappings, is one line.
 */
export function historyLines(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const lines: HistoryEntry[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (last === undefined || !isOneOperation(last, entry)) lines.push({ ...entry })
    else lines[lines.length - 1] = { ...last, changes: [...entry.changes, ...last.changes] }
  }
  return lines
}

function isOneOperation(a: HistoryEntry, b: HistoryEntry): boolean {
  if (a.origin !== b.origin || a.batchId !== b.batchId) return false
  return a.batchId === '' ? a.at === b.at : true
}
