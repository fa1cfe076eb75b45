import { parseAddressTarget } from '#shared/csv/column-target.ts'
import { parseAddressFieldKey } from '#shared/domain/field-map.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { shownChanges } from './problem-words.ts'
import type { ShownColumn } from './shown-columns.ts'

/** The columns of the file whose cells change something in the record found. */
export function changedCells(row: ClassifiedRow, columns: readonly ShownColumn[]): ReadonlySet<number> {
  const changed = new Set<number>()
  for (const { key, after } of shownChanges(row)) {
    const part = parseAddressFieldKey(key)
    for (const { at, target } of columns) {
      const field = parseAddressTarget(target)?.field
      // A change names the address by its id, which no column knows: the value tells which column it came from.
      const isIt = part === null ? target === key : field === part.part && row.cells[at]?.trim() === after
      if (isIt) changed.add(at)
    }
  }
  return changed
}
