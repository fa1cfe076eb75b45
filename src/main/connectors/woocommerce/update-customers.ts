import { EMAIL_NEEDED, EMAIL_NOT_TAKEN, USERNAME_FIXED } from '#shared/connector/app-refusals.ts'
import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { updateBody, type PreparedBody } from './bodies.ts'
import type { FoundStore } from './client.ts'
import { accepted } from './create-customers.ts'
import { inChunks } from './in-chunks.ts'
import { readCustomer } from './read-customer.ts'
import { reread } from './read-customers.ts'

type Update = Extract<CustomerPush, { type: 'update' }>
type Outcome = PushOutcome<'customer'>

/** Updates, one call for one and bulk calls for more, one outcome for each in its order. */
export async function updateCustomers(
  store: FoundStore,
  items: readonly Update[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const outcomes = new Map<Update, Outcome>()
  const toSend: { item: Update; prepared: PreparedBody }[] = []
  for (const item of items) {
    const prepared = updateBody(item.changes, item.whole)
    // The legacy API would take an empty e-mail, and the account could no longer sign in.
    if (prepared.body.email === '') outcomes.set(item, refused(item, EMAIL_NEEDED, 'email'))
    else if (Object.keys(prepared.body).length === 0)
      outcomes.set(item, await unchanged(store, item, prepared, signal))
    else toSend.push({ item, prepared })
  }
  const rows = toSend.map(({ item, prepared }) => ({ id: item.remoteId, body: prepared.body }))
  const [first] = rows
  const answers =
    rows.length === 1 && first !== undefined
      ? [await store.api.update(first.id, first.body, signal)]
      : await inChunks(rows, (chunk) => store.api.writeMany(chunk, signal), signal)
  for (const [index, { item, prepared }] of toSend.entries()) {
    const answer = answers[index]
    if (answer === undefined) continue
    if (!answer.ok) {
      outcomes.set(item, failedOutcome(item.localId, answer.error))
      continue
    }
    const record = readCustomer(answer.value, store)
    outcomes.set(
      item,
      record.ok ? outcomeOf(item, record.value, prepared) : unknownOutcome(item.localId, record.error),
    )
  }
  return items.flatMap((item) => outcomes.get(item) ?? [])
}

/**
 * What an answer says that looks like a success. An e-mail that is taken, and another user name, the legacy API leaves out
 * without a word while it saves the rest: the answer tells by still having the old one.
 */
function outcomeOf(item: Update, record: RemoteCustomer, prepared: PreparedBody): Outcome {
  const { email, username } = prepared.body
  if (record.remoteId !== item.remoteId) {
    return unknownOutcome(item.localId, {
      kind: 'protocol',
      detail: 'An update was answered with another customer',
    })
  }
  if (email !== undefined && email.toLowerCase() !== record.fields.email?.toLowerCase()) {
    return refused(item, EMAIL_NOT_TAKEN, 'email')
  }
  if (username !== undefined && username !== record.fields.username) {
    return refused(item, USERNAME_FIXED, 'username')
  }
  return accepted(item.localId, record, prepared)
}

/** Nothing of it can be held there (the phone of a shipping address in the legacy API): a write would only be an echo. */
async function unchanged(
  store: FoundStore,
  { localId, remoteId }: Update,
  prepared: PreparedBody,
  signal: AbortSignal,
): Promise<Outcome> {
  const now = await reread(store, remoteId, signal)
  if (now.ok) return accepted(localId, now.value, prepared)
  return now.error.kind === 'not-found'
    ? { status: 'gone', localId }
    : { status: 'not-sent', localId, error: now.error }
}

function refused({ localId }: Update, reason: string, field: 'email' | 'username'): Outcome {
  return { status: 'refused', localId, reason, field }
}
