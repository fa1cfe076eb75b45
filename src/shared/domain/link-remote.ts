import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { bystanderIds, isUnderWay } from './address-state.ts'
import { addressIdOf, type FieldMap } from './field-map.ts'
import { adoptSpelling } from './adopt-spelling.ts'
import { isTracked } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { omit, sidesOf, withSides, type FieldSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { adoptAddressIds, withPairing } from './merge-addresses.ts'
import type { MergeContext, MergeOutcome } from './merge-context.ts'
import { linkField } from './merge-field.ts'
import { finishMerge, mergeRemote } from './merge-remote.ts'
import { isEmptyValue, sameField, valueIn } from './normalise-field.ts'
import { withDefaultsParted } from './part-defaults.ts'
import { pairRemote, type RemoteFieldMap } from './remote-field-map.ts'

/** How the record was come by: our own create answered; found after an unknown create; found or joined, never sent. */
export type LinkedBy = 'answer' | 'found-unknown' | 'never-sent'

/**
 * L: links a document to a record (docs/sync.md, section 3). `remoteId` is set, intent and refusal cleared, and every
 * field that differs becomes pending, a conflict, or theirs. Link `never-sent` only with a complete record: of what the
 * record does not tell no common state is known. A conflict in a document that is to be deleted becomes `edited-there`.
 * A document that has been linked meanwhile is merged with its own record, and left alone by any other.
 */
export function linkRemote(
  customer: Customer,
  record: RemoteCustomer,
  how: LinkedBy,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): MergeOutcome {
  if (customer.remoteId === record.remoteId) return mergeRemote(customer, record, capabilities, context)
  if (customer.remoteId !== '') return { customer, lost: [], accepted: [] }
  const intent = customer.sync.intent?.kind === 'create' ? customer.sync.intent : null
  const linkedBy = intent === null ? 'never-sent' : how
  const parted = withDefaultsParted(customer, capabilities)
  const adopted = adoptAddressIds(parted, context.addressIds, capabilities)
  const pair = pairRemote(
    adopted.customer,
    record,
    capabilities,
    context.newAddressId,
    linkedBy !== 'never-sent',
  )
  const paired = adoptSpelling(adopted.customer, pair, record, capabilities)
  const created = paired.sync.intent?.kind === 'create' ? paired.sync.intent.sent : {}
  const sides: FieldSides = { ...sidesOf(paired), base: {}, sent: {}, theirs: {} }
  const lost = linkFields(paired, sides, created, pair, linkedBy, capabilities)

  const linked = withPairing(withSides(paired, sides, context.now), record, pair, capabilities)
  const conflict = linked.sync.theirs
  const theirs =
    customer.deletedAt !== 0 && conflict?.kind === 'fields'
      ? ({ kind: 'edited-there', fields: conflict.fields } as const)
      : conflict
  const whole: Customer = {
    ...linked,
    remoteId: record.remoteId,
    sync: { ...linked.sync, theirs, intent: null, refused: null, localOnly: false },
  }
  return finishMerge(customer, whole, record, [...adopted.lost, ...lost], capabilities, context)
}

function linkFields(
  customer: Customer,
  sides: FieldSides,
  created: FieldMap,
  pair: RemoteFieldMap,
  how: LinkedBy,
  capabilities: ConnectorCapabilities,
): FieldChange[] {
  const lost: FieldChange[] = []
  const bystanders = bystanderIds(customer, capabilities)
  const removed = new Set(customer.addresses.flatMap(({ id, superseded }) => (superseded === '' ? [] : [id])))
  for (const key of new Set([
    ...Object.keys(pair.told),
    ...Object.keys(sides.mine),
    ...Object.keys(created),
  ])) {
    const addressId = addressIdOf(key)
    if (bystanders.has(addressId)) continue
    const tracked = isTracked(key, capabilities)
    const mine = valueIn(sides.mine, key)
    const same = (a: typeof mine, b: typeof mine): boolean => sameField(key, a, b, capabilities.normaliser)
    const isNewHere = addressId !== '' && pair.toldKeys(key) && !(addressId in pair.addressIds)
    const t = valueIn(pair.told, key)
    if (removed.has(addressId) && isEmptyValue(valueIn(created, key)) && !isEmptyValue(t)) {
      // What the remote has filled in by itself goes with the removal.
      if (tracked) sides.base[key] = t
    } else if (isNewHere) {
      if (tracked && !isEmptyValue(mine)) sides.base[key] = ''
    } else if (!pair.toldKeys(key)) {
      if (!tracked) continue
      if (how === 'never-sent') {
        if (!isEmptyValue(mine)) sides.base[key] = null
      } else if (!same(mine, valueIn(created, key))) sides.base[key] = valueIn(created, key)
    } else {
      const state = tracked
        ? linkField(
            { mine, created: valueIn(created, key), carried: isCarried(customer, key, capabilities) },
            t,
            how,
            same,
          )
        : { mine: t, base: undefined, theirs: undefined, replaced: !same(mine, t) && !isEmptyValue(mine) }
      if (state.replaced) lost.push({ key, before: mine, after: state.mine })
      sides.mine[key] = state.mine
      if (state.base !== undefined) sides.base[key] = state.base
      if (state.theirs !== undefined) sides.theirs[key] = state.theirs
    }
  }
  return lost
}

/** True where the create under way carried the field, be it empty (see beginCreate for what a create carries). */
function isCarried(customer: Customer, key: string, capabilities: ConnectorCapabilities): boolean {
  const addressId = addressIdOf(key)
  if (addressId !== '') return isUnderWay(customer, addressId)
  return !capabilities.updateOnlyFields.some((field) => field === key)
}

/** What a create carries of a document: all that the remote can hold, save what only an update can set. */
export function createdFields(
  customer: Customer,
  mine: FieldMap,
  capabilities: ConnectorCapabilities,
): FieldMap {
  const all = capabilities.addresses.createCarries === 'all-addresses'
  const defaults = [customer.defaultShippingAddressId, customer.defaultBillingAddressId]
  const stays = bystanderIds(customer, capabilities)
  let carried = mine
  for (const key of Object.keys(mine)) {
    const addressId = addressIdOf(key)
    const held = isTracked(key, capabilities) && key !== 'archived'
    const updateOnly = capabilities.updateOnlyFields.some((field) => field === key)
    if (
      !held ||
      updateOnly ||
      (addressId !== '' && !all && !defaults.includes(addressId)) ||
      stays.has(addressId)
    )
      carried = omit(carried, key)
  }
  return carried
}
