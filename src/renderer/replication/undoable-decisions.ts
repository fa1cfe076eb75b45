import { historyEntryId } from '#renderer/database/record-ids.ts'
import { takeSide } from '#shared/domain/conflict-rule.ts'
import { decideConflict } from '#shared/domain/decide-conflict.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import {
  changesOfReturn,
  undoDecision,
  relinkMapping,
  undoMappingDecision,
  unlinkMapping,
  type ConflictDecisions,
  type DecidedConflicts,
  type DecidedMapping,
} from '#shared/domain/undo-decision.ts'
import { applyTransitions } from './apply-transitions.ts'
import { bringMappingsBack } from './bring-mappings-back.ts'
import { decideMappings } from './decide-mappings.ts'
import { removeBelongings } from './remove-belongings.ts'
import type { SyncSession } from './sync-session.ts'

/** Records decided between two looks at whether the page is free. */
const SLICE = 100

/**
 * Decides conflicts so that it can be undone: what was decided is held back from sending for as long as a deletion
 * would be. What loses is in the history first.
 */
export async function decideUndoably(
  session: SyncSession,
  decisions: ConflictDecisions,
): Promise<DecidedConflicts> {
  const heldUntil = session.clock.now() + session.undoDeleteMs()
  const done: DecidedConflicts = { customers: [], mappings: [], belongings: [], unlinked: [], heldUntil }
  const ids = [...decisions.customers.keys()]
  for (let from = 0; from < ids.length; from += SLICE) {
    await decideSlice(session, ids.slice(from, from + SLICE), decisions.customers, done)
  }
  for (const side of ['mine', 'theirs'] as const) {
    const chosen = [...decisions.mappings].filter(([, choice]) => choice === side).map(([id]) => id)
    for (const id of chosen) session.retryTimes.waitUntil(id, heldUntil)
    done.mappings.push(...(await decideMappings(session, chosen, side, 'conflict')))
  }
  return done
}

async function decideSlice(
  session: SyncSession,
  ids: readonly string[],
  decisions: ConflictDecisions['customers'],
  done: DecidedConflicts,
): Promise<void> {
  const before = new Map<string, Customer>()
  for (const id of ids) {
    session.retryTimes.waitUntil(id, done.heldUntil)
    const wanted = decisions.get(id)
    const kind = typeof wanted === 'object' ? wanted.kind : ''
    // Before the customer is unlinked, or what died in between would leave mappings that are held to be there.
    if (kind === 'restore-as-new' || kind === 'keep-local-only') await unlinkMappings(session, id, done)
  }
  const result = await applyTransitions(session, ids, 'conflict', (customer) => {
    before.delete(customer.id)
    const wanted = decisions.get(customer.id)
    const decision = wanted === 'mine' || wanted === 'theirs' ? takeSide(customer, wanted) : (wanted ?? null)
    if (decision === null) return { customer: 'keep' }
    const outcome = decideConflict(customer, decision, session.capabilities, { now: session.clock.now() })
    if (outcome.customer === customer) return { customer: 'keep' }
    before.set(customer.id, customer)
    return outcome
  })
  for (const id of ids) {
    const known = before.get(id)
    if (known === undefined || result.failed.has(id)) {
      session.retryTimes.clear(id)
      continue
    }
    const after = result.customers.get(id) ?? null
    done.customers.push({ before: known, after })
    if (after !== null) continue
    done.belongings.push(...(await session.skuMappings.findFor(id)))
    await removeBelongings(session, id)
  }
}

/** The mappings of a customer that is not there any more are not there either. */
async function unlinkMappings(
  session: SyncSession,
  customerId: string,
  done: DecidedConflicts,
): Promise<void> {
  const customer = await session.customers.get(customerId)
  if (customer?.sync.theirs?.kind !== 'deleted-there') return
  const mappings = await session.skuMappings.findFor(customerId)
  done.unlinked.push(...mappings)
  await session.skuMappings.modifyMany(
    mappings.map(({ id }) => id),
    unlinkMapping,
  )
}

/** Takes decisions back where nothing has come of them yet. Returns how many are open again. */
export async function undoDecisions(session: SyncSession, decided: DecidedConflicts): Promise<number> {
  const removed = decided.customers.filter(({ after }) => after === null).map(({ before }) => before)
  await noteReturn(session, removed)
  const taken = new Set(await session.customers.insertMany(removed))
  await session.skuMappings.insertMany(decided.belongings.filter(({ customerId }) => !taken.has(customerId)))
  let undone = removed.length - taken.size
  const changed = new Map(decided.customers.map((each) => [each.before.id, each]))
  const ids = [...changed.keys()].filter((id) => !removed.some((customer) => customer.id === id))
  for (let from = 0; from < ids.length; from += SLICE) {
    const back = new Set<string>()
    await applyTransitions(
      session,
      ids.slice(from, from + SLICE),
      'undo',
      (customer) => {
        back.delete(customer.id)
        const each = changed.get(customer.id)
        if (each === undefined) return { customer: 'keep' }
        const { normaliser } = session.capabilities
        const undo = undoDecision(customer, each, normaliser, session.clock.now())
        if (undo.customer !== 'keep') back.add(customer.id)
        return undo
      },
      { settles: false },
    )
    undone += back.size
    await relinkMappings(
      session,
      decided.unlinked.filter(({ customerId }) => back.has(customerId)),
    )
    for (const id of back) session.retryTimes.clear(id)
  }
  return undone + (await undoMappings(session, decided.mappings))
}

/** Writes into the history that customers which a decision removed come back; one that is here again already does not. */
async function noteReturn(session: SyncSession, removed: readonly Customer[]): Promise<void> {
  if (removed.length === 0) return
  const here = await session.customers.findByIds(removed.map(({ id }) => id))
  const operationId = session.newId()
  const made = { at: session.clock.now(), origin: 'undo' as const, batchId: '' }
  await session.history.add(
    removed
      .filter(({ id }) => !here.has(id))
      .map((customer) => ({
        ...made,
        id: historyEntryId(operationId, customer.id),
        customerId: customer.id,
        changes: changesOfReturn(customer),
      })),
  )
}

async function relinkMappings(session: SyncSession, unlinked: readonly SkuMapping[]): Promise<void> {
  if (unlinked.length === 0) return
  const before = new Map(unlinked.map((mapping) => [mapping.id, mapping]))
  await session.skuMappings.insertMany(unlinked.filter(({ deletedAt }) => deletedAt !== 0))
  await session.skuMappings.modifyMany([...before.keys()], (mapping) => {
    const was = before.get(mapping.id)
    return was === undefined ? 'keep' : relinkMapping(mapping, was, session.clock.now())
  })
}

async function undoMappings(session: SyncSession, decided: readonly DecidedMapping[]): Promise<number> {
  const { undone, count } = await bringMappingsBack(session, decided, undoMappingDecision)
  for (const id of undone) session.retryTimes.clear(id)
  return count
}
