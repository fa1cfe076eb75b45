import { randomBytes } from 'node:crypto'
import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { err, type Result } from '#shared/result.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { createBody, namesBody, type PreparedBody } from './bodies.ts'
import type { FoundStore, StoreClient } from './client.ts'
import { inChunks } from './in-chunks.ts'
import { readCustomer } from './read-customer.ts'
import { findCustomers } from './read-customers.ts'
import { wantsPassword, type StoreFailure } from './store-errors.ts'

type Create = Extract<CustomerPush, { type: 'create' }>
type Outcome = PushOutcome<'customer'>

/** What a store is to make, and how far that has come. */
interface Attempt {
  item: Create
  prepared: PreparedBody
  answer: Result<unknown, StoreFailure>
}

const NOT_SENT_YET: StoreFailure = { kind: 'failed', error: { kind: 'cancelled' }, sent: false }

/**
 * Creates, one call for one and bulk calls for more, one outcome for each in its order. The store mails every new customer.
 * A store that makes no passwords is told one that nobody knows: the person asks it for another.
 */
export async function createCustomers(
  client: StoreClient,
  store: FoundStore,
  items: readonly Create[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const attempts = items.map((item): Attempt => ({
    item,
    prepared: createBody(item.whole),
    answer: err(NOT_SENT_YET),
  }))
  await send(store, attempts, { withPassword: !store.generatesPasswords }, signal)
  const refused = attempts.filter(({ answer }) => !answer.ok && wantsPassword(answer.error))
  if (refused.length > 0 && store.generatesPasswords) {
    client.rememberPasswordsAreAsked()
    await send(store, refused, { withPassword: true }, signal)
  }
  const outcomes: Outcome[] = []
  for (const attempt of attempts) outcomes.push(await outcomeOf(store, attempt, signal))
  return store.api.kind === 'modern' ? withNamesAsSent(store, attempts, outcomes, signal) : outcomes
}

async function send(
  store: FoundStore,
  attempts: readonly Attempt[],
  { withPassword }: { withPassword: boolean },
  signal: AbortSignal,
): Promise<void> {
  const bodies = attempts.map(({ prepared: { body } }) =>
    withPassword ? { ...body, password: randomBytes(24).toString('base64url') } : body,
  )
  const [first] = bodies
  const answers =
    bodies.length === 1 && first !== undefined
      ? [await store.api.create(first, signal)]
      : await inChunks(
          bodies.map((body) => ({ id: '', body })),
          (rows) => store.api.writeMany(rows, signal),
          signal,
        )
  for (const [index, attempt] of attempts.entries()) attempt.answer = answers[index] ?? attempt.answer
}

async function outcomeOf(
  store: FoundStore,
  { item, prepared, answer }: Attempt,
  signal: AbortSignal,
): Promise<Outcome> {
  const { localId } = item
  if (answer.ok) {
    const record = readCustomer(answer.value, store)
    if (!record.ok) return unknownOutcome(localId, record.error)
    return accepted(localId, record.value, prepared)
  }
  const failure = answer.error
  // The path names no customer, so there is none that could be gone.
  if (failure.kind === 'gone') return { status: 'refused', localId, reason: failure.reason, field: '' }
  if (failure.kind !== 'refused') return failedOutcome(localId, failure)
  const { reason, exists } = failure.refusal
  if (exists || (await isHalfMade(store, item, signal))) return { status: 'exists', localId, reason }
  return failedOutcome(localId, failure)
}

/**
 * The legacy API saves twice: what it refuses the second time leaves an account behind. A refusal that is none of a taken
 * e-mail, and an account of that e-mail: it is the one just made.
 */
async function isHalfMade(store: FoundStore, { whole }: Create, signal: AbortSignal): Promise<boolean> {
  if (store.api.kind !== 'legacy') return false
  const found = await findCustomers(store, { email: whole.email }, signal)
  return found.ok && found.value.length > 0
}

/**
 * A create by wc/v3 writes "A & B" as "A &amp; B", an update leaves it as it is: the names go out once more where they came
 * back so. Where that fails, what was answered stands.
 */
async function withNamesAsSent(
  store: FoundStore,
  attempts: readonly Attempt[],
  outcomes: readonly Outcome[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const changed = outcomes.flatMap((outcome, index) => {
    const attempt = attempts[index]
    const record = outcome.status === 'accepted' ? outcome.record : null
    if (attempt === undefined || record === null || !isEscaped(record, attempt.item)) return []
    return [{ index, attempt, row: { id: record.remoteId, body: namesBody(attempt.item.whole) } }]
  })
  const answers = await inChunks(
    changed.map(({ row }) => row),
    (rows) => store.api.writeMany(rows, signal),
    signal,
  )
  const mended = [...outcomes]
  for (const [at, { index, attempt }] of changed.entries()) {
    const answer = answers[at]
    const record = answer?.ok === true ? readCustomer(answer.value, store) : null
    if (record?.ok === true) mended[index] = accepted(attempt.item.localId, record.value, attempt.prepared)
  }
  return mended
}

function isEscaped({ fields }: RemoteCustomer, { whole }: Create): boolean {
  return (['firstName', 'lastName'] as const).some(
    (field) =>
      whole[field].includes('&') && fields[field] !== whole[field] && fields[field]?.includes('&amp;'),
  )
}

/** The outcome of a create or update that took effect; of the addresses sent, those that are there. */
export function accepted(localId: string, record: RemoteCustomer, { addressIds }: PreparedBody): Outcome {
  const there = new Set((record.addresses ?? []).map(({ remoteId }) => remoteId))
  return {
    status: 'accepted',
    localId,
    record,
    addressIds: Object.fromEntries(Object.entries(addressIds).filter(([, slot]) => there.has(slot))),
  }
}
