import type { Result } from '#shared/result.ts'
import { BULK_SIZE } from './capabilities.ts'
import type { StoreFailure } from './store-errors.ts'

/**
 * Sends rows a hundred at a time, one call after the other: two creates of one e-mail that overlap can both succeed. A call
 * that fails as a whole is the failure of each of its rows; where it would befall every further call, too, the others are
 * not sent. Answers in the order of the rows.
 */
export async function inChunks<Row>(
  rows: readonly Row[],
  send: (chunk: readonly Row[]) => Promise<Result<Result<unknown, StoreFailure>[], StoreFailure>>,
  signal: AbortSignal,
): Promise<Result<unknown, StoreFailure>[]> {
  const answers: Result<unknown, StoreFailure>[] = []
  let halt: StoreFailure | null = null
  for (let start = 0; start < rows.length; start += BULK_SIZE) {
    const chunk = rows.slice(start, start + BULK_SIZE)
    if (signal.aborted) halt ??= { kind: 'failed', error: { kind: 'cancelled' }, sent: false }
    if (halt !== null) {
      answers.push(...failedRows(chunk, halt))
      continue
    }
    const answer = await send(chunk)
    if (answer.ok) answers.push(...answer.value)
    else {
      answers.push(...failedRows(chunk, answer.error))
      if (answer.error.kind === 'failed') halt = { ...answer.error, sent: false }
    }
  }
  return answers
}

function failedRows(rows: readonly unknown[], error: StoreFailure): Result<unknown, StoreFailure>[] {
  return rows.map(() => ({ ok: false, error }))
}
