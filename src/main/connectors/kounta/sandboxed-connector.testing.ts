import { CONTRACT_FAULTS, CONTRACT_RETRY_AFTER_MS } from '#shared/connector/connector.contract.ts'
import type { ConnectorProvider, ContractFault, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import type { CustomerInput } from '../../../../e2e/sandbox/kounta/customer-record.ts'
import { startKountaSandbox, type KountaSandbox } from '../../../../e2e/sandbox/kounta/server.ts'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import { kountaCapabilities } from './capabilities.ts'
import { createKountaConnector, type KountaConnectorParts } from './connector.ts'

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

/** More requests than any test sends: only the tests of the limit wait for it. */
const UNLIMITED = 1_000_000

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

/** The contract's customers hold a few texts. */
function inputOf({ firstName, email, phone }: CustomerFieldValues): CustomerInput {
  return {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}
