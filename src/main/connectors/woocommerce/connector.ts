import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Credentials } from '#shared/connector/credential-field.ts'
import { err, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { RequestGate } from '#main/http/request-gate.ts'
import { callsByKind, DEFAULT_PATIENCE_MS, noSkuMappings, type RecordKinds } from '../kit/record-kinds.ts'
import { authorisedHttp } from './authorised-http.ts'
import { CONCURRENCY, wooCapabilities } from './capabilities.ts'
import { checkConnection } from './check-connection.ts'
import { StoreClient, type FoundStore } from './client.ts'
import { agreedToPlainHttp } from './credential-fields.ts'
import { pullSweep } from './pull-customers.ts'
import { pushCustomers } from './push-customers.ts'
import { findCustomers, getCustomers } from './read-customers.ts'
import { relatedRecords } from './related-records.ts'
import { StoreTransport } from './store-transport.ts'
import { wooWebhookSecret } from './webhook-format.ts'
import { wooWebhooks } from './webhooks.ts'

/** What a connector to a store is made of. */
export interface WooConnectorParts {
  /** As normaliseStoreUrl gives it. */
  baseUrl: string
  /** The store the workspace is linked with; '' = none yet. */
  scopeId: string
  /** By the names of wooCredentialFields. */
  credentials: Credentials
  /** Trusts the private authority of the credentials, where there is one. */
  http: HttpClient
  /** Longest wait for a rate limit that a read waits out by itself, in ms. */
  patienceMs?: number
  now?: () => number
}

/** The customers of a WooCommerce store, by wc/v3 or the legacy API, behind the app's connector interface. */
export function createWooConnector(parts: WooConnectorParts): RemoteConnector {
  const { baseUrl, scopeId, credentials, patienceMs = DEFAULT_PATIENCE_MS } = parts
  const { consumerKey = '', consumerSecret = '' } = credentials
  const insecure = agreedToPlainHttp(credentials)
  const http = authorisedHttp(parts.http, { consumerKey, consumerSecret, insecure }, parts.now)
  const gate = new RequestGate(http, { concurrency: CONCURRENCY, patienceMs })
  const secrets = [consumerKey, consumerSecret]
  const client = new StoreClient(new StoreTransport({ baseUrl, gate, secrets, insecure }))
  const withStore = async <T>(
    signal: AbortSignal,
    ask: (store: FoundStore) => Promise<Result<T, RemoteError>>,
  ): Promise<Result<T, RemoteError>> => {
    const store = await client.found(signal)
    return store.ok ? ask(store.value) : store
  }
  const kinds: RecordKinds = {
    customer: {
      pull: (request, signal) =>
        request.mode === 'sweep'
          ? withStore(signal, (store) => pullSweep(store, request, signal))
          : Promise.resolve(err({ kind: 'protocol', detail: 'A store lists all customers or none' })),
      get: (ids, signal) => withStore(signal, (store) => getCustomers(store, ids, signal)),
      push: (items, signal) => pushCustomers(client, items, signal),
    },
    'sku-mapping': noSkuMappings('A store'),
  }
  return {
    capabilities: wooCapabilities,
    checkConnection: (signal) => checkConnection(client, scopeId, signal),
    ...callsByKind(kinds),
    find: (keys, signal) => withStore(signal, (store) => findCustomers(store, keys, signal)),
    related: (kind, customerRemoteId, signal) =>
      withStore(signal, (store) => relatedRecords(store, kind, customerRemoteId, signal)),
    webhooks: wooWebhooks(client, wooWebhookSecret(credentials)),
  }
}
