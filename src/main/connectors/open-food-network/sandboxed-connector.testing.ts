import { CONTRACT_FAULTS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { startOfnSandbox, type OfnSandbox } from '../../../../e2e/sandbox/open-food-network/server.ts'
import { faultControl } from '../kit/sandbox-faults.testing.ts'
import { openFoodNetworkCapabilities } from './capabilities.ts'
import { createOpenFoodNetworkConnector } from './connector.ts'

const LONG_AGO = Date.UTC(2026, 0, 1)

/** A connector to a sandbox over real HTTP: it waits out no rate limit. */
export function connectorTo(
  sandbox: OfnSandbox,
  parts: { token?: string; enterpriseId?: string; scopeId?: string } = {},
) {
  return createOpenFoodNetworkConnector({
    baseUrl: sandbox.baseUrl,
    credentials: {
      token: parts.token ?? sandbox.token,
      enterpriseId: parts.enterpriseId ?? String(sandbox.enterpriseId),
    },
    scopeId: parts.scopeId ?? '',
    http: createHttpClient({ fetch: (url, options) => fetch(url, options) }),
    patienceMs: 0,
  })
}

/** The Open Food Network connector and its sandbox, for the contract suite. */
export const openFoodNetworkProvider: ConnectorProvider = {
  capabilities: openFoodNetworkCapabilities,
  // A missing permission is no fault of a moment here but 401 by the remote's own rules: see connector.test.ts.
  faults: CONTRACT_FAULTS.filter((fault) => fault !== 'permission'),
  async start(ahead = 0) {
    const sandbox = await startOfnSandbox({ now: () => new Date(Date.now() + ahead) })
    return { connector: connectorTo(sandbox), remote: controlOf(sandbox), close: () => sandbox.close() }
  },
}

function controlOf(sandbox: OfnSandbox): RemoteControl {
  const { store, enterpriseId } = sandbox
  let seeded = 0
  return {
    seed: (customers) =>
      customers.map((fields) => {
        const at = LONG_AGO + 1000 * seeded++
        const values = { email: '', enterprise_id: enterpriseId, ...inputOf(fields) }
        return String(store.create(values, { created_at: at, updated_at: at }).id)
      }),
    edit: (remoteId, fields) => {
      store.update(Number(remoteId), inputOf(fields))
    },
    delete: (remoteId) => {
      store.delete(Number(remoteId))
    },
    refuseDelete: (remoteId, reason) => {
      store.update(Number(remoteId), { keeps: reason })
    },
    refusedDraft: () => ({ ...emptyCustomerDraft(), firstName: 'Nobody', email: 'no e-mail at all' }),
    countByEmail: (email) => [...store.customers.values()].filter((each) => each.email === email).length,
    ...faultControl(sandbox),
  }
}

function inputOf(fields: CustomerFieldValues): {
  first_name?: string
  last_name?: string
  email?: string
  code?: string
} {
  const { firstName, lastName, email, code } = fields
  return {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(email === undefined ? {} : { email }),
    ...(code === undefined ? {} : { code }),
  }
}
