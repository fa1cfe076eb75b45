import { CONTRACT_FAULTS, CONTRACT_RETRY_AFTER_MS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, ContractFault, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { skuIoCapabilities } from './capabilities.ts'
import { createSkuIoConnector } from './connector.ts'

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

/** A connector to a sandbox over real HTTP: it waits out no rate limit. */
export function connectorTo(sandbox: SkuIoSandbox, parts: { token?: string; scopeId?: string } = {}) {
  return createSkuIoConnector({
    baseUrl: sandbox.baseUrl,
    credentials: { token: parts.token ?? sandbox.token },
    scopeId: parts.scopeId ?? '',
    http: createHttpClient({ fetch: (url, options) => fetch(url, options) }),
    patienceMs: 0,
  })
}

/** The SKU.io connector and its sandbox, for the contract suite. */
export const skuIoProvider: ConnectorProvider = {
  capabilities: skuIoCapabilities,
  faults: CONTRACT_FAULTS,
  async start(ahead = 0) {
    const sandbox = await startSkuIoSandbox({ now: () => new Date(Date.now() + ahead) })
    return { connector: connectorTo(sandbox), remote: controlOf(sandbox), close: () => sandbox.close() }
  },
}

function controlOf(sandbox: SkuIoSandbox): RemoteControl {
  const { store } = sandbox
  let seeded = 0
  return {
    seed: (customers) =>
      customers.map((fields) => {
        const at = LONG_AGO + seeded++
        const past = { created_at: at, updated_at: at }
        return String(store.createCustomer({ name: '', ...inputOf(fields) }, past).id)
      }),
    edit: (remoteId, fields) => {
      store.updateCustomer(Number(remoteId), inputOf(fields))
    },
    delete: (remoteId) => {
      store.deleteCustomer(Number(remoteId))
    },
    refuseDelete: (remoteId, reason) => {
      store.linkToOrders(Number(remoteId), reason)
    },
    refusedDraft: () => ({ ...emptyCustomerDraft(), name: 'x'.repeat(300) }),
    countByEmail: (email) => [...store.customers.values()].filter((each) => each.email === email).length,
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

/** The contract's customers hold texts alone, under names that are the same there. */
function inputOf(fields: CustomerFieldValues): { name?: string; email?: string; phone?: string } {
  const { name, email, phone } = fields
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}
