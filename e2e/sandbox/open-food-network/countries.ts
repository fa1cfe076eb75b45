import { COUNTRIES } from '../believable-places.ts'

/** A country or region as the remote knows it. */
export interface Named {
  code: string
  name: string
}

/** A country of the remote with its regions. */
interface OfnCountry extends Named {
  /** Whether an address must name a region; elsewhere one that matches none is saved as none. */
  needsRegion: boolean
  regions: readonly Named[]
}

/** Regions beside the ones that believable customers live in. */
const MORE_REGIONS: Readonly<Record<string, readonly Named[]>> = {
  AU: [
    { code: 'Vic', name: 'Victoria' },
    { code: 'NSW', name: 'New South Wales' },
    { code: 'Tas', name: 'Tasmania' },
  ],
  GB: [
    { code: 'ENG', name: 'England' },
    { code: 'SCT', name: 'Scotland' },
  ],
  US: [{ code: 'CA', name: 'California' }],
}

const NEEDS_REGION: ReadonlySet<string> = new Set(['AU', 'US', 'CA'])

const countries: readonly OfnCountry[] = COUNTRIES.map(({ code, name, cities }) => {
  const regions = new Map((MORE_REGIONS[code] ?? []).map((region) => [region.code.toLowerCase(), region]))
  for (const [, regionName, regionCode] of cities) {
    if (regionName === null) continue
    const region = { code: regionCode ?? regionName, name: regionName }
    if (!regions.has(region.code.toLowerCase())) regions.set(region.code.toLowerCase(), region)
  }
  return { code, name, needsRegion: NEEDS_REGION.has(code), regions: [...regions.values()] }
})

/** What a client may write to name a country or region: by either, in any case. */
export interface NameOrCode {
  code?: unknown
  name?: unknown
}

/** The country that is meant; null where there is none, without an error. */
export function countryOf(wanted: NameOrCode | null | undefined): OfnCountry | null {
  return matching(countries, wanted)
}

/** The region of a country that is meant; null where there is none, without an error. */
export function regionOf(country: OfnCountry | null, wanted: NameOrCode | null | undefined): Named | null {
  const found = matching(country?.regions ?? [], wanted)
  return found === null ? null : { code: found.code, name: found.name }
}

function matching<T extends Named>(all: readonly T[], wanted: NameOrCode | null | undefined): T | null {
  const fold = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '')
  const [code, name] = [fold(wanted?.code), fold(wanted?.name)]
  return (
    all.find((each) => code !== '' && each.code.toLowerCase() === code) ??
    all.find((each) => name !== '' && each.name.toLowerCase() === name) ??
    null
  )
}
