import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { findKeysFor, presentKeysOf, recordHasKey } from '#shared/domain/create-key.ts'
import { withComposedName } from '#shared/domain/compose-name.ts'
import { withCreateReference } from '#shared/domain/create-reference.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { linkRemote } from '#shared/domain/link-remote.ts'
import {
  beginCreate,
  existsButNotFound,
  planCreate,
  refuseAsSame,
  settleCreate,
  type CreateStart,
} from '#shared/domain/push-create.ts'
import type { CreateIntent } from '#shared/domain/sync-state.ts'
import { givenUp } from './given-up.ts'
import { applyTransitions, markUnexpected } from './apply-transitions.ts'
import { outcomeFor, type PushReport } from './push-report.ts'
import { removeBelongings } from './remove-belongings.ts'
import { mergeContext, type SyncSession } from './sync-session.ts'

/** A create whose intent is stored. */
interface PreparedCreate {
  push: Extract<CustomerPush, { type: 'create' }>
  previous: CreateIntent | null
}

/** What searching for a customer's keys led to. `again`: the document was changed meanwhile. */
type SearchEnd = 'not-found' | 'handled' | 'again'

/** More rounds than any person edits within one create. */
const ATTEMPTS = 5

/** Creates customers at the remote, each exactly once (docs/sync.md, section 4, P1). */
export async function createCustomers(
  session: SyncSession,
  ids: readonly string[],
  report: PushReport,
): Promise<void> {
  const prepared = new Map<string, PreparedCreate>()
  for (const id of ids) {
    if (report.end !== null || session.ending()) break
    try {
      const create = await prepareCreate(session, id, report)
      if (create !== null) prepared.set(id, create)
    } catch (error) {
      await markUnexpected(session, id, error)
    }
  }
  if (prepared.size === 0) return
  const pushes = [...prepared.values()].map(({ push }) => push)
  const outcomes = await session.connector.push('customer', pushes, session.signal)
  const existing = new Map<string, string>()
  const done = await applyTransitions(session, [...prepared.keys()], 'link', (customer) => {
    existing.delete(customer.id)
    const outcome = outcomeFor(outcomes, customer.id)
    const previous = prepared.get(customer.id)?.previous ?? null
    const settled = settleCreate(
      customer,
      outcome,
      previous,
      session.capabilities,
      mergeContext(session, customer.id),
    )
    if (settled.search) existing.set(customer.id, outcome.status === 'exists' ? outcome.reason : '')
    return outcome.status === 'unknown' ? givenUp(settled, session.clock.now()) : settled
  })
  for (const [id, { push }] of prepared) {
    const customer = done.customers.get(id)
    if (customer === undefined) await removeBelongings(session, id)
    await report.note(session, outcomeFor(outcomes, push.localId), id)
  }
  for (const [id, reason] of existing) await linkExisting(session, id, reason, report)
}

async function prepareCreate(
  session: SyncSession,
  id: string,
  report: PushReport,
): Promise<PreparedCreate | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const customer = await session.customers.modify(id, (present) =>
      present.remoteId === '' ? readyToCreate(present, session.capabilities) : 'keep',
    )
    if (customer === null) return null
    const plan = planCreate(customer, session.capabilities, session.clock.now())
    if (plan.kind === 'none') return null
    if (plan.kind === 'ask') {
      await applyTransitions(session, [id], 'edit', (current) => {
        const again = planCreate(current, session.capabilities, session.clock.now())
        return { customer: again.kind === 'ask' ? again.customer : 'keep' }
      })
      return null
    }
    const searched = plan.kind === 'search' ? plan.keys : []
    const search = await searchAndLink(session, id, searched, report)
    if (search === 'handled') return null
    if (search === 'again') continue
    const start = await begin(session, id, searched)
    if (start.kind === 'send') return { push: start.push, previous: start.previous }
    if (start.kind === 'wait') session.retryTimes.waitUntil(id, start.until)
    if (start.kind === 'remove') await removeBelongings(session, id)
    if (start.kind !== 'plan-again') return null
  }
  return null
}

/** The customer with what the remote needs and nobody has typed. */
function readyToCreate(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  return withCreateReference(withComposedName(customer, capabilities), capabilities)
}

async function begin(session: SyncSession, id: string, searched: readonly string[]): Promise<CreateStart> {
  let start: CreateStart = { kind: 'none' }
  const done = await applyTransitions(session, [id], 'edit', (customer) => {
    start = beginCreate(customer, searched, session.capabilities, { now: session.clock.now() })
    if (start.kind === 'send') return { customer: start.customer }
    return { customer: start.kind === 'remove' ? 'remove' : 'keep' }
  })
  return done.failed.has(id) ? { kind: 'none' } : start
}

/** Looks for the record by each key in turn; links the first that is found. */
async function searchAndLink(
  session: SyncSession,
  id: string,
  keys: readonly string[],
  report: PushReport,
): Promise<SearchEnd> {
  for (const key of keys) {
    const found = await session.connector.find(findKeysFor(key), session.signal)
    if (!found.ok) {
      report.failed(session, [id], found.error)
      return 'handled'
    }
    report.wentWell()
    const record = found.value.find((each) => recordHasKey(each, key, session.capabilities))
    if (record === undefined) continue
    const holder = (await session.customers.findByRemoteIds([record.remoteId])).get(record.remoteId)
    if (holder !== undefined && holder.id !== id) {
      const now = session.clock.now()
      await applyTransitions(session, [id], 'edit', (customer) => ({
        customer: refuseAsSame(customer, holder.id, now),
      }))
      return 'handled'
    }
    return linkFound(session, id, record, key, report)
  }
  return 'not-found'
}

async function linkFound(
  session: SyncSession,
  id: string,
  record: RemoteCustomer,
  key: string,
  report: PushReport,
): Promise<SearchEnd> {
  const complete = record.complete ? record : await readComplete(session, id, record.remoteId, report)
  if (complete === null) return 'handled'
  const done = await applyTransitions(session, [id], 'link', (customer) => {
    if (customer.remoteId !== '' || customer.sync.localOnly) return { customer: 'keep' }
    const { intent } = customer.sync
    const sent = intent?.kind === 'create' && intent.key === key
    if (!sent && !presentKeysOf(customer, session.capabilities).includes(key)) return { customer: 'keep' }
    const how = sent ? 'found-unknown' : 'never-sent'
    return linkRemote(customer, complete, how, session.capabilities, mergeContext(session, id))
  })
  if (done.customers.get(id)?.remoteId !== record.remoteId) return done.failed.has(id) ? 'handled' : 'again'
  session.retryTimes.clear(id)
  report.progressed += 1
  await session.log.write('info', 'found-again', id)
  return 'handled'
}

async function readComplete(
  session: SyncSession,
  id: string,
  remoteId: string,
  report: PushReport,
): Promise<RemoteCustomer | null> {
  const read = await session.connector.get('customer', [remoteId], session.signal)
  if (!read.ok) {
    report.failed(session, [id], read.error)
    return null
  }
  return read.value[0] ?? null
}

/** The remote says that the record exists: finds and links it, else the remote's words stand. */
async function linkExisting(
  session: SyncSession,
  id: string,
  reason: string,
  report: PushReport,
): Promise<void> {
  const customer = await session.customers.get(id)
  if (customer === null) return
  const now = session.clock.now()
  const plan = planCreate(customer, session.capabilities, now, true)
  const search = plan.kind === 'search' ? await searchAndLink(session, id, plan.keys, report) : 'not-found'
  if (search !== 'not-found') return
  await applyTransitions(session, [id], 'edit', (current) => ({
    customer: existsButNotFound(current, reason, now),
  }))
}
