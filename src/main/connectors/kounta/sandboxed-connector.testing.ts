import { onTestFinished } from 'vitest'
import { CONTRACT_FAULTS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import type { CustomerInput } from '../../../../e2e/sandbox/kounta/customer-record.ts'
import {
  startKountaSandbox,
  type KountaSandbox,
  type KountaSandboxOptions,
} from '../../../../e2e/sandbox/kounta/server.ts'
import { faultControl } from '../kit/sandbox-faults.testing.ts'
import { kountaCapabilities } from './capabilities.ts'
import { createKountaConnector, type KountaConnectorParts } from './connector.ts'

/** More requests than any test sends: only the tests of the limit wait for it. */
const UNLIMITED = 1_000_000

/** A customer and an address in the words of Kounta. */
export const PRIYA = { first_name: 'Priya', last_name: 'Raman', email: 'priya@x.example' }
export const FREMANTLE = {
  ...{ lines: ['4/22 Swan Lane'], city: 'Fremantle', zone: 'WA', postal_code: '6160', country: 'AU' },
}

/** A sandbox that takes any number of requests, until the test is over. */
export async function startSandbox(options: KountaSandboxOptions = {}): Promise<KountaSandbox> {
  const sandbox = await startKountaSandbox({ rateLimit: 'off', ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** A connector to a sandbox over real HTTP, by Basic if nothing else is said: it waits for nothing. */
export function connectorTo(sandbox: KountaSandbox, parts: Partial<KountaConnectorParts> = {}) {
  return createKountaConnector({
    baseUrl: sandbox.baseUrl,
    credentials: { mode: 'basic', clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    scopeId: '',
    http: createHttpClient({ fetch: (url, options) => fetch(url, options) }),
    saveCredentials: () => Promise.resolve(),
    patienceMs: 0,
    requestsPerMinute: UNLIMITED,
    ...parts,
  })
}

/**
 * The Kounta connector and its sandbox, for the contract suite. Creates answer with the record here, so that there is a
 * body that can be cut off; the usual answer without one has tests of its own.
 */
export const kountaProvider: ConnectorProvider = {
  capabilities: kountaCapabilities,
  faults: CONTRACT_FAULTS,
  async start(ahead = 0) {
    const sandbox = await startKountaSandbox({
      ...{ rateLimit: 'off', createAnswer: 'record' },
      now: () => new Date(Date.now() + ahead),
    })
    return {
      connector: connectorTo(sandbox, { scopeId: '5678' }),
      remote: controlOf(sandbox),
      close: () => sandbox.close(),
    }
  },
}

function controlOf(sandbox: KountaSandbox): RemoteControl {
  const { store } = sandbox
  return {
    seed: (customers) =>
      customers.map((fields) => String(store.create({ first_name: '', ...inputOf(fields) }, 'staff').id)),
    edit: (remoteId, fields) => {
      store.update(Number(remoteId), inputOf(fields), 'staff')
    },
    delete: (remoteId) => {
      store.delete(Number(remoteId))
    },
    refuseDelete: () => undefined,
    refusedDraft: () => ({ ...emptyCustomerDraft(), firstName: 'x'.repeat(300), email: 'long@x.example' }),
    countByEmail: (email) => [...store.customers.values()].filter((each) => each.email === email).length,
    ...faultControl(sandbox),
  }
}

/** The contract's customers hold a few texts. */
function inputOf({ firstName, email, phone }: CustomerFieldValues): CustomerInput {
  return {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}
