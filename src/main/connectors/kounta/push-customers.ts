import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import { pushItems } from '../kit/push-items.ts'
import type { Account } from './account.ts'
import { CONCURRENCY } from './capabilities.ts'
import { createCustomer } from './create-customer.ts'
import { updateCustomer } from './update-customer.ts'

type Outcome = PushOutcome<'customer'>

/** Writes customers, one outcome for each in its order. */
export function pushCustomers(
  account: Account,
  items: readonly CustomerPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  return pushItems<'customer', CustomerPush>(
    items,
    CONCURRENCY,
    (item) => push(account, item, signal),
    signal,
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
