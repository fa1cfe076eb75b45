import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import { CONCURRENCY } from './capabilities.ts'
import { isArchiveOnly, pushArchives } from './bulk-archive.ts'
import type { SkuIoClient } from './client.ts'
import { createCustomer } from './create-customer.ts'
import { deleteCustomer, pushDeletes } from './delete-customers.ts'
import { pushItems } from '../kit/push-items.ts'
import { updateCustomer } from './update-customer.ts'

type Outcome = PushOutcome<'customer'>

/**
 * Writes customers, one outcome for each in its order. Archiving alone goes in bulk where there are several, and so does
 * deleting, after the remote was asked what can be deleted.
 */
export async function pushCustomers(
  client: SkuIoClient,
  items: readonly CustomerPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const archives = items.filter(isArchiveOnly)
  const inBulk =
    archives.length > 1 ? await pushArchives(client, archives, signal) : new Map<string, Outcome>()
  const deletes = items.filter((item) => item.type === 'delete')
  for (const outcome of await pushDeletes(client, deletes, signal)) inBulk.set(outcome.localId, outcome)
  const rest = items.filter((item) => !inBulk.has(item.localId))
  const alone = await pushItems<'customer', CustomerPush>(
    rest,
    CONCURRENCY,
    (item) => push(client, item, signal),
    signal,
  )
  const byId = new Map([...inBulk, ...alone.map((outcome) => [outcome.localId, outcome] as const)])
  return items.flatMap((item) => byId.get(item.localId) ?? [])
}

function push(client: SkuIoClient, item: CustomerPush, signal: AbortSignal): Promise<Outcome> {
  switch (item.type) {
    case 'create':
      return createCustomer(client, item, signal)
    case 'update':
      return updateCustomer(client, item, signal)
    case 'delete':
      return deleteCustomer(client, item, signal)
  }
}
