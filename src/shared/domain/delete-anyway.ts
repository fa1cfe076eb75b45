import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { ADDRESS_FIELDS, type Address } from './address.ts'
import { withDefaultsInUse } from './address-state.ts'
import { POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { fateChange } from './fate-change.ts'
import { addressFieldKey, addressIdOf, type FieldMap } from './field-map.ts'
import { omit, sidesOf, withSides, type FieldSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { isEmptyValue, sameField, valueIn } from './normalise-field.ts'

/**
 * C3, "delete anyway" (docs/sync.md, section 6): `theirs` is the common state, and what nobody changed here takes it over,
 * so that a customer whose deletion is refused comes back as it is there. Parts of an address that both sides have are
 * taken one by one; an address that was added or removed there as a whole. `lost` goes to the history first.
 */
export function deleteAnyway(
  customer: Customer,
  theirs: FieldMap,
  capabilities: ConnectorCapabilities,
  now: number,
): { customer: Customer; lost: FieldChange[] } {
  const sides = sidesOf(customer)
  const isMine = (key: string): boolean => isEditedHere(key, sides, capabilities)
  const edited = Object.keys(sides.base).filter(isMine)
  const ownAddresses = new Set([
    ...edited.map(addressIdOf),
    ...POINTER_FIELDS.filter(isMine).map((pointer) => valueIn(sides.mine, pointer)),
  ])
  const removed = customer.addresses.filter((address) => isRemovedThere(address, sides, theirs, capabilities))
  const dropped = removed.filter(({ id }) => !ownAddresses.has(id))
  // One that was replaced or removed here stays so; one that is gone there is asked about where it was changed here.
  const asTheyAre = customer.addresses.filter(
    (address) => address.superseded !== '' || (removed.includes(address) && !dropped.includes(address)),
  )
  const lost = [fateChange('edited-there', 'delete-anyway')]
  for (const [key, value] of Object.entries({ ...partsOf(dropped, sides), ...theirs })) {
    const mine = valueIn(sides.mine, key)
    const addressId = addressIdOf(key)
    if (isMine(key) || asTheyAre.some(({ id }) => id === addressId)) {
      sides.base[key] = value
      lost.push({ key, before: value, after: mine })
      continue
    }
    sides.mine[key] = value
    sides.base = omit(sides.base, key)
    // Until a reading has told the remote id of an address that was added there, its base says that it is no new one of ours.
    const isKnown = customer.addresses.some(({ id, remoteId }) => id === addressId && remoteId !== '')
    if (addressId !== '' && !isKnown && !isEmptyValue(value)) sides.base[key] = value
    lost.push({ key, before: mine, after: value })
  }
  return { customer: withDefaultsInUse(withSides(customer, sides, now), customer), lost }
}

/**
 * True where a field is to be sent, or was: one whose base is what stands here anyway is nobody's edit. But one that was
 * edited back while its update was under way is: what was sent may still arrive, so that a revert stays pending and would
 * be asked about, too, if the customer were not to be deleted (docs/sync.md, section 3). What was sent stays with it.
 */
function isEditedHere(
  key: string,
  { mine, base, sent }: FieldSides,
  { normaliser }: ConnectorCapabilities,
): boolean {
  const common = base[key]
  if (common === undefined) return false
  return common === null || key in sent || !sameField(key, valueIn(mine, key), common, normaliser)
}

/** True for an address in use here of which nothing is left at the remote. */
function isRemovedThere(
  { id, superseded }: Address,
  { mine, base }: FieldSides,
  theirs: FieldMap,
  capabilities: ConnectorCapabilities,
): boolean {
  const keys = capabilities.addresses.fields.map((part) => addressFieldKey(id, part))
  return (
    superseded === '' &&
    keys.some((key) => key in theirs) &&
    keys.every((key) => isEmptyValue(theirs[key] ?? base[key] ?? valueIn(mine, key)))
  )
}

/** What goes with addresses that are dropped: every part, also those that only this computer knows, and the defaults they were. */
function partsOf(dropped: readonly Address[], { mine }: FieldSides): FieldMap {
  const gone: FieldMap = {}
  for (const { id } of dropped) {
    for (const part of ADDRESS_FIELDS)
      if (addressFieldKey(id, part) in mine) gone[addressFieldKey(id, part)] = ''
    for (const pointer of POINTER_FIELDS) if (mine[pointer] === id) gone[pointer] = ''
  }
  return gone
}
