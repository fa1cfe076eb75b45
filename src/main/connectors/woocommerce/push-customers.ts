import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { StoreClient } from './client.ts'
import { createCustomers } from './create-customers.ts'
import { deleteCustomers } from './delete-customers.ts'
import { withWriteRights } from './read-only-keys.ts'
import { updateCustomers } from './update-customers.ts'

type Outcome = PushOutcome<'customer'>

/** Writes customers, creates before updates before deletes, one outcome for each in its order. */
export async function pushCustomers(
  client: StoreClient,
  items: readonly CustomerPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  if (items.length === 0) return []
  const store = await client.found(signal)
  if (!store.ok) {
    const { error } = store
    return items.map(({ localId }) => ({ status: 'not-sent', localId, error }))
  }
  const creates = items.filter((item) => item.type === 'create')
  const updates = items.filter((item) => item.type === 'update')
  const deletes = items.filter((item) => item.type === 'delete')
  const outcomes = [
    ...(creates.length === 0 ? [] : await createCustomers(client, store.value, creates, signal)),
    ...(updates.length === 0 ? [] : await updateCustomers(store.value, updates, signal)),
    ...(deletes.length === 0 ? [] : await deleteCustomers(store.value, deletes, signal)),
  ]
  const told = await withWriteRights(store.value, outcomes, signal)
  const byId = new Map(told.map((outcome) => [outcome.localId, outcome] as const))
  return items.flatMap((item) => byId.get(item.localId) ?? [])
}
