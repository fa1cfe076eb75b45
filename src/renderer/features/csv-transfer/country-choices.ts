import { COUNTRY_CODES } from '#shared/domain/country-codes.ts'

let choices: { value: string; label: string }[] | null = null

/** All countries by name, for a list to choose from; the values are ISO 3166-1 alpha-2 codes. */
export function countryChoices(): { value: string; label: string }[] {
  if (choices === null) {
    const names = new Intl.DisplayNames(['en'], { type: 'region' })
    choices = COUNTRY_CODES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
      a.label.localeCompare(b.label),
    )
  }
  return choices
}
