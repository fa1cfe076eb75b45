import type { PendingPosition } from '#renderer/database/pending-positions.ts'
import { setLocalOnly } from '#shared/domain/apply-edit.ts'
import { linkRemote } from '#shared/domain/link-remote.ts'
import { isPending } from '#shared/domain/derived-fields.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { applyTransitions } from './apply-transitions.ts'
import { noteUnread, readWhatCanBe } from './read-records.ts'
import { removeBelongings } from './remove-belongings.ts'
import type { DoubtfulPair, FirstConnectionDecisions, FirstConnectionSummary } from './status.ts'
import type { FirstConnectionState } from './sync-facts.ts'
import { mergeContext, type StepEnd, type SyncSession } from './sync-session.ts'

/** Doubtful pairs that are kept and shown; beyond that a person cannot decide one by one anyway. */
const MOST_DOUBTFUL = 1000
const BATCH = 200

/** The state of the first connection, begun where there is none. */
export async function firstConnection(session: SyncSession): Promise<FirstConnectionState> {
  const known = await session.facts.get('sync/first-connection')
  if (known !== null) return known
  await session.unsent.refresh()
  const begun: FirstConnectionState = {
    stage: 'reading',
    // Without customers of its own there is nothing that could be sent by mistake.
    ask: session.unsent.size > 0,
    linked: 0,
    onlyHere: 0,
    onlyThere: 0,
    doubtful: [],
    decisions: null,
  }
  await session.facts.set('sync/first-connection', begun)
  return begun
}

/** Counts what a page of the first reading brought, and collects pairs that may be the same customer. */
export async function notePage(
  session: SyncSession,
  state: FirstConnectionState,
  page: { inserted: readonly Customer[]; linked: readonly string[] },
): Promise<FirstConnectionState> {
  const doubtful = [...state.doubtful]
  const paired = new Set(doubtful.map(({ localId }) => localId))
  for (const customer of page.inserted) {
    for (const { id, by } of session.unsent.alike(customer)) {
      if (paired.has(id) || doubtful.length >= MOST_DOUBTFUL) continue
      paired.add(id)
      const pair: DoubtfulPair = {
        localId: id,
        remoteId: customer.remoteId,
        remoteLocalId: customer.id,
        by,
      }
      doubtful.push(pair)
    }
  }
  const noted: FirstConnectionState = {
    ...state,
    linked: state.linked + page.linked.length,
    onlyThere: state.onlyThere + page.inserted.length,
    doubtful,
  }
  await session.facts.set('sync/first-connection', noted)
  return noted
}

/** The list is read to its end: asks for confirmation, or is done where there is nothing to confirm. */
export async function finishReading(
  session: SyncSession,
  state: FirstConnectionState,
): Promise<FirstConnectionState> {
  await session.unsent.refresh()
  const finished: FirstConnectionState = {
    ...state,
    stage: state.ask ? 'confirm' : 'done',
    onlyHere: session.unsent.size,
  }
  await session.facts.set('sync/first-connection', finished)
  await session.log.write('info', 'first-connection', '', finished.stage)
  return finished
}

/** What is shown while a person is to confirm. */
export function summaryOf(state: FirstConnectionState): FirstConnectionSummary | null {
  if (state.stage !== 'confirm' && state.stage !== 'applying') return null
  const { linked, onlyHere, onlyThere, doubtful } = state
  return { linked, onlyHere, onlyThere, doubtful }
}

/** Keeps what a person decided, so that applying it goes on after a restart. */
export async function keepDecisions(
  session: SyncSession,
  state: FirstConnectionState,
  decisions: FirstConnectionDecisions,
): Promise<FirstConnectionState> {
  const decided: FirstConnectionState = { ...state, stage: 'applying', decisions }
  await session.facts.set('sync/first-connection', decided)
  return decided
}

/** Applies the decisions; repeating any part of it is harmless. Nothing has been sent before this is done. */
export async function applyDecisions(
  session: SyncSession,
  state: FirstConnectionState,
): Promise<{ end: StepEnd; state: FirstConnectionState }> {
  const decisions = state.decisions ?? { same: [], onlyHere: 'send' }
  for (const { localId, remoteId } of decisions.same) {
    const pair = state.doubtful.find((each) => each.localId === localId && each.remoteId === remoteId)
    if (pair === undefined) continue
    const end = await join(session, pair)
    if (end !== null) return { end, state }
  }
  if (decisions.onlyHere === 'keep-here') await keepHere(session)
  const done: FirstConnectionState = { ...state, stage: 'done', doubtful: [], decisions: null }
  await session.facts.set('sync/first-connection', done)
  await session.log.write('info', 'first-connection', '', 'done')
  return { end: null, state: done }
}

/**
 * Two customers turn out to be one: the one made of the record goes, then the one that was here is linked with the
 * record as it is now. Where the made one was edited since, or the other is linked or gone, both stay as they are.
 */
async function join(session: SyncSession, pair: DoubtfulPair): Promise<StepEnd> {
  const { localId, remoteId, remoteLocalId } = pair
  const mine = await session.customers.get(localId)
  if (mine === null || mine.remoteId !== '') return null
  const read = await readWhatCanBe(session, new Map([[localId, remoteId]]))
  if (!read.ok) return read.error
  if (read.value.unread.size > 0) {
    // It is the same customer, as a person has said, so it must not be sent as another one.
    await noteUnread(session, [localId])
    await session.customers.modify(localId, (customer) => setLocalOnly(customer, true))
    return null
  }
  const record = read.value.records.get(localId) ?? null
  if (record === null) return null
  const left = await session.customers.modify(remoteLocalId, (made) =>
    made.remoteId !== remoteId || isPending(made) ? 'keep' : 'remove',
  )
  if (left !== null) return null
  await removeBelongings(session, remoteLocalId)
  await applyTransitions(session, [localId], 'link', (customer) => {
    if (customer.remoteId !== '') return { customer: 'keep' }
    const context = mergeContext(session, localId)
    return linkRemote(customer, record, 'never-sent', session.capabilities, context)
  })
  return null
}

/** What only this computer has stays on it. */
async function keepHere(session: SyncSession): Promise<void> {
  for (let after: PendingPosition | null = null; ;) {
    const positions: PendingPosition[] = await session.customers.pendingIds(BATCH, after)
    await session.customers.modifyMany(
      positions.map(({ id }) => id),
      (customer) =>
        customer.remoteId === '' && customer.sync.intent === null
          ? { ...customer, sync: { ...customer.sync, localOnly: true } }
          : 'keep',
    )
    after = positions.at(-1) ?? null
    if (after === null || positions.length < BATCH) return
  }
}
