/** Digits of a postcode in countries where all have equally many and some begin with a zero. */
const LENGTHS: Readonly<Record<string, number>> = {
  AU: 4,
  DE: 5,
  EE: 5,
  ES: 5,
  FI: 5,
  FR: 5,
  IT: 5,
  JP: 7,
  MX: 5,
  MY: 5,
  NO: 4,
  NZ: 4,
  SG: 6,
  TR: 5,
  US: 5,
  ZA: 4,
}

/**
 * True where a postcode can only have lost a leading zero in a spreadsheet: digits alone, exactly one fewer than every
 * postcode of the country has. Nothing is said where the country is not known.
 */
export function lacksLeadingZero(postcode: string, countryCode: string): boolean {
  const length = Object.hasOwn(LENGTHS, countryCode) ? LENGTHS[countryCode] : undefined
  return length !== undefined && /^[1-9]\d*$/.test(postcode) && postcode.length === length - 1
}
