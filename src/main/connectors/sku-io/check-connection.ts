import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { tenantOf } from '#main/http/base-url.ts'
import type { SkuIoClient } from './client.ts'
import { timeOf } from './mapping.ts'

/** Where the tenants live. */
export const SKU_IO_DOMAIN = 'sku.io'

const READ_SCOPE = 'customers:read'
const WRITE_SCOPE = 'customers:write'

/** What the check compares the answer with. */
export interface ExpectedAccount {
  baseUrl: string
  /** Tenant that the workspace is linked with; '' = none yet. */
  scopeId: string
}

/**
 * Whose token this is, whether it is the expected account, and what it may do. A wrong tenant in the base URL answers
 * as a bad token does (docs/remotes/sku-io.md, section 1): `unauthorised` cannot tell the two apart.
 */
export async function checkConnection(
  client: SkuIoClient,
  expected: ExpectedAccount,
  signal: AbortSignal,
): Promise<Result<ConnectionIdentity, RemoteError>> {
  const me = await client.me(signal)
  if (!me.ok) return me.error.kind === 'not-found' ? err(notSkuIo()) : me
  const { tenant_id: tenant, tenant_name: name, token } = me.value
  const expiresAt = timeOf(token?.expires_at)
  if (token?.is_expired === true || (expiresAt !== 0 && expiresAt <= Date.now())) {
    return err({ kind: 'unauthorised', detail: '', expired: true })
  }
  const wanted = expected.scopeId || tenantOf(expected.baseUrl, SKU_IO_DOMAIN)
  if (wanted !== '' && wanted.toLowerCase() !== tenant.toLowerCase()) {
    return err({ kind: 'wrong-scope', expected: wanted, actual: tenant })
  }
  const scopes = token?.scopes
  if (scopes !== undefined && !allows(scopes, READ_SCOPE)) {
    return err({ kind: 'permission', detail: '', requiredScope: READ_SCOPE })
  }
  const version = await client.probe(signal)
  if (!version.ok) return version
  const missing =
    version.value === 'v2'
      ? '/api/customers'
      : scopes !== undefined && !allows(scopes, WRITE_SCOPE)
        ? WRITE_SCOPE
        : ''
  return ok({ scopeId: tenant, accountName: name ?? tenant, readOnly: missing !== '', missing })
}

function allows(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes('*')
}

function notSkuIo(): RemoteError {
  return { kind: 'protocol', detail: '/api/me is not there: this is no SKU.io' }
}
