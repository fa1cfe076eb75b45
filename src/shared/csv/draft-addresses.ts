import {
  addressFieldsOf,
  addressIdentity,
  ADDRESS_FIELDS,
  emptyAddressFields,
  newAddress,
  type Address,
  type AddressField,
  type AddressFields,
} from '../domain/address.ts'
import type { CustomerDraft } from '../domain/customer.ts'
import { PLACE_FIELDS } from './address-column-names.ts'
import type { AddressGroup } from './column-target.ts'
import { mergeAddress, readAddress, tellsAddress, type MappedParts, type RowAddress } from './row-address.ts'
import type { RowCells, RowProblem } from './row-cells.ts'

/** What the addresses of a row need besides it. */
export interface AddressContext {
  readonly mappedParts: MappedParts
  /** Ids for new addresses. */
  readonly newId: () => string
}

/** Which parts of an address a row empties where its cell is blank. */
export type ClearsPart = (group: AddressGroup, field: AddressField) => boolean

/** What reading the addresses of a row found. */
export interface AddressFindings {
  problems: RowProblem[]
  warnings: RowProblem[]
}

const EMPTY: Readonly<AddressFields> = emptyAddressFields()
const NEVER = (): boolean => false
const DEFAULTS = ['shipping', 'billing'] as const
type DefaultGroup = (typeof DEFAULTS)[number]
const POINTERS = {
  shipping: 'defaultShippingAddressId',
  billing: 'defaultBillingAddressId',
} as const satisfies Record<DefaultGroup, keyof CustomerDraft>

/** Gives a new draft the addresses of its row; equal ones become one, which gains what it lacked. */
export function addNewAddresses(
  draft: CustomerDraft,
  cells: RowCells,
  context: AddressContext,
  clears: ClearsPart,
): AddressFindings {
  const findings: AddressFindings = { problems: [], warnings: [] }
  const madeFor = new Map<Address, AddressGroup>()
  for (const [group, mapped] of context.mappedParts) {
    if (!tellsAddress(cells, group, mapped)) continue
    const row = readAddress(cells, group, mapped, EMPTY, (field) => clears(group, field))
    tell(findings, row)
    const fields = mergeAddress(EMPTY, row, mapped, NEVER)
    const same = equalOf(draft.addresses, fields)
    const address = same ?? newAddress(context.newId(), fields)
    if (same === undefined) {
      draft.addresses.push(address)
      madeFor.set(address, group)
    } else {
      const owner = madeFor.get(same) ?? group
      for (const field of ADDRESS_FIELDS) if (!clears(owner, field)) same[field] ||= fields[field]
    }
    if (isDefault(group)) draft[POINTERS[group]] = address.id
  }
  return findings
}

/** One default address of a customer as a row leaves it. */
interface MergedAddress {
  /** What was there; undefined where the customer had no such default. */
  old: Address | undefined
  /** `old` itself where the row changes nothing in it. */
  fields: AddressFields
  /** What the row makes of another address. */
  onto: (address: Address) => AddressFields
}

/**
 * Changes or adds the addresses of a draft of an existing customer. Further ones are added where no equal one is
 * there; one that differs in what makes no other address of it (phone, label) is brought up to date.
 */
export function mergeAddresses(
  draft: CustomerDraft,
  cells: RowCells,
  context: AddressContext,
  clears: ClearsPart,
): AddressFindings {
  let present = { ...draft }
  const findings = mergeOnce(present, draft, cells, context, clears)
  // What parted two addresses may let the row say more of one of them: importing it again must have nothing left to do.
  for (let pass = 0; pass < MOST_PASSES && !sameAddresses(present, draft); pass += 1) {
    present = { ...draft }
    mergeOnce(present, draft, cells, context, clears)
  }
  return findings
}

const MOST_PASSES = 4
const NO_PARTS: ReadonlySet<AddressField> = new Set()

function sameAddresses(a: CustomerDraft, b: CustomerDraft): boolean {
  return a.addresses === b.addresses && DEFAULTS.every((group) => a[POINTERS[group]] === b[POINTERS[group]])
}

function mergeOnce(
  present: CustomerDraft,
  draft: CustomerDraft,
  cells: RowCells,
  context: AddressContext,
  clears: ClearsPart,
): AddressFindings {
  const findings: AddressFindings = { problems: [], warnings: [] }
  const merge = (group: DefaultGroup): MergedAddress | null => {
    const mapped = context.mappedParts.get(group) ?? NO_PARTS
    const old = present.addresses.find((one) => one.id === present[POINTERS[group]] && one.superseded === '')
    const isEmptied = old !== undefined && clearsAlone(group, context.mappedParts, clears)
    if (!isEmptied && !tellsAddress(cells, group, mapped)) return null
    const base = old ?? EMPTY
    const goes = (field: AddressField): boolean => clears(group, field)
    const row = readAddress(cells, group, mapped, base, goes)
    tell(findings, row)
    const onto = (address: Address): AddressFields =>
      mergeAddress(address, readAddress(cells, group, mapped, address, goes), mapped, goes)
    return { old, fields: mergeAddress(base, row, mapped, goes), onto }
  }
  const shipping = merge('shipping')
  const billing = merge('billing')
  const oneForBoth =
    present.defaultShippingAddressId !== '' &&
    present.defaultShippingAddressId === present.defaultBillingAddressId
  if (shipping !== null && shipping.fields !== shipping.old) {
    const billingStays = oneForBoth && billing !== null && billing.fields === billing.old
    const setting = { asNew: billingStays, otherIsTold: billing !== null, clears }
    setAddress(draft, 'shipping', shipping, setting, context)
  }
  if (billing !== null && billing.fields !== billing.old) {
    // An address that ships as well is not changed by what the row says of billing: billing gets one of its own.
    const asNew = billing.old !== undefined && draft.defaultShippingAddressId === billing.old.id
    setAddress(draft, 'billing', billing, { asNew, otherIsTold: shipping !== null, clears }, context)
  }
  const taken = new Set<string>()
  if (shipping !== null) taken.add(draft.defaultShippingAddressId)
  if (billing !== null) taken.add(draft.defaultBillingAddressId)
  mergeFurther(draft, cells, context, clears, taken, findings)
  return findings
}

/**
 * An address of which every cell is blank is not emptied: a row without address says nothing of one. Parts without a
 * place (a phone) are, where they are all that the file has of addresses.
 */
function clearsAlone(group: DefaultGroup, mappedParts: MappedParts, clears: ClearsPart): boolean {
  const isAlone = [...mappedParts.keys()].every((other) => other === group)
  const fields = [...(mappedParts.get(group) ?? NO_PARTS)]
  return isAlone && !fields.some((field) => PLACES.has(field)) && fields.some((field) => clears(group, field))
}

const PLACES: ReadonlySet<AddressField> = new Set(
  PLACE_FIELDS.filter((field) => field !== 'latitude' && field !== 'longitude'),
)

interface Setting {
  /** The address that is there serves the other default too and stays as it is. */
  asNew: boolean
  /**
   * What the row says of the other default stands, and only gains what it lacks; else importing it again would turn it back
   * and forth.
   */
  otherIsTold: boolean
  clears: ClearsPart
}

function setAddress(
  draft: CustomerDraft,
  group: DefaultGroup,
  { old, fields, onto }: MergedAddress,
  { asNew, otherIsTold, clears }: Setting,
  context: AddressContext,
): void {
  const moved = old === undefined || asNew || addressIdentity(fields) !== addressIdentity(old)
  const others = draft.addresses.filter((one) => one.superseded === '' && (asNew || one.id !== old?.id))
  const same = moved ? equalOf(others, fields) : undefined
  if (same === undefined && old !== undefined && !asNew) {
    replace(draft, old.id, fields)
    return
  }
  if (same === undefined) {
    const added = newAddress(context.newId(), addressFieldsOf(fields))
    draft.addresses = [...draft.addresses, added]
    draft[POINTERS[group]] = added.id
    return
  }
  const otherGroup = group === 'shipping' ? 'billing' : 'shipping'
  const told = { ...onto(same) }
  if (same.id === draft[POINTERS[otherGroup]] && otherIsTold) {
    for (const field of ADDRESS_FIELDS) {
      if (same[field] !== '' || clears(otherGroup, field)) told[field] = same[field]
    }
  }
  replace(draft, same.id, told)
  draft[POINTERS[group]] = same.id
}

function mergeFurther(
  draft: CustomerDraft,
  cells: RowCells,
  context: AddressContext,
  clears: ClearsPart,
  taken: Set<string>,
  findings: AddressFindings,
): void {
  const left: { group: AddressGroup; mapped: ReadonlySet<AddressField> }[] = []
  for (const [group, mapped] of context.mappedParts) {
    if (isDefault(group) || !tellsAddress(cells, group, mapped)) continue
    const same = inUse(draft).find((one) => saysNothingNew(cells, group, mapped, one, clears))
    if (same === undefined) left.push({ group, mapped })
    else taken.add(same.id)
  }
  for (const { group, mapped } of left) {
    const goes = (field: AddressField): boolean => clears(group, field)
    const row = readAddress(cells, group, mapped, EMPTY, goes)
    const fields = mergeAddress(EMPTY, row, mapped, NEVER)
    const equal = inUse(draft).filter((one) => isEqual(one, fields))
    const free = equal.find((one) => !taken.has(one.id))
    if (free !== undefined) {
      const update = readAddress(cells, group, mapped, free, goes)
      tell(findings, update)
      replace(draft, free.id, mergeAddress(free, update, mapped, goes))
      taken.add(free.id)
    } else if (equal.length === 0) {
      tell(findings, row)
      const added = newAddress(context.newId(), fields)
      draft.addresses = [...draft.addresses, added]
      taken.add(added.id)
    }
  }
}

function saysNothingNew(
  cells: RowCells,
  group: AddressGroup,
  mapped: ReadonlySet<AddressField>,
  address: Address,
  clears: ClearsPart,
): boolean {
  const goes = (field: AddressField): boolean => clears(group, field)
  const row = readAddress(cells, group, mapped, address, goes)
  if (Object.keys(row.changes).length > 0) return false
  return mergeAddress(address, { ...row, fallback: {} }, mapped, goes) === address
}

function replace(draft: CustomerDraft, id: string, fields: AddressFields): void {
  const old = draft.addresses.find((one) => one.id === id)
  if (old === undefined || ADDRESS_FIELDS.every((field) => old[field] === fields[field])) return
  draft.addresses = draft.addresses.map((one) =>
    one.id === id ? { ...one, ...addressFieldsOf(fields) } : one,
  )
}

function inUse(draft: CustomerDraft): Address[] {
  return draft.addresses.filter((one) => one.superseded === '')
}

function equalOf(addresses: readonly Address[], fields: AddressFields): Address | undefined {
  return addresses.find((one) => one.superseded === '' && isEqual(one, fields))
}

/** Equal but for case, spacing and punctuation; addresses that name no place and nobody only where all is the same. */
function isEqual(a: AddressFields, b: AddressFields): boolean {
  const identity = addressIdentity(a)
  if (identity !== addressIdentity(b)) return false
  return /[^|]/.test(identity) || ADDRESS_FIELDS.every((field) => a[field] === b[field])
}

function isDefault(group: AddressGroup): group is DefaultGroup {
  return group === 'shipping' || group === 'billing'
}

function tell(findings: AddressFindings, row: RowAddress): void {
  findings.problems.push(...row.problems)
  findings.warnings.push(...row.warnings)
}
