import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { OfnClient } from './client.ts'
import { readStretch } from './list-stretch.ts'
import { wireCustomerSchema, type WireCustomer } from './wire.ts'

/** Which enterprise is meant, at which address. */
export interface ExpectedEnterprise {
  baseUrl: string
  /** '' = not told. */
  enterpriseId: string
}

/** An enterprise of one network: the same number means another shop at another address. */
export function scopeOf(baseUrl: string, enterpriseId: string): string {
  return `${new URL(baseUrl).host}/enterprises/${enterpriseId}`
}

/** The number of the enterprise in such a scope, '' where there is none. */
export function enterpriseIn(scopeId: string): string {
  return /\/enterprises\/(.+)$/.exec(scopeId)?.[1] ?? ''
}

/**
 * Whether the key is let in and whose customers these are. The remote has no call that says so: the list does, where it
 * holds anybody. An empty list is also what a visitor without a key gets, and a manager of other enterprises, so it
 * proves nothing and is told as that (docs/remotes/open-food-network.md, section 5, 6).
 */
export async function checkConnection(
  client: OfnClient,
  { baseUrl, enterpriseId }: ExpectedEnterprise,
  signal: AbortSignal,
): Promise<Result<ConnectionIdentity, RemoteError>> {
  // One is enough to know the enterprise by; more show whether there are several.
  const size = enterpriseId === '' ? PAGE_SIZE : 1
  const list = await readStretch(client, { enterpriseId }, { after: '', size }, size, signal)
  if (!list.ok) return list
  const read = readRows(list.value.rows, wireCustomerSchema, (wire) => wire)
  if (!read.ok) return read
  const [first] = read.value.records
  const met = [...new Set(read.value.records.flatMap(({ attributes }) => attributes.enterprise_id ?? []))]
  if (enterpriseId === '' && met.length !== 1) return err({ kind: 'account-unclear', choices: met })
  const id = enterpriseId || (met[0] ?? '')
  const writable = { scopeId: scopeOf(baseUrl, id), readOnly: false, missing: '' }
  if (first === undefined) return ok({ ...writable, accountName: `# ${id}`, unproven: true })
  const name = await nameOf(client, first, signal)
  return name.ok ? ok({ ...writable, accountName: name.value || `# ${id}` }) : name
}

/** The name of a customer's enterprise, '' where the remote does not tell. */
async function nameOf(
  client: OfnClient,
  { id }: WireCustomer,
  signal: AbortSignal,
): Promise<Result<string, RemoteError>> {
  const shown = await client.customer(id, signal, 'enterprise')
  if (shown.ok) return ok(shown.value.enterpriseName)
  // Deleted since it was listed: the list has proved enough.
  return shown.error.kind === 'not-found' ? ok('') : shown
}
