import { setMaxListeners } from 'node:events'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** One request for each, as many at once as the gate lets through; the first failure that is no 404 ends it. */
export async function getAll<T>(
  ids: readonly string[],
  get: (id: string, signal: AbortSignal) => Promise<Result<T, RemoteError>>,
  signal: AbortSignal,
): Promise<Result<(T | null)[], RemoteError>> {
  const ended = new AbortController()
  const either = AbortSignal.any([signal, ended.signal])
  // Each of the requests listens.
  setMaxListeners(0, either)
  const failures: RemoteError[] = []
  const records = await Promise.all(
    ids.map(async (id) => {
      const result = await get(id, either)
      if (result.ok) return result.value
      if (result.error.kind === 'not-found') return null
      failures.push(result.error)
      ended.abort()
      return null
    }),
  )
  const [first] = failures
  return first === undefined ? ok(records) : err(first)
}
