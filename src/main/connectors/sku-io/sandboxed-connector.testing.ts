import { CONTRACT_FAULTS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { faultControl } from '../kit/sandbox-faults.testing.ts'
import { skuIoCapabilities } from './capabilities.ts'
import { createSkuIoConnector } from './connector.ts'

const LONG_AGO = Date.UTC(2026, 0, 1) / 1000

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
    ...faultControl(sandbox),
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
