import { onTestFinished } from 'vitest'
import { CONTRACT_FAULTS, CONTRACT_RETRY_AFTER_MS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, ContractFault, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient, type Fetch } from '#main/http/http-client.ts'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import {
  startWooSandbox,
  type WooSandbox,
  type WooSandboxOptions,
} from '../../../../e2e/sandbox/woocommerce/server.ts'
import { wooCapabilities } from './capabilities.ts'
import { createWooConnector, type WooConnectorParts } from './connector.ts'

const LONG_AGO = Date.UTC(2026, 0, 1) / 1000
const RETRY_AFTER = CONTRACT_RETRY_AFTER_MS / 1000

const RULES: Record<Exclude<ContractFault, 'down'>, FaultRule> = {
  unauthorised: { fault: { kind: 'status', status: 401 }, times: 1 },
  permission: { fault: { kind: 'status', status: 403 }, times: 1 },
  'not-found': { fault: { kind: 'status', status: 404 }, times: 1 },
  'rate-limited': { fault: { kind: 'status', status: 429, retryAfter: RETRY_AFTER }, times: 1 },
  'rate-limited-untold': { fault: { kind: 'status', status: 429 }, times: 1 },
  conflict: { fault: { kind: 'status', status: 409 }, times: 1 },
  unprocessable: { fault: { kind: 'status', status: 422 }, times: 1 },
  redirect: { fault: { kind: 'redirect' }, times: 1 },
  unavailable: { fault: { kind: 'status', status: 500 }, times: 1 },
  html: { fault: { kind: 'html', takesEffect: true }, times: 1 },
  malformed: { fault: { kind: 'malformed-json', takesEffect: true }, times: 1 },
  truncated: { fault: { kind: 'truncated-body' }, times: 1 },
  'cut-before': { fault: { kind: 'cut-before' }, times: 1 },
  'cut-after': { fault: { kind: 'cut-after' }, times: 1 },
  huge: { fault: { kind: 'huge-body', megabytes: 55 }, times: 1 },
  slow: { fault: { kind: 'latency', milliseconds: 600_000 }, times: 1 },
}

/** A sandbox that goes down may leave pooled connections half closed, and then a request on one was perhaps sent. */
const unpooled: Fetch = (url, options) =>
  fetch(url, { ...options, headers: { ...options.headers, connection: 'close' } })

/** A connector to a sandbox over real HTTP: it waits out no rate limit. */
export function connectorTo(
  sandbox: Pick<WooSandbox, 'baseUrl' | 'consumerKey' | 'consumerSecret'>,
  parts: Partial<WooConnectorParts> = {},
) {
  const { consumerKey, consumerSecret } = sandbox
  return createWooConnector({
    baseUrl: sandbox.baseUrl,
    scopeId: '',
    http: createHttpClient({ fetch: unpooled }),
    patienceMs: 0,
    ...parts,
    credentials: { consumerKey, consumerSecret, ...parts.credentials },
  })
}

/** A sandbox that is closed after the test, and a connector to it. */
export async function openStore(options: WooSandboxOptions = {}, parts: Partial<WooConnectorParts> = {}) {
  const sandbox = await startWooSandbox(options)
  onTestFinished(() => sandbox.close())
  return { sandbox, store: sandbox.store, connector: connectorTo(sandbox, parts) }
}

/** The WooCommerce connector and its sandbox, for the contract suite: with both APIs, or with the legacy one alone. */
export function wooProvider(options: WooSandboxOptions): ConnectorProvider {
  return {
    capabilities: wooCapabilities,
    faults: CONTRACT_FAULTS,
    async start(ahead = 0) {
      const sandbox = await startWooSandbox({ now: () => new Date(Date.now() + ahead), ...options })
      return { connector: connectorTo(sandbox), remote: controlOf(sandbox), close: () => sandbox.close() }
    },
  }
}

function controlOf(sandbox: WooSandbox): RemoteControl {
  const { store } = sandbox
  let seeded = 0
  return {
    seed: (customers) =>
      customers.map((fields) => {
        const at = LONG_AGO + seeded++
        return String(store.createUser(inputOf(fields), { registered_at: at, last_update: at }).id)
      }),
    edit: (remoteId, fields) => {
      store.updateUser(Number(remoteId), inputOf(fields))
    },
    delete: (remoteId) => {
      store.deleteUser(Number(remoteId))
    },
    refuseDelete: (remoteId, reason) => {
      store.changeUser(Number(remoteId), { kept_because: reason })
    },
    refusedDraft: () => ({ ...emptyCustomerDraft(), firstName: 'No', email: 'no-address@localhost' }),
    countByEmail: (email) => store.byEmail(email).length,
    fail: async (fault) => {
      if (fault === 'down') await sandbox.down()
      else sandbox.faults.add(RULES[fault])
    },
    recover: async () => {
      sandbox.faults.clear()
      await sandbox.up()
    },
    requests: () => sandbox.requests.count(),
  }
}

/** The contract's customers hold texts alone; company and phone are the billing address's. */
function inputOf({ firstName, lastName, email, phone, company }: CustomerFieldValues) {
  const billing = {
    ...(phone === undefined ? {} : { phone }),
    ...(company === undefined ? {} : { company }),
  }
  return {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(email === undefined ? {} : { email }),
    billing,
  }
}
