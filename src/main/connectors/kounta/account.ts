import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import type { AddressShape } from './bodies.ts'
import type { KountaClient } from './client.ts'
import { readCustomer } from './read-customers.ts'

/** The account a connector writes to, with what was learned about it. */
export interface Account {
  client: KountaClient
  /** Names that it takes the parts of an address under: found out by reading back the first that was written. */
  addressShape: AddressShape
}

/** The customer as it now is. */
export async function reread(
  { client }: Pick<Account, 'client'>,
  remoteId: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const body = await client.resource(`customers/${encodeURIComponent(remoteId)}`, signal)
  return body.ok ? readCustomer(body.value) : body
}
