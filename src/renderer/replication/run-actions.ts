import { ACTION_UNSUPPORTED, UNEXPECTED_PROBLEM } from '#shared/connector/app-refusals.ts'
import type { ActionOutcome, RemoteAction } from '#shared/connector/remote-action.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { checkAction } from './check-action.ts'
import { readRelated } from './read-related.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

/** What a look at the queue of commands came to. */
export interface ActionLook {
  end: StepEnd
  waiting: number
  needsYou: number
}

/** Commands that may be given twice without harm: one whose outcome is not known is simply given again. */
const REPEATABLE: ReadonlySet<QueuedAction['kind']> = new Set(['refresh-integration'])

/**
 * Runs the waiting commands in their order (docs/sync.md, section 15). One that waits, or whose outcome a person must
 * learn first, holds back the later ones of the same customer, or of the same service, and no others.
 */
export async function runActions(session: SyncSession): Promise<ActionLook> {
  const look: ActionLook = { end: null, waiting: 0, needsYou: 0 }
  const held = new Set<string>()
  for (const queued of await session.actions.findAll()) {
    if (queued.state === 'done') continue
    const subject = subjectOf(queued)
    const mayRun = look.end === null && !session.ending() && !held.has(subject)
    const after = await step(session, queued, mayRun)
    look.end ??= after.end
    if (after.state === 'waiting') look.waiting += 1
    if (after.state === 'refused' || after.state === 'unknown') look.needsYou += 1
    if (after.state === 'waiting' || after.state === 'unknown') held.add(subject)
  }
  return look
}

/** What became of a command; `gone` = withdrawn. */
interface StepResult {
  state: QueuedAction['state'] | 'gone'
  end: StepEnd
}

async function step(session: SyncSession, queued: QueuedAction, mayRun: boolean): Promise<StepResult> {
  // One round runs at a time, so a command that runs already was broken off by the end of the app.
  if (queued.state === 'running') return settle(session, queued.id, interrupted(queued), null)
  if (queued.state !== 'waiting' || !mayRun) return { state: queued.state, end: null }
  const customer = queued.customerId === '' ? null : await session.customers.get(queued.customerId)
  if (queued.customerId !== '' && (customer === null || customer.deletedAt !== 0)) {
    await session.actions.modify(queued.id, () => 'remove')
    return { state: 'gone', end: null }
  }
  if (customer?.remoteId === '') return { state: 'waiting', end: null }
  if (!session.capabilities.actions.includes(queued.kind)) {
    return settle(session, queued.id, { state: 'refused', message: ACTION_UNSUPPORTED }, null)
  }
  const action = { kind: queued.kind, customerRemoteId: customer?.remoteId ?? '', input: queued.input }
  return run(session, queued, action as unknown as RemoteAction)
}

async function run(session: SyncSession, queued: QueuedAction, action: RemoteAction): Promise<StepResult> {
  const checked = await checkAction(session, queued.customerId, action)
  if (checked.end !== null) return settleError(session, queued, checked.end)
  if (checked.refusal !== '') {
    return settle(session, queued.id, { state: 'refused', message: checked.refusal }, null)
  }
  // Known to run before it is sent: after a crash nobody takes it for one that still waits.
  const begun = await session.actions.modify(queued.id, (now) =>
    now.state === 'waiting' ? { ...now, state: 'running', message: '' } : 'keep',
  )
  if (begun?.state !== 'running') return { state: begun?.state ?? 'gone', end: null }
  const result = await settleOutcome(session, queued, await outcomeOf(session, action))
  // What it has changed is shown; where it cannot be read now, the age of what is shown says so.
  if (queued.customerId !== '' && result.end === null) {
    await readRelated(session, queued.customerId, action.customerRemoteId)
  }
  return result
}

async function outcomeOf(session: SyncSession, action: RemoteAction): Promise<ActionOutcome> {
  const { connector, signal } = session
  if (connector.actions === undefined) return { status: 'refused', reason: ACTION_UNSUPPORTED }
  try {
    return await connector.actions.run(action, signal)
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error
    return { status: 'unknown', error: { kind: 'protocol', detail: `app:${name}` } }
  }
}

function settleOutcome(
  session: SyncSession,
  queued: QueuedAction,
  outcome: ActionOutcome,
): Promise<StepResult> {
  switch (outcome.status) {
    case 'done':
      return settle(session, queued.id, { state: 'done', message: outcome.message }, null)
    case 'refused':
      return settle(session, queued.id, { state: 'refused', message: outcome.reason }, null)
    case 'unknown':
      return settle(session, queued.id, interrupted(queued), null)
    case 'not-sent':
      return settleError(session, queued, outcome.error)
  }
}

/** An error that concerns this command alone is its refusal; any other ends the round, and the command waits on. */
function settleError(session: SyncSession, queued: QueuedAction, error: RemoteError): Promise<StepResult> {
  switch (error.kind) {
    case 'permission':
      return settle(
        session,
        queued.id,
        { state: 'refused', message: error.detail || `app:${error.kind}` },
        null,
      )
    case 'protocol':
    case 'not-found':
      return settle(session, queued.id, { state: 'refused', message: UNEXPECTED_PROBLEM }, null)
    case 'offline':
    case 'not-configured':
    case 'unauthorised':
    case 'rate-limited':
    case 'unavailable':
    case 'timeout-unknown':
    case 'wrong-scope':
    case 'account-unclear':
    case 'unproven':
    case 'cancelled':
      return settle(session, queued.id, { state: 'waiting', message: '' }, error)
  }
}

async function settle(
  session: SyncSession,
  id: string,
  change: Pick<QueuedAction, 'state' | 'message'>,
  end: StepEnd,
): Promise<StepResult> {
  const finishedAt = change.state === 'done' ? session.clock.now() : 0
  const after = await session.actions.modify(id, (now) => ({ ...now, ...change, finishedAt }))
  return { state: after?.state ?? 'gone', end }
}

function interrupted({ kind }: QueuedAction): Pick<QueuedAction, 'state' | 'message'> {
  return { state: REPEATABLE.has(kind) ? 'waiting' : 'unknown', message: '' }
}

/** What commands must keep their order about. */
function subjectOf({ customerId, kind, input }: QueuedAction): string {
  if (customerId !== '') return customerId
  return kind === 'refresh-integration' ? `${kind} ${JSON.stringify(input)}` : 'shipping'
}
