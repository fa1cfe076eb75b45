import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { CsvInspection } from '#shared/csv/csv-file.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'

/** How a file is written, as far as a remote that reads it by itself may mind. */
export type WrittenAs = Pick<CsvInspection, 'format' | 'encoding' | 'delimiter' | 'headerRow'>

/** Whether the remote of the workspace can be given this file: a CSV of customers. Null = there is no connection. */
export function offersServerImport(
  capabilities: ConnectorCapabilities | null,
  opened: { kind: ImportKind; inspection: Pick<CsvInspection, 'format'> },
): boolean {
  return (
    capabilities?.serverImport !== undefined &&
    opened.kind === 'customers' &&
    opened.inspection.format === 'csv'
  )
}

/** Whether a file is CSV as every program writes it. A remote is told nothing of how it is written otherwise. */
export function isPlainCsv({ encoding, delimiter, headerRow }: WrittenAs): boolean {
  return encoding.toLowerCase() === 'utf-8' && delimiter === ',' && headerRow === 0
}
