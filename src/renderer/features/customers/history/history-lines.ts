import { parseSkuFieldKey } from '#shared/domain/field-map.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'

const BY_SKU = new Intl.Collator(undefined, { numeric: true })

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
  return lines.map((line) =>
    line.changes.length > 1 && line.changes.every(({ key }) => parseSkuFieldKey(key) !== null)
      ? { ...line, changes: line.changes.toSorted((a, b) => BY_SKU.compare(a.key, b.key)) }
      : line,
  )
}

function isOneOperation(a: HistoryEntry, b: HistoryEntry): boolean {
  if (a.origin !== b.origin || a.batchId !== b.batchId) return false
  return a.batchId === '' ? a.at === b.at : true
}
