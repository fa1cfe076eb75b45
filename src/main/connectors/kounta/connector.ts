import type { ConnectionIdentity, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { RequestGate } from '#main/http/request-gate.ts'
import { callsByKind, DEFAULT_PATIENCE_MS, noSkuMappings, type RecordKinds } from '../kit/record-kinds.ts'
import type { ConnectorParts } from '../connector-parts.ts'
import { getAll } from '../kit/get-all.ts'
import { reread, type Account } from './account.ts'
import { authorisationOf, bucketOf } from './authorisation.ts'
import { CONCURRENCY, kountaCapabilities } from './capabilities.ts'
import { KountaClient } from './client.ts'
import { findCustomers } from './find-customers.ts'
import { pullSweep } from './pull-customers.ts'
import { pushCustomers } from './push-customers.ts'
import { withRateLimitReset } from './rate-limit.ts'
import { relatedRecords } from './related-records.ts'
import { kountaWebhooks } from './webhooks.ts'

/** What a connector to Kounta is made of; the base URL is without `/v1`. */
export interface KountaConnectorParts extends ConnectorParts {
  /** Longest wait for a rate limit that a read waits out by itself, in ms. */
  patienceMs?: number
  /** Other than what the way of signing in allows. */
  requestsPerMinute?: number
}

/** The Kounta customers API behind the app's connector interface. */
export function createKountaConnector(parts: KountaConnectorParts): RemoteConnector {
  const { baseUrl, scopeId, http, patienceMs = DEFAULT_PATIENCE_MS } = parts
  const bucket = bucketOf(parts, parts.requestsPerMinute)
  const gate = new RequestGate(withRateLimitReset(http), { concurrency: CONCURRENCY, patienceMs, bucket })
  const client = new KountaClient({
    baseUrl,
    companyId: scopeId,
    authorisation: authorisationOf(parts),
    gate,
  })
  const kinds: RecordKinds = {
    customer: customersOf({ client, addressShape: 'lines-and-zone' }),
    'sku-mapping': noSkuMappings('Kounta'),
  }
  return {
    capabilities: kountaCapabilities,
    webhooks: kountaWebhooks(client),
    checkConnection: (signal) => checkConnection(client, scopeId, signal),
    ...callsByKind(kinds),
    find: (keys, signal) => findCustomers(client, keys, signal),
    related: (kind, customerId, signal) => relatedRecords(client, kind, customerId, signal),
  }
}

function customersOf(account: Account): RecordKinds['customer'] {
  const onlyWhole = { kind: 'protocol', detail: 'Kounta tells the whole list and nothing else' } as const
  return {
    pull: (request, signal) =>
      request.mode === 'sweep' ? pullSweep(account.client, request, signal) : Promise.resolve(err(onlyWhole)),
    get: (ids, signal) => getAll(ids, (id, by) => reread(account, id, by), signal),
    push: (items, signal) => pushCustomers(account, items, signal),
  }
}

async function checkConnection(
  client: KountaClient,
  expected: string,
  signal: AbortSignal,
): Promise<Result<ConnectionIdentity, RemoteError>> {
  const company = await client.company(signal)
  if (!company.ok) return company.error.kind === 'not-found' ? err(notKounta()) : company
  const { id, name } = company.value
  if (expected !== '' && expected !== id) return err({ kind: 'wrong-scope', expected, actual: id })
  return ok({ scopeId: id, accountName: name, readOnly: false, missing: '' })
}

function notKounta(): RemoteError {
  return { kind: 'protocol', detail: '/v1/companies/me.json is not there: this is no Kounta' }
}
