import { historyEntryId } from '#renderer/database/record-ids.ts'
import { takeSide, type ConflictSide } from '#shared/domain/conflict-rule.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { decideConflict } from '#shared/domain/decide-conflict.ts'
import type { FieldChange, HistoryEntry } from '#shared/domain/history-entry.ts'
import { UNEXPECTED_PROBLEM } from '#shared/connector/app-refusals.ts'
import { conflictRule } from './sync-facts.ts'
import type { SyncLogKind } from './sync-log.ts'
import type { SyncSession } from './sync-session.ts'

/** What a transition makes of a customer, and what of it belongs into the history before it is stored. */
export interface TransitionResult {
  customer: Customer | 'remove' | 'keep'
  lost?: readonly FieldChange[]
  accepted?: readonly FieldChange[]
}

/** What became of a set of customers. */
export interface TransitionsDone {
  /** Those that exist afterwards. */
  customers: Map<string, Customer>
  /** Those whose transition failed unexpectedly; each carries the issue now. */
  failed: Set<string>
}

/**
 * Applies a pure transition to customers, each atomically on what is stored at that moment. What a transition takes
 * away is in the history before the document is written. An exception in one transition becomes that customer's issue
 * and holds up no other. Where the workspace always takes one side, conflicts that come of it are decided at once;
 * `settles` false leaves them to a person.
 */
export async function applyTransitions(
  session: SyncSession,
  ids: readonly string[],
  origin: HistoryEntry['origin'],
  transition: (customer: Customer) => TransitionResult,
  options: { readonly settles?: boolean } = {},
): Promise<TransitionsDone> {
  const operationId = session.newId()
  const failures = new Map<string, unknown>()
  const kept = new Map<string, string>()
  const customers = new Map<string, Customer>()
  const news = new Map<string, SyncLogKind>()
  for (let open: readonly string[] = ids; open.length > 0;) {
    const entries = new Map<string, HistoryEntry>()
    const after = await session.customers.modifyMany(open, (customer) => {
      entries.delete(customer.id)
      news.delete(customer.id)
      const result = guarded(transition, customer, failures)
      const entry = historyOf(result, origin, operationId, customer.id, session.clock.now())
      if (entry === null || kept.get(customer.id) === JSON.stringify(entry.changes)) {
        const kind = newsOf(customer, result.customer)
        if (kind !== null) news.set(customer.id, kind)
        return result.customer
      }
      entries.set(customer.id, entry)
      return 'keep'
    })
    for (const [id, customer] of after) {
      if (!entries.has(id)) customers.set(id, customer)
    }
    await session.history.add([...entries.values()])
    for (const [id, entry] of entries) kept.set(id, JSON.stringify(entry.changes))
    open = [...entries.keys()]
  }
  const rule = options.settles === false ? 'ask' : await conflictRule(session)
  const settled = rule === 'ask' ? null : await settleConflicts(session, news, rule)
  for (const [id, customer] of settled ?? []) customers.set(id, customer)
  for (const [id, kind] of news) {
    if (settled?.has(id) === true) await session.log.write('info', 'settled', id, rule)
    else await session.log.write('warning', kind, id)
  }
  for (const [id, error] of failures) {
    const marked = await markUnexpected(session, id, error)
    if (marked !== null) customers.set(id, marked)
  }
  return { customers, failed: new Set(failures.keys()) }
}

/** Decides conflicts by the rule of the workspace; returns the customers that are in none any more. */
async function settleConflicts(
  session: SyncSession,
  news: ReadonlyMap<string, SyncLogKind>,
  side: ConflictSide,
): Promise<Map<string, Customer>> {
  const ids = [...news].filter(([, kind]) => kind === 'conflict').map(([id]) => id)
  if (ids.length === 0) return new Map()
  const done = await applyTransitions(
    session,
    ids,
    'rule',
    (customer) => {
      const decision = takeSide(customer, side)
      if (decision === null) return { customer: 'keep' }
      return decideConflict(customer, decision, session.capabilities, { now: session.clock.now() })
    },
    { settles: false },
  )
  return new Map([...done.customers].filter(([, customer]) => customer.sync.theirs === null))
}

/** Makes an unexpected exception the issue of the record it happened with. The text of the error stays out: it may quote data. */
export async function markUnexpected(
  session: SyncSession,
  customerId: string,
  error: unknown,
): Promise<Customer | null> {
  const name = error instanceof Error ? error.name : typeof error
  await session.log.write('error', 'record-failed', customerId, name)
  return session.customers.modify(customerId, (customer) => {
    if (customer.sync.refused !== null) return 'keep'
    const of = customer.remoteId === '' ? 'create' : 'update'
    const refused = {
      message: UNEXPECTED_PROBLEM,
      of,
      field: '',
      values: {},
      at: session.clock.now(),
    } as const
    return { ...customer, sync: { ...customer.sync, refused } }
  })
}

/** The customer without an issue that came from a fault of ours: a transition that goes well takes it away. */
export function withoutUnexpected(customer: Customer): Customer {
  if (customer.sync.refused?.message !== UNEXPECTED_PROBLEM) return customer
  return { ...customer, sync: { ...customer.sync, refused: null } }
}

function guarded(
  transition: (customer: Customer) => TransitionResult,
  customer: Customer,
  failures: Map<string, unknown>,
): TransitionResult {
  failures.delete(customer.id)
  try {
    return transition(customer)
  } catch (error) {
    failures.set(customer.id, error)
    return { customer: 'keep' }
  }
}

/** What of a transition belongs into the log: a person is needed now. */
function newsOf(before: Customer, after: TransitionResult['customer']): SyncLogKind | null {
  if (typeof after === 'string') return null
  if (before.sync.theirs === null && after.sync.theirs !== null) return 'conflict'
  return before.sync.refused === null && after.sync.refused !== null ? 'refused' : null
}

function historyOf(
  { lost = [], accepted = [] }: TransitionResult,
  origin: HistoryEntry['origin'],
  operationId: string,
  customerId: string,
  at: number,
): HistoryEntry | null {
  const keys = new Set(lost.map(({ key }) => key))
  const changes = [...lost, ...accepted.filter(({ key }) => !keys.has(key))]
  if (changes.length === 0) return null
  const id = historyEntryId(operationId, customerId)
  return { id, customerId, at, origin: lost.length > 0 ? origin : 'remote', batchId: '', changes }
}
