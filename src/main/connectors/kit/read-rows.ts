import type { z } from 'zod'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** The rows of a page: those that could be read, and what is known of the others. */
export interface ReadRows<T> {
  records: T[]
  unreadable: { remoteId: string; detail: string }[]
}

/**
 * Reads each row for itself, so that one bad record never costs the others. A page of which nothing can be read is no
 * answer of this remote: `protocol`.
 */
export function readRows<Wire, T>(
  rows: readonly unknown[],
  schema: z.ZodType<Wire>,
  fromWire: (wire: Wire) => T,
): Result<ReadRows<T>, RemoteError> {
  const read: ReadRows<T> = { records: [], unreadable: [] }
  for (const row of rows) {
    const parsed = schema.safeParse(row)
    if (parsed.success) read.records.push(fromWire(parsed.data))
    else read.unreadable.push({ remoteId: idOf(row), detail: issuesOf(parsed.error) })
  }
  const [first] = read.unreadable
  if (first !== undefined && read.records.length === 0) {
    return err({ kind: 'protocol', detail: `No record of the page could be read: ${first.detail}` })
  }
  return ok(read)
}

/** One record; `protocol` where it cannot be read. */
export function readRecord<Wire, T>(
  data: unknown,
  schema: z.ZodType<Wire>,
  fromWire: (wire: Wire) => T,
): Result<T, RemoteError> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return ok(fromWire(parsed.data))
  return err({ kind: 'protocol', detail: `A record could not be read: ${issuesOf(parsed.error)}` })
}

/** Names and kinds of what is wrong, never the values: they are somebody's data. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'record'}: ${issue.code}`)
    .join(', ')
}

function idOf(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('id' in row)) return ''
  return typeof row.id === 'number' || typeof row.id === 'string' ? String(row.id) : ''
}
