import PQueue from 'p-queue'
import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { CONCURRENCY } from './capabilities.ts'
import { createCustomer } from './create-customer.ts'
import type { Account } from './account.ts'
import { updateCustomer } from './update-customer.ts'

type Outcome = PushOutcome<'customer'>

/**
 * Writes customers side by side, one outcome for each in its order. One that is refused never stops the others; an error
 * that would befall every further one (no network, no credentials, told to wait, given up) leaves the rest unsent.
 */
export async function pushCustomers(
  account: Account,
  items: readonly CustomerPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const queue = new PQueue({ concurrency: CONCURRENCY })
  let halt: RemoteError | null = null
  return queue.addAll(
    items.map((item) => async (): Promise<Outcome> => {
      if (signal.aborted) halt ??= { kind: 'cancelled' }
      if (halt !== null) return { status: 'not-sent', localId: item.localId, error: halt }
      const outcome = await push(account, item, signal)
      if ((outcome.status === 'not-sent' || outcome.status === 'unknown') && concernsAll(outcome.error)) {
        halt ??= outcome.error
      }
      return outcome
    }),
  )
}

function push(account: Account, item: CustomerPush, signal: AbortSignal): Promise<Outcome> {
  switch (item.type) {
    case 'create':
      return createCustomer(account, item, signal)
    case 'update':
      return updateCustomer(account, item, signal)
    case 'delete':
      // Against the capabilities: there is no such call, so nothing is sent.
      return Promise.resolve({
        status: 'refused',
        localId: item.localId,
        reason: 'Kounta does not delete customers for other programs',
        field: '',
      })
  }
}

function concernsAll(error: RemoteError): boolean {
  switch (error.kind) {
    case 'offline':
    case 'not-configured':
    case 'unauthorised':
    case 'permission':
    case 'rate-limited':
    case 'cancelled':
    case 'wrong-scope':
      return true
    case 'not-found':
    case 'unavailable':
    case 'timeout-unknown':
    case 'protocol':
      return false
  }
}
