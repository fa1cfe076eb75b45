import { COUNTRY_CODES } from '#shared/domain/country-codes.ts'
import { countryName } from '#shared/domain/country-name.ts'

let options: { value: string; label: string }[] | null = null

/** All countries by name, for a list to choose from. */
export function countryOptions(): { value: string; label: string }[] {
  options ??= COUNTRY_CODES.map((value) => ({ value, label: countryName(value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  )
  return options
}
