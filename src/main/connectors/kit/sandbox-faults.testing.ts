import { CONTRACT_RETRY_AFTER_MS } from '#shared/connector/connector.contract.ts'
import type { ContractFault, RemoteControl } from '#shared/connector/connector.contract.ts'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import type { ServedRemote } from '../../../../e2e/sandbox/serve-remote.ts'

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

/** What the contract does to every sandbox in the same way: the faults of its answers, and counting what it was asked. */
export function faultControl(
  sandbox: Pick<ServedRemote, 'faults' | 'requests' | 'down' | 'up'>,
): Pick<RemoteControl, 'fail' | 'recover' | 'requests'> {
  return {
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
