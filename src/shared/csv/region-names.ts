import { REGION_TABLE } from './region-table.ts'

/** A state, province or region with its customary code. */
export interface Region {
  code: string
  name: string
}

/** The regions of one country, and each under all its spellings. */
interface CountryRegions {
  list: readonly Region[]
  bySpelling: ReadonlyMap<string, Region>
  /** Spellings met lately: a file has few, and each in many rows. */
  met: Map<string, Region | null>
}

const MOST_MET = 5000

/** Countries whose addresses always name one of a closed list: anything else there is a mistake. */
const ALWAYS_ONE_OF_THEM: ReadonlySet<string> = new Set(['US', 'CA', 'AU'])

const known = new Map<string, CountryRegions>()

/**
 * The region of a country that a text names by code or by name, whatever its case, accents and points ("N.S.W.");
 * null where it names none, or where codes are not customary in this country.
 */
export function regionOf(countryCode: string, text: string): Region | null {
  const regions = text === '' ? null : countryRegions(countryCode)
  if (regions === null) return null
  const known = regions.met.get(text)
  if (known !== undefined) return known
  const region = regions.bySpelling.get(fold(text)) ?? null
  if (regions.met.size >= MOST_MET) regions.met.clear()
  regions.met.set(text, region)
  return region
}

/** All regions of a country in the order of their codes; none where codes are not customary there. */
export function regionsOf(countryCode: string): readonly Region[] {
  return countryRegions(countryCode)?.list ?? []
}

/** True where what stands in the region of an address must be one of regionsOf. */
export function needsKnownRegion(countryCode: string): boolean {
  return ALWAYS_ONE_OF_THEM.has(countryCode)
}

/** True where a text names a state or province of one of the countries whose addresses always have one. */
export function isKnownRegion(text: string): boolean {
  return [...ALWAYS_ONE_OF_THEM].some((country) => regionOf(country, text) !== null)
}

function countryRegions(countryCode: string): CountryRegions | null {
  const made = known.get(countryCode)
  if (made !== undefined) return made
  const table = Object.hasOwn(REGION_TABLE, countryCode) ? REGION_TABLE[countryCode] : undefined
  if (table === undefined) return null
  const list: Region[] = []
  const bySpelling = new Map<string, Region>()
  const entries = table.split(';').map((entry) => entry.trim())
  for (const entry of entries) {
    const at = entry.indexOf(' ')
    const [name = '', ...others] = entry.slice(at + 1).split('=')
    const region = { code: entry.slice(0, at), name }
    list.push(region)
    for (const spelling of [region.code, name, ...others]) bySpelling.set(fold(spelling), region)
  }
  const regions = { list, bySpelling, met: new Map<string, Region | null>() }
  known.set(countryCode, regions)
  return regions
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
