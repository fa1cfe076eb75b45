import { useMemo, useState } from 'react'
import type { ShownKind } from './kind-filter.tsx'
import type { PreviewRows } from './preview-rows.ts'
import { importedColumns, inFront, type ShownColumn } from './shown-columns.ts'

/**
 * The columns in the order in which they are shown: among rows to fix those with a cell at fault first. Their order stays
 * while the same kind is shown, so that nothing moves sideways.
 */
export function useColumnsAtFault(
  kind: ShownKind,
  rows: PreviewRows,
  columns: readonly ShownColumn[],
): readonly ShownColumn[] {
  const imported = useMemo(() => importedColumns(columns), [columns])
  const [held, setHeld] = useState<{ kind: ShownKind; first: readonly number[] } | null>(null)
  if (kind !== 'invalid') {
    if (held !== null) setHeld(null)
    return imported
  }
  if (held !== null) return inFront(columns, held.first)
  const first = rows.columnsAtFault()
  if (first !== null && first.length > 0) setHeld({ kind, first })
  return imported
}
