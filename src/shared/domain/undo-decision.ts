import type { NormaliserRules } from '../connector/capabilities.ts'
import type { Address } from './address.ts'
import { addressIdOf } from './field-map.ts'
import type { ConflictSide } from './conflict-rule.ts'
import { fieldMapOf, POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import type { ConflictDecision } from './decide-conflict.ts'
import { fateTakenBack } from './fate-change.ts'
import { isIdentical, sidesOf, withSides, type FieldSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { sameField, valueIn } from './normalise-field.ts'
import type { SkuMapping } from './sku-mapping.ts'

/** A customer before and after its conflict was decided; `after` is null where the decision removed it. */
export interface DecidedCustomer {
  before: Customer
  after: Customer | null
}

/** A SKU mapping before and after its conflict was decided; `after` is null where the decision removed it. */
export interface DecidedMapping {
  before: SkuMapping
  after: SkuMapping | null
}

/** What is decided in one go: each customer for itself or by one side, and SKU mappings by one side. */
export interface ConflictDecisions {
  customers: ReadonlyMap<string, ConflictDecision | ConflictSide>
  mappings: ReadonlyMap<string, ConflictSide>
}

/** What was decided, for its undo; nothing of it is sent before `heldUntil` (ms since the epoch). */
export interface DecidedConflicts {
  customers: DecidedCustomer[]
  mappings: DecidedMapping[]
  /** SKU mappings that went with customers that were removed. */
  belongings: SkuMapping[]
  /** SKU mappings of customers that are to be added there anew, or kept here, as they were before they were unlinked. */
  unlinked: SkuMapping[]
  heldUntil: number
}

/** A SKU mapping of a customer that is not at the remote any more: it waits anew, or is gone where it was to be deleted. */
export function unlinkMapping(mapping: SkuMapping): SkuMapping | 'remove' {
  if (mapping.deletedAt !== 0) return 'remove'
  return { ...mapping, remoteId: '', base: '', sent: null, theirs: null, refused: null }
}

/** Takes `unlinkMapping` back: 'keep' where the mapping was edited or sent since. */
export function relinkMapping(current: SkuMapping, before: SkuMapping, now: number): SkuMapping | 'keep' {
  const untouched =
    current.remoteId === '' &&
    current.sent === null &&
    current.productId === before.productId &&
    current.deletedAt === before.deletedAt
  return untouched ? { ...before, updatedAt: now } : 'keep'
}

/**
 * Puts a conflict back as it was before it was decided (docs/sync.md, section 6, "Undo"). A field that was edited,
 * sent, or changed at the remote since keeps what it has now; where that leaves nothing to put back the answer is 'keep'.
 * `lost` goes to the history before the document is written.
 */
export function undoDecision(
  current: Customer,
  decided: DecidedCustomer,
  rules: NormaliserRules,
  now: number,
): { customer: Customer | 'keep'; lost: FieldChange[] } {
  const { before, after } = decided
  if (after === null) return { customer: 'keep', lost: [] }
  if (before.sync.theirs?.kind === 'fields') return undoFields(current, before, after, rules, now)
  const untouched =
    current.remoteId === after.remoteId &&
    current.deletedAt === after.deletedAt &&
    current.sync.sent === null &&
    current.sync.intent === null &&
    current.sync.theirs === null &&
    isIdentical(fieldMapOf(current), fieldMapOf(after))
  if (!untouched) return { customer: 'keep', lost: [] }
  const fate = fateTakenBack(before, after)
  const [old, present] = [fieldMapOf(before), fieldMapOf(current)]
  const lost = [...new Set([...Object.keys(old), ...Object.keys(present)])]
    .map((key) => ({ key, before: valueIn(present, key), after: valueIn(old, key) }))
    .filter((change) => !isIdentical(change.before, change.after))
  return { customer: { ...before, updatedAt: now }, lost: fate === null ? lost : [fate, ...lost] }
}

/**
 * What the history says of a customer that a decision removed and that comes back: the decision, and every value the other
 * way round (docs/sync.md, section 6, "History").
 */
export function changesOfReturn(removed: Customer): FieldChange[] {
  const fate = fateTakenBack(removed, null)
  const values = Object.entries(fieldMapOf(removed)).map(([key, after]) => ({ key, before: '', after }))
  return fate === null ? values : [fate, ...values]
}

/** `undoDecision` for a SKU mapping: 'keep' where it was edited, sent or changed at the remote since. */
export function undoMappingDecision(
  current: SkuMapping,
  { before, after }: DecidedMapping,
  now: number,
): SkuMapping | 'keep' {
  if (after === null) return 'keep'
  const untouched =
    current.theirs === null &&
    isIdentical(current.sent, after.sent) &&
    current.base === after.base &&
    current.productId === after.productId &&
    current.deletedAt === after.deletedAt
  return untouched ? { ...before, updatedAt: now } : 'keep'
}

function undoFields(
  current: Customer,
  before: Customer,
  after: Customer,
  rules: NormaliserRules,
  now: number,
): { customer: Customer | 'keep'; lost: FieldChange[] } {
  const { theirs } = current.sync
  if (current.deletedAt !== 0 || (theirs !== null && theirs.kind !== 'fields'))
    return { customer: 'keep', lost: [] }
  const [old, done, present] = [sidesOf(before), sidesOf(after), sidesOf(current)]
  const keys = Object.keys(old.theirs).filter(
    (key) => !(key in done.theirs) && isAsDecided(key, { old, done, present }, rules),
  )
  if (keys.length === 0) return { customer: 'keep', lost: [] }
  const lost = keys
    .map((key) => ({ key, before: valueIn(present.mine, key), after: valueIn(old.mine, key) }))
    .filter((change) => !isIdentical(change.before, change.after))
  const back = withFieldsBack(current, before, keys, now, (sides) => {
    for (const key of keys) {
      sides.mine[key] = valueIn(old.mine, key)
      sides.base[key] = old.base[key] ?? null
      sides.theirs[key] = valueIn(old.theirs, key)
      const sent = old.sent[key]
      if (sent !== undefined && current.sync.sent !== null) sides.sent[key] = sent
    }
  })
  const whole: Customer = { ...back }
  for (const pointer of POINTER_FIELDS) {
    const isAsLeft = before[pointer] !== after[pointer] && current[pointer] === after[pointer]
    if (isAsLeft && whole.addresses.some(({ id }) => id === before[pointer])) whole[pointer] = before[pointer]
  }
  return { customer: whole, lost }
}

/**
 * The document with fields put back by `put`. Their addresses that went meanwhile come back with what the remote knows
 * them by, and those that were replaced are replaced again.
 */
export function withFieldsBack(
  current: Customer,
  before: Customer,
  keys: readonly string[],
  now: number,
  put: (sides: FieldSides) => void,
): Customer {
  const addressIds = new Set(keys.map(addressIdOf).filter((id) => id !== ''))
  const gone = before.addresses.filter(
    ({ id }) => addressIds.has(id) && !current.addresses.some((address) => address.id === id),
  )
  const whole = { ...current, addresses: [...current.addresses, ...gone] }
  const sides = sidesOf(whole)
  put(sides)
  const back = withSides(whole, sides, now)
  const addresses = back.addresses.map((address): Address => {
    const was = before.addresses.find(({ id }) => id === address.id)
    return was !== undefined && was.superseded !== '' && addressIds.has(was.id) ? was : address
  })
  return { ...back, addresses, updatedAt: now }
}

/** True while a field is as its decision left it, nothing of it has been sent, and the remote has what it had. */
function isAsDecided(
  key: string,
  { old, done, present }: Record<'old' | 'done' | 'present', FieldSides>,
  rules: NormaliserRules,
): boolean {
  if (key in present.theirs || (key in present.sent && !(key in done.sent))) return false
  const mine = valueIn(present.mine, key)
  if (!isIdentical(mine, valueIn(done.mine, key))) return false
  const there = key in present.base ? present.base[key] : mine
  return there !== null && there !== undefined && sameField(key, there, valueIn(old.theirs, key), rules)
}
