import type { Credentials } from '#shared/connector/credential-field.ts'
import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { RequestGate } from '#main/http/request-gate.ts'
import { callsByKind, DEFAULT_PATIENCE_MS, type RecordKinds } from '../kit/record-kinds.ts'
import { getAll } from '../kit/get-all.ts'
import { CONCURRENCY, skuIoCapabilities } from './capabilities.ts'
import { checkConnection } from './check-connection.ts'
import { SkuIoClient } from './client.ts'
import { reread } from './customer-answers.ts'
import { findCustomers } from './find-customers.ts'
import { pullChanges, pullSweep } from './pull-customers.ts'
import { pushCustomers } from './push-customers.ts'
import { relatedRecords } from './related-records.ts'
import { createRemoteActions } from './remote-actions.ts'
import { SkuIoSalesClient } from './sales-client.ts'
import { createServerImport } from './server-import.ts'
import { pullSkuMappings, pushSkuMappings } from './sku-mappings.ts'
import { SkuIoTransport } from './transport.ts'

/** What a connector to SKU.io is made of. */
export interface SkuIoConnectorParts {
  /** As made by normaliseBaseUrl. */
  baseUrl: string
  /** By the names of credential-fields.ts. */
  credentials: Credentials
  /** Tenant the workspace is linked with; '' = none yet. */
  scopeId: string
  http: HttpClient
  /** Longest wait for a rate limit that a read waits out by itself, in ms. */
  patienceMs?: number
}

/** The SKU.io customers API behind the app's connector interface. */
export function createSkuIoConnector(parts: SkuIoConnectorParts): RemoteConnector {
  const { baseUrl, credentials, scopeId, http, patienceMs = DEFAULT_PATIENCE_MS } = parts
  const token = credentials['token'] ?? ''
  const gate = new RequestGate(http, { concurrency: CONCURRENCY, patienceMs })
  const transport = new SkuIoTransport({ baseUrl, token, gate })
  const client = new SkuIoClient(transport)
  const sales = new SkuIoSalesClient(transport)
  const kinds: RecordKinds = {
    customer: {
      pull: (request, signal) => pullCustomers(client, request, signal),
      get: (ids, signal) => getAll(ids, (id, by) => reread(client, id, by), signal),
      push: (items, signal) => pushCustomers(client, items, signal),
    },
    'sku-mapping': {
      pull: (request, signal) => pullSkuMappings(client, request, signal),
      get: () => Promise.resolve(err({ kind: 'protocol', detail: 'SKU mappings are not told one by one' })),
      push: (items, signal) => pushSkuMappings(client, items, signal),
    },
  }
  return {
    capabilities: skuIoCapabilities,
    serverImport: createServerImport(client),
    checkConnection: (signal) => checkConnection(client, { baseUrl, scopeId }, signal),
    ...callsByKind(kinds),
    find: (keys, signal) => findCustomers(client, keys, signal),
    related: (kind, customerId, signal) => relatedRecords(sales, kind, customerId, signal),
    actions: createRemoteActions(sales),
  }
}

function pullCustomers(
  client: SkuIoClient,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<'customer'>, RemoteError>> {
  switch (request.mode) {
    case 'changes':
      return pullChanges(client, request, signal)
    case 'sweep':
      return pullSweep(client, request, signal)
    case 'of':
      return Promise.resolve(err({ kind: 'protocol', detail: 'Customers do not belong to a customer' }))
  }
}
