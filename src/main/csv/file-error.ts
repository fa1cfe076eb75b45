import type { CsvFileError } from '#shared/csv/csv-file.ts'

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
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'not-found' }
    case 'EISDIR':
      return { kind: 'not-a-file' }
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
    case 'EROFS':
      return { kind: 'no-access' }
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { kind: 'disk-full' }
    default:
      return { kind: 'unreadable', detail: code === '' ? 'unknown' : code }
  }
}
