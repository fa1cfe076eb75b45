/** What went wrong in the store, for a message in plain words. */
export type DatabaseErrorKind = 'disk-full' | 'closed' | 'damaged' | 'schema' | 'failed'

/**
 * A failure of the store. It holds the kind alone: the texts of storage errors contain whole documents and must reach
 * neither a log nor a screen, so the original is dropped here on purpose.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly kind: DatabaseErrorKind

  /** `place` names the collection and operation, never data. */
  constructor(kind: DatabaseErrorKind, place: string) {
    super(`Database failure (${kind}) in ${place}`)
    this.kind = kind
  }
}

/** The safe form of whatever the store threw. */
export function toDatabaseError(error: unknown, place: string): DatabaseError {
  if (error instanceof DatabaseError) return error
  return new DatabaseError(kindOf(error), place)
}

function kindOf(error: unknown): DatabaseErrorKind {
  const text = error instanceof Error ? `${error.name} ${errorPart(error.message)}` : ''
  if (/QuotaExceeded|no space|ENOSPC/i.test(text)) return 'disk-full'
  if (/\b(DB6|DM\d|VersionError)\b/.test(text)) return 'schema'
  if (/DatabaseClosed|InvalidStateError|is closed|already closed|\bCOL21\b/.test(text)) return 'closed'
  if (/backing store|UnknownError|DataError|NotFoundError/.test(text)) return 'damaged'
  return 'failed'
}

/**
 * Errors that cross the worker arrive as one text with the whole call inside, documents included, and the error last
 * (RxDB, storage-remote): what people write into a document must not be taken for the name of an error.
 */
function errorPart(message: string): string {
  return message.slice(Math.max(0, message.lastIndexOf('\n    "error": ')))
}
