import { ADDRESS_FIELDS, addressIdentity, type AddressField, type AddressFields } from '../domain/address.ts'
import { PLACE_FIELDS } from './address-column-names.ts'
import {
  addressTarget,
  addressTargets,
  numberOfGroup,
  parseAddressTarget,
  type AddressGroup,
  type ColumnTarget,
} from './column-target.ts'
import { countryCodeOf } from './country-names.ts'
import { lacksLeadingZero } from './postcode-length.ts'
import { needsKnownRegion, regionOf, type Region } from './region-names.ts'
import { isSpreadsheetError, lacksNumber, type RowCell, type RowCells, type RowProblem } from './row-cells.ts'

/** The addresses that a file has columns for, in their order, with the parts of each. */
export type MappedParts = ReadonlyMap<AddressGroup, ReadonlySet<AddressField>>

/** One address as a row tells it, held against an address that is there (an empty one for a new customer). */
export interface RowAddress {
  /** Parts in which something stands in the row, defaults aside. */
  told: Set<AddressField>
  /** Parts that the row tells otherwise than they are; other spellings of the same are none. */
  changes: Partial<AddressFields>
  /** What fills parts that are blank after the change: defaults, and what follows from what the row tells. */
  fallback: Partial<AddressFields>
  problems: RowProblem[]
  warnings: RowProblem[]
}

/** Parts that say where a place is: they change together. */
const PLACE: ReadonlySet<AddressField> = new Set(PLACE_FIELDS)

/** Parts that say the same in two ways: where the row tells one, a blank other one is not missing. */
const PAIRED: Readonly<Partial<Record<AddressField, AddressField>>> = {
  region: 'regionCode',
  regionCode: 'region',
  country: 'countryCode',
  countryCode: 'country',
}

/** Which parts of which address the columns of a file go to. */
export function mappedPartsOf(mapping: readonly ColumnTarget[]): MappedParts {
  const parts = new Map<AddressGroup, Set<AddressField>>()
  for (const target of mapping) {
    const part = parseAddressTarget(target)
    if (part !== null) parts.set(part.group, (parts.get(part.group) ?? new Set()).add(part.field))
  }
  return new Map([...parts].sort(([one], [other]) => numberOfGroup(one) - numberOfGroup(other)))
}

/** True where a row says something of one of its addresses. */
export function tellsAddress(
  cells: RowCells,
  group: AddressGroup,
  mapped: ReadonlySet<AddressField>,
): boolean {
  if (mapped.size === 0) return false
  for (const [, target] of addressTargets(group)) {
    const cell = cells.get(target)
    if (cell !== undefined && !cell.isDefault) return true
  }
  return false
}

/**
 * Reads one address of a row against the address it is about. `clears`: parts that a blank cell empties; there a default
 * counts as if it stood in the row.
 */
export function readAddress(
  cells: RowCells,
  group: AddressGroup,
  mapped: ReadonlySet<AddressField>,
  present: AddressFields,
  clears: (field: AddressField) => boolean,
): RowAddress {
  const told = new Set<AddressField>()
  const changed = new Map<AddressField, RowCell>()
  const fallback: Partial<AddressFields> = {}
  for (const [field, target] of addressTargets(group)) {
    const cell = cells.get(target)
    if (cell === undefined) continue
    if (cell.isDefault && !clears(field)) {
      if (cell.rule === null) fallback[field] = cell.text
      continue
    }
    told.add(field)
    if (cell.text !== present[field].trim()) changed.set(field, cell)
  }
  const address: RowAddress = { told, changes: {}, fallback, problems: [], warnings: [] }
  const tell = (list: RowProblem[], field: AddressField, cell: RowCell, rule: RowProblem['rule']): void => {
    list.push({ column: cell.column, target: addressTarget(group, field), rule })
  }
  for (const [field, cell] of changed) {
    address.changes[field] = cell.text
    if (cell.rule !== null) tell(address.problems, field, cell, cell.rule)
    if (isSpreadsheetError(cell.text)) tell(address.warnings, field, cell, 'spreadsheet-error')
    else if (field === 'phone' && lacksNumber(cell.text)) tell(address.warnings, field, cell, 'no-number')
  }
  const country = readCountry(address, present, changed, tell)
  readRegion(address, present, country, mapped, changed, tell)
  const postcode = changed.get('postcode')
  if (postcode !== undefined && lacksLeadingZero(postcode.text, country)) {
    tell(address.warnings, 'postcode', postcode, 'lost-zero')
  }
  return address
}

type Tell = (list: RowProblem[], field: AddressField, cell: RowCell, rule: RowProblem['rule']) => void
type Changed = ReadonlyMap<AddressField, RowCell>

/** Makes codes of countries, and answers the code of the country that the address is in after the row, '' = unknown. */
function readCountry(address: RowAddress, present: AddressFields, changed: Changed, tell: Tell): string {
  const { changes, fallback } = address
  const presentCode = countryCodeOf(present.countryCode) ?? countryCodeOf(present.country) ?? ''
  const code = changed.get('countryCode')
  const name = changed.get('country')
  const told = code === undefined ? null : countryCodeOf(code.text)
  const named = name === undefined ? null : countryCodeOf(name.text)
  // Where one of the two says something else, both are taken as they are.
  const isSame =
    presentCode !== '' &&
    (code === undefined || told === presentCode) &&
    (name === undefined || named === presentCode)
  if (isSame) {
    delete changes.countryCode
    delete changes.country
  } else if (told !== null) changes.countryCode = told
  if (name !== undefined && !address.told.has('countryCode')) {
    if (named === null) tell(address.problems, 'country', name, 'country')
    else if (named !== presentCode) changes.countryCode = named
  }
  const usual = countryCodeOf(fallback.countryCode ?? '') ?? countryCodeOf(fallback.country ?? '')
  if (usual !== null) fallback.countryCode = usual
  return changes.countryCode ?? (presentCode === '' ? (usual ?? '') : presentCode)
}

/** Makes codes of states and provinces where that is customary. */
function readRegion(
  address: RowAddress,
  present: AddressFields,
  country: string,
  mapped: ReadonlySet<AddressField>,
  changed: Changed,
  tell: Tell,
): void {
  const { changes, fallback } = address
  const presentRegion = regionOf(country, present.regionCode) ?? regionOf(country, present.region)
  const mustBeKnown = needsKnownRegion(country)
  const code = changed.get('regionCode')
  const name = changed.get('region')
  const told = code === undefined ? null : regionOf(country, code.text)
  const named = name === undefined ? null : regionOf(country, name.text)
  const says = (cell: RowCell | undefined, region: Region | null): boolean =>
    cell === undefined || (region === null ? sameText(cell.text, present) : region === presentRegion)
  // Where one of the two says something else, both are taken as they are.
  if (says(code, told) && says(name, named)) {
    delete changes.regionCode
    delete changes.region
  } else {
    if (told !== null) changes.regionCode = told.code
    else if (code !== undefined && mustBeKnown) tell(address.problems, 'regionCode', code, 'region')
    if (name !== undefined && named === null && mustBeKnown && !address.told.has('regionCode')) {
      tell(address.problems, 'region', name, 'region')
    }
    // Where the file has a column for the code, what stands in the one for the name is left as it is.
    if (name !== undefined && !mapped.has('regionCode') && takeCode(changes, name.text, named)) {
      address.told.delete('region')
      address.told.add('regionCode')
    }
  }
  const usual = fallback.region === undefined ? null : regionOf(country, fallback.region)
  if (usual !== null && fallback.region !== undefined) takeCode(fallback, fallback.region, usual)
}

/** Sets the code of a region that was told by name or by code. What is no more than a code is no name: then true. */
function takeCode(parts: Partial<AddressFields>, text: string, region: Region | null): boolean {
  const isCode = region === null ? /^[A-Z]{2,3}$/.test(text) : isSpelling(text, region.code)
  if (isCode) delete parts.region
  if (isCode || region !== null) parts.regionCode = region?.code ?? text
  return isCode
}

function sameText(text: string, present: AddressFields): boolean {
  const folded = text.toLowerCase()
  return folded === present.regionCode.trim().toLowerCase() || folded === present.region.trim().toLowerCase()
}

function isSpelling(text: string, code: string): boolean {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase() === code
}

/**
 * The address after a row: told parts replace, blank ones keep what was there, or are emptied where `clears`. Where the
 * row names another place, the blank parts of the place go too, so that no address is half old and half new. Where
 * nothing changes, `present` itself is returned.
 */
export function mergeAddress(
  present: AddressFields,
  row: RowAddress,
  mapped: ReadonlySet<AddressField>,
  clears: (field: AddressField) => boolean,
): AddressFields {
  const { told, changes } = row
  const moved = isAnotherPlace(present, changes)
  const merged = { ...present }
  for (const field of ADDRESS_FIELDS) {
    if (changes[field] !== undefined || isTold(field, told)) continue
    const isPlace = PLACE.has(field)
    const goes = moved && isPlace && (mapped.has(field) || field === 'latitude' || field === 'longitude')
    if (goes || (mapped.has(field) && clears(field) && present[field].trim() !== '')) merged[field] = ''
  }
  for (const [one, other] of Object.entries(PAIRED) as [AddressField, AddressField][]) {
    // A new name without its code would stand beside the code of the old one, and the other way round.
    if (changes[one] !== undefined && changes[other] === undefined && !told.has(other)) merged[other] = ''
  }
  Object.assign(merged, changes)
  const isBlank = (field: AddressField | undefined): boolean =>
    field === undefined || merged[field].trim() === ''
  const blank = ADDRESS_FIELDS.filter((field) => isBlank(field) && isBlank(PAIRED[field]))
  for (const field of blank) merged[field] = row.fallback[field] ?? merged[field]
  return ADDRESS_FIELDS.every((field) => merged[field] === present[field]) ? present : merged
}

function isTold(field: AddressField, told: ReadonlySet<AddressField>): boolean {
  const pair = PAIRED[field]
  return told.has(field) || (pair !== undefined && told.has(pair))
}

function isAnotherPlace(present: AddressFields, changes: Partial<AddressFields>): boolean {
  const { line1, city, postcode } = changes
  const moved = {
    ...present,
    ...(line1 === undefined ? {} : { line1 }),
    ...(city === undefined ? {} : { city }),
    ...(postcode === undefined ? {} : { postcode }),
  }
  const wasSomewhere = present.line1 !== '' || present.postcode !== '' || present.city !== ''
  return wasSomewhere && addressIdentity(moved) !== addressIdentity(present)
}
