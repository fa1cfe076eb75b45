import type { z } from 'zod'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/** The rows of a list: those that could be read, each once, and what is known of the others. */
export interface ReadRows {
  records: RemoteCustomer[]
  unreadable: { remoteId: string; detail: string }[]
}

/**
 * Reads each row for itself, so that one bad record never costs the others. A page of which nothing can be read is no
 * answer of this remote: `protocol`.
 */
export function readRows(rows: readonly unknown[]): Result<ReadRows, RemoteError> {
  const records = new Map<string, RemoteCustomer>()
  const unreadable: ReadRows['unreadable'] = []
  for (const row of rows) {
    const parsed = wireCustomerSchema.safeParse(row)
    if (parsed.success) records.set(parsed.data.id, customerFromWire(parsed.data))
    else unreadable.push({ remoteId: idOf(row), detail: issuesOf(parsed.error) })
  }
  const [first] = unreadable
  if (first !== undefined && records.size === 0) {
    return err({ kind: 'protocol', detail: `No record of the page could be read: ${first.detail}` })
  }
  return ok({ records: [...records.values()], unreadable })
}

/** One customer, told alone; `protocol` where it cannot be read. */
export function readCustomer(body: unknown): Result<RemoteCustomer, RemoteError> {
  const parsed = wireCustomerSchema.safeParse(body)
  if (parsed.success) return ok({ ...customerFromWire(parsed.data), complete: true })
  return err({ kind: 'protocol', detail: `A customer could not be read: ${issuesOf(parsed.error)}` })
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
