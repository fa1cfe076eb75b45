import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { withDefaultsInUse, withoutSpentAddresses } from './address-state.ts'
import { addressIdOf, type FieldMap, type FieldValue } from './field-map.ts'
import { adoptSpelling } from './adopt-spelling.ts'
import { isTracked } from './customer-field-map.ts'
import { emptyCustomerDraft, newCustomer, type Customer } from './customer.ts'
import { isPending } from './derived-fields.ts'
import type { FieldChange } from './history-entry.ts'
import { changesBetween, isIdentical, omit, sidesOf, withSides, type FieldSides } from './field-sides.ts'
import {
  adoptAddressIds,
  noteUnknownParts,
  settleAbsentAddresses,
  widenRemovalConflicts,
  withPairing,
} from './merge-addresses.ts'
import type { MergeContext, MergeOutcome } from './merge-context.ts'
import { mergeField } from './merge-field.ts'
import { isEmptyValue, sameField, valueIn } from './normalise-field.ts'
import { recordEdit } from './record-edit.ts'
import { pairRemote, type RemoteFieldMap } from './remote-field-map.ts'
import { withRemoteFacts } from './remote-facts.ts'
import { seatDefaults } from './seat-defaults.ts'

/**
 * R2: merges a record that was read into the document linked to it (docs/sync.md, section 3). Only what the record told
 * takes part. A mark `deleted-there` is lifted. Nothing is merged into a document that is to be deleted: there the record
 * is only held against what was known of it. Answers with the very same document where nothing changed.
 */
export function mergeRemote(
  customer: Customer,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): MergeOutcome {
  if (customer.deletedAt !== 0) return checkDeletion(customer, record, capabilities, context)
  const adopted = adoptAddressIds(customer, context.addressIds, capabilities)
  const pair = pairRemote(adopted.customer, record, capabilities, context.newAddressId)
  const paired = adoptSpelling(adopted.customer, pair, record, capabilities)
  const sides = sidesOf(paired)
  const settled = isSettled(customer, capabilities, context)
  const done = settleAbsentAddresses(paired, sides, record, pair, capabilities, settled)
  noteUnknownParts(paired, sides, pair.told, ({ remoteId }) => remoteId === '', capabilities)
  for (const key of new Set([
    ...Object.keys(pair.told),
    ...Object.keys(sides.mine),
    ...Object.keys(sides.base),
  ])) {
    if (!done.has(key) && pair.toldKeys(key))
      mergeKey(sides, key, valueIn(pair.told, key), settled, capabilities)
  }
  widenRemovalConflicts(paired, sides, pair.told)
  const merged = withPairing(withSides(paired, sides, context.now), record, pair, capabilities)
  const lost = [...adopted.lost, ...replacedThere(paired, sides, pair, capabilities)]
  return finishMerge(customer, merged, record, lost, capabilities, context)
}

/** A default that was chosen while it was not known what is in its slot (docs/sync.md, section 9). */
function withDefaultsSeated(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  const seated = seatDefaults(customer, customer, capabilities)
  return seated === customer ? customer : recordEdit(customer, seated, capabilities)
}

/**
 * Values that stood in a conflict and that the remote does not have any more: an update of ours that took effect late may
 * have replaced them there, and nobody has decided against them (docs/sync.md, section 6).
 */
function replacedThere(
  { sync }: Customer,
  { theirs }: Pick<FieldSides, 'theirs'>,
  { told, toldKeys }: Pick<RemoteFieldMap, 'told' | 'toldKeys'>,
  { normaliser }: ConnectorCapabilities,
): FieldChange[] {
  const stood = sync.theirs === null || sync.theirs.kind === 'deleted-there' ? {} : sync.theirs.fields
  return Object.entries(stood)
    .filter(([key, before]) => toldKeys(key) && !isEmptyValue(before))
    .map(([key, before]) => ({ key, before, after: theirs[key] ?? valueIn(told, key) }))
    .filter(({ key, before, after }) => !sameField(key, before, after, normaliser))
}

/** True once an update whose answer was lost can no longer take effect. */
export function isSettled(
  { sync }: Pick<Customer, 'sync'>,
  capabilities: ConnectorCapabilities,
  context: Pick<MergeContext, 'now' | 'settleMs'>,
): boolean {
  return sync.sent === null || context.now >= sync.sent.at + (context.settleMs ?? capabilities.settleMs)
}

/** The last steps of every merge: facts, defaults in use, nothing spent left; the same object where nothing changed. */
export function finishMerge(
  before: Customer,
  merged: Customer,
  record: RemoteCustomer,
  lost: MergeOutcome['lost'],
  capabilities: ConnectorCapabilities,
  { now }: Pick<MergeContext, 'now'>,
): MergeOutcome {
  const inUse = withDefaultsInUse(merged, before)
  const placed = withoutSpentAddresses(withDefaultsSeated(inUse, capabilities))
  const accepted = changesBetween(before, placed, capabilities.normaliser)
  const whole = withRemoteFacts(placed, record, accepted.length > 0, now)
  if (isIdentical(before, whole)) return { customer: before, lost: [], accepted: [] }
  if (accepted.length === 0) return { customer: whole, lost, accepted }
  // What the remote says of its last change; details read later are no change of today.
  const told = record.facts?.updatedAt ?? 0
  return {
    customer: { ...whole, updatedAt: told === 0 ? now : Math.max(before.updatedAt, told) },
    lost,
    accepted,
  }
}

/**
 * A candidate of a complete sweep that a direct read did not find either (docs/sync.md, section 5, 4): a clean or
 * deleted document goes, a pending one is in conflict. One that is not linked stays as it is.
 */
export function mergeGone(customer: Customer): Customer | 'remove' {
  if (customer.remoteId === '') return customer
  if (customer.deletedAt !== 0 || !isPending(customer)) return 'remove'
  if (customer.sync.theirs?.kind === 'deleted-there' && customer.sync.sent === null) return customer
  const theirs = { kind: 'deleted-there' } as const
  return withoutSpentAddresses({ ...customer, sync: { ...customer.sync, sent: null, theirs } })
}

/** R1, the last case: a document for a record that nobody holds. Derived fields are up to the store. */
export function customerFromRemote(
  id: string,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): Customer {
  const empty: Customer = { ...newCustomer(id, emptyCustomerDraft(), context.now), remoteId: record.remoteId }
  const { customer } = mergeRemote(empty, record, capabilities, context)
  return {
    ...customer,
    createdAt: record.facts?.createdAt || context.now,
    updatedAt: record.facts?.updatedAt || context.now,
  }
}

function mergeKey(
  sides: FieldSides,
  key: string,
  t: FieldValue,
  settled: boolean,
  { normaliser }: ConnectorCapabilities,
): void {
  const state = {
    mine: valueIn(sides.mine, key),
    base: sides.base[key],
    sent: sides.sent[key],
    theirs: sides.theirs[key],
  }
  const merged = mergeField(state, t, settled, (a, b) => sameField(key, a, b, normaliser))
  sides.mine[key] = merged.mine
  sides.base = put(sides.base, key, merged.base)
  sides.sent = put(sides.sent, key, merged.sent)
  sides.theirs = put(sides.theirs, key, merged.theirs)
}

function put<V>(map: Record<string, V>, key: string, value: V | undefined): Record<string, V> {
  if (value === undefined) return key in map ? omit(map, key) : map
  map[key] = value
  return map
}

function checkDeletion(
  customer: Customer,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  { newAddressId }: MergeContext,
): MergeOutcome {
  const pair = pairRemote(customer, record, capabilities, newAddressId)
  const sides = sidesOf(adoptSpelling(customer, pair, record, capabilities))
  const edited: FieldMap = {}
  for (const key of new Set([
    ...Object.keys(pair.told),
    ...Object.keys(sides.mine),
    ...Object.keys(sides.base),
  ])) {
    if (!isTracked(key, capabilities) || !pair.toldKeys(key)) continue
    const t = valueIn(pair.told, key)
    const mine = valueIn(sides.mine, key)
    const known = [sides.base[key] ?? mine, mine, sides.sent[key]]
    const isKnown = known.some(
      (value) => value !== undefined && sameField(key, t, value, capabilities.normaliser),
    )
    if (!isKnown) edited[key] = t
  }
  withWholeRemovals(edited, customer, pair)
  const stands = Object.keys(edited).length === 0
  const sync = {
    ...customer.sync,
    theirs: stands ? null : ({ kind: 'edited-there', fields: edited } as const),
    intent: stands ? customer.sync.intent : null,
  }
  if (isIdentical(sync, customer.sync)) return { customer, lost: [], accepted: [] }
  const lost = replacedThere(customer, { theirs: edited }, pair, capabilities)
  return { customer: { ...customer, sync }, lost, accepted: [] }
}

/** An address that was removed there is told as removed whole: a part that was emptied here too went with it. */
function withWholeRemovals(
  edited: FieldMap,
  { sync, addresses }: Customer,
  { addressIds }: RemoteFieldMap,
): void {
  const touched = new Set(Object.keys(edited).map(addressIdOf))
  const removed = addresses.filter(({ id }) => touched.has(id) && !(id in addressIds)).map(({ id }) => id)
  for (const [key, base] of Object.entries(sync.base)) {
    if (removed.includes(addressIdOf(key)) && base !== null && !isEmptyValue(base)) edited[key] = ''
  }
}
