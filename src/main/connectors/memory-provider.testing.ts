import {
  CONTRACT_RETRY_AFTER_MS,
  type ConnectorProvider,
  type ContractFault,
} from '#shared/connector/connector.contract.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import type { MemoryProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'

const ERRORS: Partial<Record<ContractFault, RemoteError>> = {
  unauthorised: { kind: 'unauthorised', detail: '' },
  permission: { kind: 'permission', detail: '', requiredScope: '' },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: CONTRACT_RETRY_AFTER_MS },
  'rate-limited-untold': { kind: 'rate-limited', retryAfterMs: 0 },
  unavailable: { kind: 'unavailable', status: 500, retryAfterMs: 0 },
}

/** The connector that replication is tested with, held to the same contract as the real ones. */
export function memoryProvider(profile: () => MemoryProfile): ConnectorProvider {
  return {
    capabilities: profile().capabilities,
    faults: ['down', 'unauthorised', 'permission', 'rate-limited', 'rate-limited-untold', 'unavailable'],
    start() {
      const remote = new MemoryRemote(profile())
      const connector = new MemoryConnector(remote)
      const refusedDeletes = new Map<string, string>()
      remote.refuse = (push) => {
        if (push.type === 'delete') return refusedDeletes.get(push.remoteId) ?? null
        return push.type === 'create' && push.whole.name === 'Refused' ? 'The name is refused.' : null
      }
      return Promise.resolve({
        connector,
        remote: {
          seed: (customers) => customers.map((fields) => remote.directCreate(fields)),
          edit: (remoteId, fields) => {
            remote.directEdit(remoteId, fields)
          },
          delete: (remoteId) => {
            remote.directDelete(remoteId)
          },
          refuseDelete: (remoteId, reason) => {
            refusedDeletes.set(remoteId, reason)
          },
          refusedDraft: () => ({ ...emptyCustomerDraft(), name: 'Refused', email: 'refused@x.example' }),
          countByEmail: (email) =>
            [...remote.customers.values()].filter((each) => each.fields.email === email).length,
          fail: (fault) => {
            const error = ERRORS[fault]
            if (error === undefined) connector.faults.offline = true
            else connector.faults.failNext(error)
          },
          recover: () => {
            connector.faults.offline = false
          },
          requests: () => connector.requests.length,
        },
        close: () => Promise.resolve(),
      })
    },
  }
}
