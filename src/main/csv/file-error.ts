import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { diskCodeOf, diskTroubleOf } from '#main/files/disk-trouble.ts'

/** Thrown inside the CSV code where a file cannot be used; the edges turn it into its `error`. */
export class CsvFailure extends Error {
  readonly error: CsvFileError

  constructor(error: CsvFileError) {
    super(error.kind)
    this.error = error
  }
}

/** Whatever went wrong with a file as a value; only codes are kept, since messages hold paths. */
export function csvFileErrorOf(error: unknown): CsvFileError {
  if (error instanceof CsvFailure) return error.error
  const trouble = diskTroubleOf(error)
  if (trouble === null) return { kind: 'unreadable', detail: diskCodeOf(error) }
  return { kind: trouble === 'is-folder' ? 'not-a-file' : trouble }
}
