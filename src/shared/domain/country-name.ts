/** Made when it is first asked for a name: that takes some milliseconds of a start. */
let regionNames: Intl.DisplayNames | null = null

/** Name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is none. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  regionNames ??= new Intl.DisplayNames(['en'], { type: 'region' })
  return regionNames.of(code) ?? code
}
