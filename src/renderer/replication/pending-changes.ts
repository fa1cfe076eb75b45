import {
  discardMapping,
  discardPending,
  undoDiscard,
  undoDiscardMapping,
  type DiscardedChanges,
  type DiscardedMapping,
} from '#shared/domain/discard-pending.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { applyTransitions } from './apply-transitions.ts'
import { bringMappingsBack } from './bring-mappings-back.ts'
import type { WaitReason } from './status.ts'
import type { SyncSession } from './sync-session.ts'

/** Records whose waiting changes are meant. */
export interface PendingRecords {
  readonly customers: readonly string[]
  readonly mappings: readonly string[]
}

/** Records handled between two looks at whether the page is free. */
const SLICE = 100

/** Why this customer's changes have not gone yet. */
export function whyWaiting(session: SyncSession, customer: Customer): WaitReason {
  const now = session.clock.now()
  const { sent, intent } = customer.sync
  if (customer.deletedAt !== 0 && intent?.kind !== 'delete') {
    const due = customer.deletedAt + session.undoDeleteMs()
    if (due > now) return { kind: 'undo', until: due }
  }
  return reason(session, customer.id, sent !== null || intent !== null)
}

/** The same for a SKU mapping. */
export function whyMappingWaits(session: SyncSession, mapping: SkuMapping): WaitReason {
  return reason(session, mapping.id, mapping.sent !== null)
}

function reason(session: SyncSession, id: string, isUnderWay: boolean): WaitReason {
  const now = session.clock.now()
  const until = session.retryTimes.until(id)
  if (until > now && session.retryTimes.failures(id) > 0) return { kind: 'retry', until }
  if (isUnderWay) return { kind: 'unknown', until: until > now ? until : 0 }
  return until > now ? { kind: 'undo', until } : { kind: 'next', until: 0 }
}

/** Gives up what waits of these records, so that it can be taken back. What cannot be given up is left out. */
export async function discardChanges(
  session: SyncSession,
  { customers, mappings }: PendingRecords,
): Promise<DiscardedChanges> {
  const done: DiscardedChanges = { customers: [], mappings: [] }
  for (let from = 0; from < customers.length; from += SLICE) {
    const before = new Map<string, Customer>()
    const result = await applyTransitions(
      session,
      customers.slice(from, from + SLICE),
      'discard',
      (customer) => {
        before.delete(customer.id)
        const discarded = discardPending(customer, session.capabilities, session.clock.now())
        if (discarded.customer !== 'keep') before.set(customer.id, customer)
        return discarded
      },
      { settles: false },
    )
    for (const [id, was] of before) {
      const after = result.customers.get(id)
      if (after === undefined || result.failed.has(id)) continue
      session.retryTimes.clear(id)
      done.customers.push({ before: was, after })
    }
  }
  done.mappings.push(...(await discardMappings(session, mappings)))
  return done
}

async function discardMappings(session: SyncSession, ids: readonly string[]): Promise<DiscardedMapping[]> {
  if (ids.length === 0) return []
  const at = session.clock.now()
  const done = new Map<string, DiscardedMapping>()
  await session.skuMappings.modifyMany(
    ids,
    (mapping) => {
      done.delete(mapping.id)
      const after = discardMapping(mapping, at)
      if (after !== 'keep') {
        done.set(mapping.id, { before: mapping, after: after === 'remove' ? null : after })
      }
      return after
    },
    session.skuMappings.noting('discard'),
  )
  for (const id of done.keys()) session.retryTimes.clear(id)
  return [...done.values()]
}

/** Takes it back where nothing has happened to the records since. Returns how many wait again. */
export async function undoDiscardedChanges(
  session: SyncSession,
  discarded: DiscardedChanges,
): Promise<number> {
  const byId = new Map(discarded.customers.map((each) => [each.before.id, each]))
  const ids = [...byId.keys()]
  const back = new Set<string>()
  for (let from = 0; from < ids.length; from += SLICE) {
    await applyTransitions(
      session,
      ids.slice(from, from + SLICE),
      'undo',
      (customer) => {
        back.delete(customer.id)
        const each = byId.get(customer.id)
        if (each === undefined) return { customer: 'keep' }
        const undone = undoDiscard(customer, each, session.capabilities, session.clock.now())
        if (undone.customer !== 'keep') back.add(customer.id)
        return undone
      },
      { settles: false },
    )
  }
  const mappings = await bringMappingsBack(session, discarded.mappings, undoDiscardMapping)
  return back.size + mappings.count
}
