import { COUNTRY_CODES } from '#shared/domain/country-codes.ts'

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** Name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is none. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return regionNames.of(code) ?? code
}

let options: { value: string; label: string }[] | null = null

/** All countries by name, for a list to choose from. */
export function countryOptions(): { value: string; label: string }[] {
  options ??= COUNTRY_CODES.map((value) => ({ value, label: countryName(value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  )
  return options
}
