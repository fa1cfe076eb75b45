import type { CsvFileHandle } from '#shared/csv/csv-file.ts'
import type { CsvGate } from '#renderer/import/csv-gate.ts'
import type { ImportJobs } from '#renderer/import/import-jobs.ts'
import { createRequiredContext } from '#renderer/workspace/required-context.ts'
import type { ExportRequest } from './export/export-request.ts'
import type { ImportFlow } from './import-flow.ts'

/** Import and export of the open workspace. */
export interface CsvTransferValue {
  readonly gate: CsvGate
  readonly jobs: ImportJobs
  readonly flow: ImportFlow
  /** Asks for a file, then goes to the steps of the import. */
  readonly chooseImport: () => void
  /** Goes to the steps of the import with a file that main has opened. */
  readonly openFile: (file: CsvFileHandle) => void
  /** Asks for rows to paste. */
  readonly openPaste: () => void
  /** Takes up rows that were pasted. */
  readonly takeList: (text: string) => void
  /** Takes up files that were pasted or dropped. */
  readonly takeFiles: (files: readonly File[]) => void
  /** Asks how to export, then does it. */
  readonly openExport: (what: ExportRequest) => void
}

/** Import and export, for everything below CsvTransfer. */
export const [CsvTransferContext, useCsvTransfer] =
  createRequiredContext<CsvTransferValue>('CsvTransferContext')
