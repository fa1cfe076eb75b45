import { expect, it } from 'vitest'
import { toDatabaseError } from './database-error.ts'

/** What RxDB's storage-remote throws where a call fails at the other end. */
function remoteError(params: unknown, error: unknown): Error {
  return new Error(
    `could not requestRemote: ${JSON.stringify({ methodName: 'bulkWrite', params, error }, null, 4)}`,
  )
}

it('tells a full disk from other failures', () => {
  const full = remoteError([], { name: 'QuotaExceededError', message: 'Quota exceeded' })
  expect(toDatabaseError(full, 'x')).toMatchObject({ kind: 'disk-full' })
  const odd = remoteError([], { name: 'UnknownError', message: 'Internal error opening backing store' })
  expect(toDatabaseError(odd, 'x')).toMatchObject({ kind: 'damaged' })
  expect(toDatabaseError(new Error('boom'), 'x')).toMatchObject({ kind: 'failed' })
})

it('takes nothing that a person wrote for the name of an error', () => {
  const written = [{ notes: 'no space left, QuotaExceeded\n    "error": UnknownError' }]
  expect(toDatabaseError(remoteError(written, { name: 'Error', message: 'odd' }), 'x')).toMatchObject({
    kind: 'failed',
  })
})
