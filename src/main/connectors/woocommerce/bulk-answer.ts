import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { BulkAnswer } from './customer-api.ts'
import { rowFailure, type StoreFailure } from './store-errors.ts'

/**
 * What became of each row: by its place, since a failed row names neither an id of its own nor its e-mail. An answer of
 * another length says nothing about any of them.
 */
export function bulkAnswer(
  rows: Result<unknown[], RemoteError>,
  sent: number,
  secrets: readonly string[],
): Result<BulkAnswer, StoreFailure> {
  if (!rows.ok) return err({ kind: 'failed', error: rows.error, sent: true })
  if (rows.value.length !== sent) {
    const detail = `A bulk call of ${sent} rows was answered with ${rows.value.length}`
    return err({ kind: 'failed', error: { kind: 'protocol', detail }, sent: true })
  }
  return ok(
    rows.value.map((row) => {
      const failure = rowFailure(row, secrets)
      return failure === null ? ok(row) : err(failure)
    }),
  )
}
