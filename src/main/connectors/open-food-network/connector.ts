import type { Credentials } from '#shared/connector/credential-field.ts'
import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { RequestGate } from '#main/http/request-gate.ts'
import { callsByKind, DEFAULT_PATIENCE_MS, noSkuMappings, type RecordKinds } from '../kit/record-kinds.ts'
import { CONCURRENCY, openFoodNetworkCapabilities } from './capabilities.ts'
import { checkConnection, enterpriseIn } from './check-connection.ts'
import { OfnClient, type ListFilter } from './client.ts'
import { findCustomers } from './find-customers.ts'
import { getCustomers } from './get-customers.ts'
import { pullChanges, pullSweep } from './pull-customers.ts'
import { pushCustomers } from './push-customers.ts'

/** What a connector to an Open Food Network is made of. */
export interface OpenFoodNetworkConnectorParts {
  /** As made by normaliseBaseUrl. */
  baseUrl: string
  /** By the names of credential-fields.ts. */
  credentials: Credentials
  /** The enterprise the workspace is linked with (see scopeOf); '' = none yet. */
  scopeId: string
  http: HttpClient
  /** Longest wait for a rate limit that a read waits out by itself, in ms. */
  patienceMs?: number
}

/** The customers of one enterprise of an Open Food Network (API v1) behind the app's connector interface. */
export function createOpenFoodNetworkConnector(parts: OpenFoodNetworkConnectorParts): RemoteConnector {
  const { baseUrl, credentials, scopeId, http, patienceMs = DEFAULT_PATIENCE_MS } = parts
  const gate = new RequestGate(http, { concurrency: CONCURRENCY, patienceMs })
  const client = new OfnClient({ baseUrl, token: credentials['token'] ?? '', gate })
  const enterpriseId = credentials['enterpriseId'] || enterpriseIn(scopeId)
  const filter = { enterpriseId }

  const kinds: RecordKinds = {
    customer: {
      pull: (request, signal) => pullCustomers(client, filter, request, signal),
      get: (ids, signal) => getCustomers(client, ids, signal),
      push: (items, signal) => pushCustomers(client, filter, items, signal),
    },
    'sku-mapping': noSkuMappings('Open Food Network'),
  }
  return {
    capabilities: openFoodNetworkCapabilities,
    checkConnection: (signal) => checkConnection(client, { baseUrl, enterpriseId }, signal),
    ...callsByKind(kinds),
    find: (keys, signal) => findCustomers(client, filter, keys, signal),
  }
}

function pullCustomers(
  client: OfnClient,
  filter: ListFilter,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<'customer'>, RemoteError>> {
  switch (request.mode) {
    case 'changes':
      return pullChanges(client, filter, request, signal)
    case 'sweep':
      return pullSweep(client, filter, request, signal)
    case 'of':
      return Promise.resolve(err({ kind: 'protocol', detail: 'Customers do not belong to a customer' }))
  }
}
