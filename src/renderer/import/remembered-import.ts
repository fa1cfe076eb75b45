import { OWN_COLUMNS } from '#shared/csv/customer-column-names.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import type { ImportBatch, ImportKind } from '#shared/domain/import-batch.ts'

/** How a file with these columns was imported the last time. */
export interface RememberedImport {
  /** Target of each column of the file at hand. */
  mapping: string[]
  options: ImportOptions
  /** When that was, in ms since the epoch. */
  at: number
}

/**
 * The newest import of a file with the same columns, in whatever order and case, or of the rows that it left out; null
 * where there was none. `batches` newest first. One that was taken back is no example.
 */
export function rememberedImport(
  batches: readonly ImportBatch[],
  header: readonly string[],
  kind: ImportKind,
): RememberedImport | null {
  const names = namesOf(header)
  const wanted = signature(names)
  for (const batch of batches) {
    if (batch.kind !== kind || batch.byRemote !== '') continue
    if (batch.state === 'undone' || batch.state === 'undoing') continue
    const known = namesOf(batch.header)
    if (signature(known) !== wanted) continue
    const targets = new Map(known.map((name, column) => [name, batch.mapping[column] ?? 'ignore']))
    const mapping = names.map((name) => targets.get(name) ?? 'ignore')
    return { mapping, options: batch.options, at: batch.createdAt }
  }
  return null
}

/** What two files agree in that have the same columns, but for those that this app adds to rows left out. */
function signature(names: readonly string[]): string {
  return names
    .filter((name) => !OWN_COLUMNS.includes(name.split('\t')[0] ?? ''))
    .sort()
    .join('\n')
}

/** The column names as they are compared; of several that are the same each has its number. */
function namesOf(header: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return header.map((cell) => {
    const name = cell.replace(/\s+/g, ' ').trim().toLowerCase()
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${name}\t${String(count)}`
  })
}
