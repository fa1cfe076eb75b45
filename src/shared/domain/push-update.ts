import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerPush, PushOutcome } from '../connector/remote-connector.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import type { Address } from './address.ts'
import { bystanderIds, withoutSpentAddresses } from './address-state.ts'
import { addressIdOf } from './field-map.ts'
import type { Customer } from './customer.ts'
import {
  changesBetween,
  isIdentical,
  omit,
  settleKey,
  sidesOf,
  withSides,
  type FieldSides,
} from './field-sides.ts'
import { adoptAddressIds, noteUnknownParts, withPairing } from './merge-addresses.ts'
import type { MergeContext, MergeOutcome, Settled } from './merge-context.ts'
import { isSettled, mergeGone, mergeRemote } from './merge-remote.ts'
import { isEmptyValue, sameField, sameFields, valueIn } from './normalise-field.ts'
import { changesFrom, sendableFields } from './push-changes.ts'
import { asPushed, wholeForPush } from './push-whole.ts'
import { recordEdit } from './record-edit.ts'
import { pairRemote } from './remote-field-map.ts'
import { supersedeEdited } from './supersede-address.ts'

/** What beginUpdate decided inside the modify: store `customer`, then send exactly `push`. */
export interface UpdateStart extends MergeOutcome {
  /** Null: nothing is to be sent now. */
  push: Extract<CustomerPush, { type: 'update' }> | null
  /** > 0: an update whose answer was lost may take effect until then; read again after it, nothing is sent before. */
  waitUntil: number
}

/**
 * P3, to be called inside the modify with the record just read (null = 404): merges it, clears what is left of an older
 * update, and writes `sent`, which is exactly what `push` carries: `mine` of every field with a base that is in no
 * conflict. While an older update may still take effect nothing is sent. Nothing is sent either while a refusal stands,
 * while the document is to be deleted, and where nothing differs.
 */
export function beginUpdate(
  customer: Customer,
  record: RemoteCustomer | null,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): UpdateStart {
  const idle = { customer, lost: [], accepted: [], push: null, waitUntil: 0 }
  if (customer.remoteId === '') return idle
  if (record === null) {
    const gone = mergeGone(customer)
    return gone === 'remove' ? idle : { ...idle, customer: gone }
  }
  if (record.remoteId !== customer.remoteId) return idle
  const merged = mergeRemote(customer, record, capabilities, context)
  const read = { ...merged, push: null, waitUntil: 0 }
  const { sync, deletedAt } = merged.customer
  if (deletedAt !== 0 || sync.refused !== null || !capabilities.writes.update) return read
  if (sync.sent !== null && !isSettled(merged.customer, capabilities, context)) {
    return { ...read, waitUntil: sync.sent.at + (context.settleMs ?? capabilities.settleMs) }
  }
  const free = withoutSent(merged.customer, capabilities, context.now)
  const cleared = recordEdit(free, supersedeEdited(free, free, capabilities, context.now), capabilities)
  const fields = sendableFields(cleared, capabilities)
  if (Object.keys(fields).length === 0) {
    return { ...read, customer: isIdentical(customer, cleared) ? customer : cleared }
  }
  const pushed = asPushed(cleared, context.now)
  return {
    ...read,
    customer: { ...cleared, sync: { ...cleared.sync, sent: { fields, at: context.now } } },
    push: {
      type: 'update',
      localId: customer.id,
      remoteId: customer.remoteId,
      changes: changesFrom(pushed, fields),
      whole: wholeForPush(pushed),
    },
  }
}

/** P4 for an update: what its outcome makes of the document as it stands now, edits made in flight included. */
export function settleUpdate(
  customer: Customer,
  outcome: PushOutcome<'customer'>,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): Settled {
  const nothing: Settled = { customer, lost: [], accepted: [], search: false }
  const sent = customer.sync.sent
  switch (outcome.status) {
    case 'unknown':
      return nothing
    case 'accepted': {
      if (outcome.record === null || outcome.record.remoteId !== customer.remoteId) return nothing
      const addressIds = { ...context.addressIds, ...outcome.addressIds }
      return {
        ...settleAccepted(customer, outcome.record, capabilities, { ...context, addressIds }),
        search: false,
      }
    }
    case 'not-sent':
      return sent === null
        ? nothing
        : { ...nothing, customer: withoutSent(customer, capabilities, context.now) }
    case 'gone': {
      const gone = mergeGone(customer)
      return { ...nothing, customer: gone }
    }
    case 'refused':
    case 'exists': {
      if (sent === null) return nothing
      const mine = sidesOf(customer).mine
      const unchanged = sameFields(Object.keys(sent.fields), mine, sent.fields, capabilities.normaliser)
      const freed = withoutSent(customer, capabilities, context.now)
      if (!unchanged) return { ...nothing, customer: freed }
      const refused = {
        message: outcome.reason,
        of: 'update' as const,
        field: outcome.status === 'refused' ? outcome.field : '',
        values: sent.fields,
        at: context.now,
      }
      return { ...nothing, customer: { ...freed, sync: { ...freed.sync, refused } } }
    }
  }
}

function settleAccepted(
  customer: Customer,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): MergeOutcome {
  const adopted = adoptAddressIds(customer, context.addressIds, capabilities)
  const pair = pairRemote(adopted.customer, record, capabilities, context.newAddressId)
  const sides = sidesOf(adopted.customer)
  const bystanders = bystanderIds(adopted.customer, capabilities)
  const carried = Object.keys(sides.sent).filter((key) => !isEmptyValue(valueIn(sides.sent, key)))
  const isCarried = ({ id }: Address): boolean => carried.some((key) => addressIdOf(key) === id)
  noteUnknownParts(
    { addresses: adopted.customer.addresses.filter(isCarried) },
    sides,
    pair.told,
    () => true,
    capabilities,
  )
  for (const [key, sent] of Object.entries(sides.sent)) {
    const mine = valueIn(sides.mine, key)
    const addressId = addressIdOf(key)
    const isAbsent = addressId !== '' && pair.toldKeys(key) && !(addressId in pair.addressIds)
    const isDone = sameField(key, mine, sent, capabilities.normaliser)
    if (isAbsent && !isEmptyValue(sent)) {
      sides.sent = omit(sides.sent, key)
      continue
    }
    const t = pair.toldKeys(key) ? valueIn(pair.told, key) : sent
    settleKey(sides, key)
    if (bystanders.has(addressId)) continue
    if (isDone) sides.mine[key] = t
    else sides.base[key] = t
  }
  const written = withPairing(withSides(adopted.customer, sides, context.now), record, pair, capabilities)
  const rest = mergeRemote(written, record, capabilities, { ...context, addressIds: undefined })
  const whole = { ...rest.customer, sync: { ...rest.customer.sync, refused: null } }
  return {
    customer: whole,
    lost: [...adopted.lost, ...rest.lost],
    accepted: changesBetween(customer, whole, capabilities.normaliser),
  }
}

/** Clears `sent`, and with it every base whose value has been edited back (P3). */
function withoutSent(customer: Customer, { normaliser }: ConnectorCapabilities, now: number): Customer {
  const sides: FieldSides = { ...sidesOf(customer), sent: {} }
  for (const [key, base] of Object.entries(sides.base)) {
    if (key in sides.theirs || base === null) continue
    if (sameField(key, valueIn(sides.mine, key), base, normaliser)) settleKey(sides, key)
  }
  const { theirs } = customer.sync
  const cleared = withSides(customer, sides, now)
  const sync = { ...cleared.sync, theirs: theirs?.kind === 'fields' ? cleared.sync.theirs : theirs }
  return withoutSpentAddresses({ ...cleared, sync })
}
