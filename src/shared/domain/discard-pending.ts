import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { addressFieldsOf, type Address } from './address.ts'
import { markDeleted, undoDelete } from './apply-edit.ts'
import { isUnderWay, takesPart } from './address-state.ts'
import { addressFieldKey, addressIdOf } from './field-map.ts'
import { isTracked, ownParts, POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { discardEdits } from './discard-edits.ts'
import { withPendingSince } from './edit-sku-mapping.ts'
import { changesBetween, isIdentical, sidesOf } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { sameField, valueIn } from './normalise-field.ts'
import { recordEdit } from './record-edit.ts'
import { seatDefaults, withSlotEmptied } from './seat-defaults.ts'
import type { SkuMapping } from './sku-mapping.ts'
import { withFieldsBack } from './undo-decision.ts'

/** A customer before and after what waits of it was given up. */
export interface DiscardedCustomer {
  before: Customer
  after: Customer
}

/** A SKU mapping before and after; `after` is null where there had been none before the change. */
export interface DiscardedMapping {
  before: SkuMapping
  after: SkuMapping | null
}

/** What was given up in one go, for its undo. */
export interface DiscardedChanges {
  customers: DiscardedCustomer[]
  mappings: DiscardedMapping[]
}

/**
 * Gives up what waits of a customer (docs/sync.md, section 6, "Discard"): a deletion is taken back; edits outside a
 * conflict go back to what the remote has; a customer that was never sent is marked as deleted, which needs a person's
 * yes first. 'keep' where nothing can be given up, such as a deletion under way. `lost` goes to the history first.
 */
export function discardPending(
  customer: Customer,
  capabilities: ConnectorCapabilities,
  now: number,
): { customer: Customer | 'keep'; lost: FieldChange[] } {
  const whole = (changed: Customer) => ({
    customer: changed === customer ? ('keep' as const) : changed,
    lost: [],
  })
  if (customer.deletedAt !== 0) return whole(undoDelete(customer, now))
  if (customer.remoteId === '') return whole(customer.sync.localOnly ? customer : markDeleted(customer, now))
  const { customer: discarded, lost } = discardEdits(customer, capabilities, now)
  const isSame = isIdentical({ ...discarded, updatedAt: 0 }, { ...customer, updatedAt: 0 })
  return isSame ? { customer: 'keep', lost: [] } : { customer: discarded, lost }
}

/**
 * Takes `discardPending` back: what was given up waits again. A field that was edited or changed at the remote since
 * keeps what it has; where nothing is left to put back the answer is 'keep'.
 */
export function undoDiscard(
  current: Customer,
  { before, after }: DiscardedCustomer,
  capabilities: ConnectorCapabilities,
  now: number,
): { customer: Customer | 'keep'; lost: FieldChange[] } {
  const whole = (changed: Customer) => ({
    customer: changed === current ? ('keep' as const) : changed,
    lost: [],
  })
  if (before.deletedAt !== 0) return whole(markDeleted(current, now))
  if (before.remoteId === '') return whole(undoDelete(current, now))
  if (current.deletedAt !== 0) return { customer: 'keep', lost: [] }
  const [old, done, present] = [sidesOf(before), sidesOf(after), sidesOf(current)]
  const isKeptHere = (address: Address): boolean =>
    address.superseded === '' && address.remoteId === '' && !takesPart(address, current, capabilities)
  const keptHere = new Set(current.addresses.filter(isKeptHere).map(({ id }) => id))
  const isAsLeft = (key: string): boolean =>
    !keptHere.has(addressIdOf(key)) &&
    !(key in present.theirs) &&
    isIdentical(valueIn(done.mine, key), valueIn(present.mine, key))
  const keys = [
    ...Object.keys(old.base).filter(isAsLeft),
    ...ownPartsWith(Object.keys(old.base), isAsLeft, capabilities),
  ].filter((key) => !sameField(key, valueIn(old.mine, key), valueIn(done.mine, key), capabilities.normaliser))
  const edited =
    keys.length === 0
      ? current
      : withFieldsBack(current, before, keys, now, (sides) => {
          for (const key of keys) {
            sides.mine[key] = valueIn(old.mine, key)
            if (isTracked(key, capabilities)) sides.base[key] ??= valueIn(present.mine, key)
          }
        })
  const back = withPlacesBack(current, edited, { before, after }, capabilities)
  if (back === current) return { customer: 'keep', lost: [] }
  const lost = changesBetween(current, back, capabilities.normaliser)
  const refused = back.sync.refused ?? before.sync.refused
  return { customer: { ...back, updatedAt: now, sync: { ...back.sync, refused } }, lost }
}

/** The parts that only this computer knows of the addresses among `keys`, where all of an address is as it was left. */
function ownPartsWith(
  keys: readonly string[],
  isAsLeft: (key: string) => boolean,
  capabilities: ConnectorCapabilities,
): string[] {
  const ids = new Set(keys.map(addressIdOf).filter((id) => id !== ''))
  for (const key of keys) if (!isAsLeft(key)) ids.delete(addressIdOf(key))
  const own = ownParts(capabilities)
  return [...ids].flatMap((id) => own.map((part) => addressFieldKey(id, part))).filter(isAsLeft)
}

/** Where the remote has slots: the addresses kept only here, and the defaults, as they were, where neither has changed since. */
function withPlacesBack(
  current: Customer,
  edited: Customer,
  { before, after }: DiscardedCustomer,
  capabilities: ConnectorCapabilities,
): Customer {
  if (capabilities.addresses.shape === 'list') return edited
  const has = ({ addresses }: Customer, address: Address): boolean =>
    addresses.some((each) => isIdentical(each, address))
  const isMade = (address: Address): boolean =>
    has(after, address) && has(current, address) && !before.addresses.some(({ id }) => id === address.id)
  const addresses = edited.addresses.filter((address) => !isMade(address))
  for (const old of before.addresses) {
    const [done, present] = [after, current].map((each) => each.addresses.find(({ id }) => id === old.id))
    const isKeptHere = old.remoteId === '' && old.superseded === ''
    if (!isKeptHere || isIdentical(old, done) || !isIdentical(done, present)) continue
    const index = addresses.findIndex(({ id }) => id === old.id)
    const stands = addresses[index]
    if (stands === undefined) addresses.push(old)
    else if (addresses.some((each) => isOtherLike(each, stands))) addresses[index] = old
  }
  const pointers = POINTER_FIELDS.filter((pointer) => {
    const [was, done, is] = [before[pointer], after[pointer], current[pointer]]
    return was !== done && done === is && (was === '' || addresses.some(({ id }) => id === was))
  })
  const placed = { ...edited, addresses }
  for (const pointer of pointers) placed[pointer] = before[pointer]
  // What is on its way to a slot that another has been chosen for since is to be taken out of it.
  const adrift = addresses.filter(
    ({ id, remoteId, superseded }) =>
      superseded === '' &&
      remoteId === '' &&
      isUnderWay(edited, id) &&
      POINTER_FIELDS.every((pointer) => placed[pointer] !== id),
  )
  if (isIdentical(addresses, edited.addresses) && pointers.length + adrift.length === 0) return edited
  const whole = adrift.reduce(withSlotEmptied, placed)
  return recordEdit(edited, seatDefaults(edited, whole, capabilities), capabilities)
}

/** True for another address in use that says the same. */
function isOtherLike(address: Address, than: Address): boolean {
  const isSame = isIdentical(addressFieldsOf(address), addressFieldsOf(than))
  return address.id !== than.id && address.superseded === '' && isSame
}

/**
 * Gives up what waits of a SKU mapping: the product is again what the remote has, a deletion is taken back, and a mapping
 * that the remote never had is removed. 'keep' where nothing waits, both sides changed it, or it is being sent.
 */
export function discardMapping(mapping: SkuMapping, now: number): SkuMapping | 'remove' | 'keep' {
  const { base, sent, theirs, deletedAt } = mapping
  if (sent !== null || theirs !== null || (base === null && deletedAt === 0)) return 'keep'
  if (base === '') return 'remove'
  const productId = base ?? mapping.productId
  return withPendingSince(
    { ...mapping, productId, base: null, deletedAt: 0, refused: null, updatedAt: now },
    now,
  )
}

/** Takes `discardMapping` back where the mapping is as that left it. */
export function undoDiscardMapping(
  current: SkuMapping,
  { before, after }: DiscardedMapping,
  now: number,
): SkuMapping | 'keep' {
  if (after === null) return 'keep'
  const untouched =
    current.productId === after.productId &&
    current.base === null &&
    current.sent === null &&
    current.theirs === null &&
    current.deletedAt === 0
  return untouched ? { ...before, updatedAt: now } : 'keep'
}
