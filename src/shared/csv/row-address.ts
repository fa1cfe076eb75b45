import { ADDRESS_FIELDS, addressIdentity, type AddressField, type AddressFields } from '../domain/address.ts'
import { addressTarget, parseAddressTarget, type AddressGroup, type ColumnTarget } from './column-target.ts'
import { countryCodeOf } from './country-names.ts'
import type { RowCells, RowProblem } from './row-cells.ts'

/** One address as a row tells it: the filled parts, and which parts the file has a column for. */
export interface RowAddress {
  parts: Partial<AddressFields>
  mapped: ReadonlySet<AddressField>
}

/** The parts of each address that a file has columns for. */
export type MappedParts = Readonly<Record<AddressGroup, ReadonlySet<AddressField>>>

/** Parts that say where a place is: they change together. */
const PLACE: readonly AddressField[] = [
  'line1',
  'line2',
  'line3',
  'city',
  'region',
  'regionCode',
  'postcode',
  'countryCode',
  'country',
  'latitude',
  'longitude',
]

/** Which parts of which address the columns of a file go to. */
export function mappedPartsOf(mapping: readonly ColumnTarget[]): MappedParts {
  const parts = { shipping: new Set<AddressField>(), billing: new Set<AddressField>() }
  for (const target of mapping) {
    const part = parseAddressTarget(target)
    if (part !== null) parts[part.group].add(part.field)
  }
  return parts
}

/** One address of a row; null where none of its cells is filled. */
export function readAddress(cells: RowCells, group: AddressGroup, mapped: MappedParts): RowAddress | null {
  const parts: Partial<AddressFields> = {}
  for (const field of ADDRESS_FIELDS) {
    const cell = cells.get(addressTarget(group, field))
    if (cell !== undefined) parts[field] = cell.text
  }
  if (Object.keys(parts).length === 0) return null
  if (parts.countryCode !== undefined)
    parts.countryCode = countryCodeOf(parts.countryCode) ?? parts.countryCode
  else if (parts.country !== undefined) {
    const code = countryCodeOf(parts.country)
    if (code !== null) parts.countryCode = code
  }
  // A column "State" that holds "VIC" holds the code; where the file has a column for the code, it is left alone.
  if (parts.region !== undefined && !mapped[group].has('regionCode') && /^[A-Z]{2,3}$/.test(parts.region)) {
    parts.regionCode = parts.region
    delete parts.region
  }
  return { parts, mapped: mapped[group] }
}

/** The country of a row's address where nobody can say which it is. */
export function countryProblems(cells: RowCells, group: AddressGroup): RowProblem[] {
  const country = cells.get(addressTarget(group, 'country'))
  if (country === undefined || cells.has(addressTarget(group, 'countryCode'))) return []
  if (countryCodeOf(country.text) !== null) return []
  return [{ column: country.column, target: addressTarget(group, 'country'), rule: 'country' }]
}

/**
 * The address after a row: filled parts replace, blank ones keep what was there. Where the row names another place,
 * the blank parts of the place go too, so that no address is half old and half new. Spellings that say the same
 * (country name and code, state name and code, blanks at the ends) change nothing; then `present` itself is returned.
 */
export function mergeAddress(present: AddressFields, row: RowAddress): AddressFields {
  const changes = realChanges(present, row.parts)
  if (Object.keys(changes).length === 0) return present
  const cleared: Partial<AddressFields> = {}
  if (isAnotherPlace(present, changes)) {
    for (const field of PLACE) {
      if (row.parts[field] === undefined && row.mapped.has(field)) cleared[field] = ''
    }
    cleared.latitude = ''
    cleared.longitude = ''
  }
  if (changes.region !== undefined && row.parts.regionCode === undefined) cleared.regionCode = ''
  if (changes.regionCode !== undefined && row.parts.region === undefined) cleared.region = ''
  if (changes.countryCode !== undefined && row.parts.country === undefined) cleared.country = ''
  return { ...present, ...cleared, ...changes }
}

function realChanges(present: AddressFields, parts: Partial<AddressFields>): Partial<AddressFields> {
  const changes: Partial<AddressFields> = {}
  for (const field of ADDRESS_FIELDS) {
    const value = parts[field]
    if (value !== undefined && value !== present[field].trim()) changes[field] = value
  }
  const presentCountry = countryCodeOf(present.countryCode) ?? countryCodeOf(present.country)
  if (presentCountry !== null) {
    if (changes.countryCode === presentCountry) delete changes.countryCode
    if (changes.country !== undefined && countryCodeOf(changes.country) === presentCountry)
      delete changes.country
  }
  if (changes.region !== undefined && isSame(changes.region, present.regionCode)) delete changes.region
  if (changes.regionCode !== undefined && isSame(changes.regionCode, present.region))
    delete changes.regionCode
  if (changes.regionCode !== undefined && isSame(changes.regionCode, present.regionCode))
    delete changes.regionCode
  return changes
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase()
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
