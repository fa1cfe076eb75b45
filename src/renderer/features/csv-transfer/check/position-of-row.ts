import type { ImportPreview } from '#renderer/import/import-preview.ts'
import type { ShownKind } from './kind-filter.tsx'

/** How many rows a list of one kind has. */
export function rowsOfKind(preview: ImportPreview | null, kind: ShownKind): number {
  return preview?.kinds.countOf(kind) ?? 0
}

/** Where a row stands in the list of a kind; where it is not in it, the place of the next one. */
export function positionOfRow(preview: ImportPreview, kind: ShownKind, row: number): number {
  let [from, to] = [0, rowsOfKind(preview, kind)]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (preview.kinds.nth(kind, middle) < row) from = middle + 1
    else to = middle
  }
  return from
}
