import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * How a number may be stored there, likeliest first: as given, without blanks, and in its country's own way
 * ("+61412345678" as "0412345678" and "0412 345 678"). None for an empty text.
 */
export function phoneSpellings(number: string): string[] {
  const given = number.trim()
  if (given === '') return []
  const parsed = parsePhoneNumberFromString(given)
  const national = parsed?.formatNational() ?? ''
  const spellings = [given, compact(given), compact(national), national, parsed?.formatInternational() ?? '']
  return [...new Set(spellings)].filter((spelling) => spelling !== '')
}

/** True for two spellings of one number. */
export function samePhone(one: string, other: string): boolean {
  const spellings = new Set(phoneSpellings(other).map(compact))
  return one.trim() !== '' && phoneSpellings(one).some((spelling) => spellings.has(compact(spelling)))
}

function compact(number: string): string {
  return number.replace(/[^+\d]/g, '')
}
