const regionNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** Name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is none. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return regionNames.of(code) ?? code
}
