import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Address } from './address.ts'
import { bystanderIds, isKnownByBase, mayBeAtRemote, takesPart } from './address-state.ts'
import { addressIdOf, type FieldMap } from './field-map.ts'
import { fieldMapOf, isTracked } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { isIdentical, omit } from './field-sides.ts'
import { sameField, valueIn } from './normalise-field.ts'

/**
 * The sync state of an edit (docs/sync.md, section 3, "Edit"): for each field that differs between `before` and
 * `after`, the old value becomes its base unless it has one; a field edited back loses it, unless an update under way or
 * a conflict still needs it, or it is all that is known of an address at the remote. `seen`: the values that the person
 * saw of the fields changed; where another has come in since, the one that was seen is the base, or it would be
 * overwritten unseen. A document that is not linked has no base, nor has what the remote cannot hold.
 */
export function recordEdit(
  before: Customer,
  after: Customer,
  capabilities: ConnectorCapabilities | null,
  seen: FieldMap = {},
): Customer {
  if (capabilities === null || after.remoteId === '') return after
  const risen = risenAddresses(before, after, capabilities)
  const [old, mine] = [knownFields(before, risen), fieldMapOf(after)]
  const sent = after.sync.sent?.fields ?? {}
  let theirs = after.sync.theirs?.kind === 'fields' ? after.sync.theirs.fields : {}
  let base = after.sync.base

  const isInUse = (id: string): boolean => after.addresses.some((address) => address.id === id)
  const gone = [...bystanderIds(before, capabilities)].filter((id) => !isInUse(id))
  const bystanders = new Set([...bystanderIds(after, capabilities), ...gone])
  const unread = new Set(
    after.addresses.filter((address) => isKnownByBase(after, address)).map(({ id }) => id),
  )
  const isNeeded = (key: string): boolean => key in sent || unread.has(addressIdOf(key))
  for (const key of Object.keys(base)) {
    if (!bystanders.has(addressIdOf(key))) continue
    theirs = omit(theirs, key)
    if (!isNeeded(key)) base = omit(base, key)
  }
  for (const key of new Set([...Object.keys(old), ...Object.keys(mine)])) {
    const value = valueIn(mine, key)
    if (isIdentical(valueIn(old, key), value) || !isTracked(key, capabilities)) continue
    if (bystanders.has(addressIdOf(key))) continue
    const known = base[key]
    const isNew = risen.has(addressIdOf(key)) && !(key in old)
    const common = known === undefined ? ((isNew ? '' : seen[key]) ?? valueIn(old, key)) : known
    const isBack = common !== null && sameField(key, value, common, capabilities.normaliser)
    base = isBack && !isNeeded(key) && !(key in theirs) ? omit(base, key) : { ...base, [key]: common }
  }
  const inConflict = after.sync.theirs?.kind === 'fields'
  const conflict = Object.keys(theirs).length === 0 ? null : ({ kind: 'fields', fields: theirs } as const)
  return { ...after, sync: { ...after.sync, base, theirs: inConflict ? conflict : after.sync.theirs } }
}

/** Ids of the addresses that take part only since the edit. */
function risenAddresses(before: Customer, after: Customer, capabilities: ConnectorCapabilities): Set<string> {
  const risen = before.addresses.filter(
    (address) =>
      !takesPart(address, before, capabilities) &&
      after.addresses.some((each) => each.id === address.id && takesPart(each, after, capabilities)),
  )
  return new Set(risen.map(({ id }) => id))
}

/**
 * The fields before the edit; an address taken into use again is known as the remote has it. One that takes part from now
 * on because it became a default, and that the remote does not have, is new there.
 */
function knownFields(before: Customer, risen: ReadonlySet<string>): FieldMap {
  const addresses = before.addresses.flatMap((address): Address[] => {
    if (!risen.has(address.id)) return [address]
    return mayBeAtRemote(before, address) ? [{ ...address, superseded: '' }] : []
  })
  return fieldMapOf({ ...before, addresses })
}
