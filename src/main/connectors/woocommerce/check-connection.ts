import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { FoundStore, StoreClient } from './client.ts'
import { WRITE_PERMISSION } from './read-only-keys.ts'
import { plainWords } from './store-errors.ts'
import { storeScope } from './store-url.ts'

/** Name and address of a store by its own word. */
interface StoreNames {
  name: string
  home: string
}

/**
 * Which store this is, and what the keys may do: a read proves them, and a bulk call without rows shows whether they may
 * write. A store is known by its address, since it has no other name that lasts.
 */
export async function checkConnection(
  client: StoreClient,
  scopeId: string,
  signal: AbortSignal,
): Promise<Result<ConnectionIdentity, RemoteError>> {
  const store = await client.probe(signal)
  if (!store.ok) return store
  // wc/v3 was found by reading; the index of the legacy API is open to everybody.
  const counted = store.value.api.kind === 'legacy' ? await store.value.api.count('all', signal) : ok(0)
  if (!counted.ok) return counted
  const names = await namesOf(client, store.value, signal)
  const actual = storeScope(names.home === '' ? client.transport.baseUrl : names.home)
  if (scopeId !== '' && scopeId !== actual) return err({ kind: 'wrong-scope', expected: scopeId, actual })
  const write = await store.value.api.tryWriting(signal)
  const mayNot = !write.ok && write.error.kind === 'failed' && isRight(write.error.error)
  const missing = mayNot ? WRITE_PERMISSION : ''
  return ok({ scopeId: actual, accountName: plainWords(names.name) || actual, readOnly: mayNot, missing })
}

/** The legacy index was read when the store was found. Some plugins close the other one: then the address is the name. */
async function namesOf(client: StoreClient, store: FoundStore, signal: AbortSignal): Promise<StoreNames> {
  return store.api.kind === 'legacy' ? store : client.siteNames(store.route.permalinks, signal)
}

function isRight(error: RemoteError): boolean {
  return error.kind === 'unauthorised' || error.kind === 'permission'
}
