import { onTestFinished } from 'vitest'
import { CONTRACT_FAULTS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient, type Fetch } from '#main/http/http-client.ts'
import {
  startWooSandbox,
  type WooSandbox,
  type WooSandboxOptions,
} from '../../../../e2e/sandbox/woocommerce/server.ts'
import { faultControl } from '../kit/sandbox-faults.testing.ts'
import { wooCapabilities } from './capabilities.ts'
import { createWooConnector, type WooConnectorParts } from './connector.ts'

const LONG_AGO = Date.UTC(2026, 0, 1) / 1000

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
    ...faultControl(sandbox),
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
