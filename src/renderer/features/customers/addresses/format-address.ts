import type { AddressFields } from '#shared/domain/address.ts'
import { countryName } from '#shared/domain/country-name.ts'

/** Countries that write the postcode before the city; most of the others write it after. */
const POSTCODE_FIRST = new Set(
  'AD AL AR AT BA BE BG BR CH CL CN CR CU CY CZ DE DK DO DZ EE ES FI FR GE GR GT HN HR HT HU IL IS IT KW LI LT LU LV MA MC MD ME MG MK MX MY NE NI NL NO PL PT PY RO RS SE SI SK SM SN TN TR TW UY VA'.split(
    ' ',
  ),
)
/** Countries that write the state between city and postcode. */
const WITH_REGION = new Set('AU BR CA CN ES IE IN IT JP MX MY NG US VE'.split(' '))
/** Countries that write the postcode on a line of its own. */
const POSTCODE_ALONE = new Set('GB GG IM JE UA SG FK GI'.split(' '))

/**
 * The address line by line as its country writes it, without empty lines; the country is last and left out where it is
 * `homeCountry`. Parts that a country's form has no place for follow the city.
 */
export function formatAddress(address: AddressFields, homeCountry = ''): string[] {
  const code = address.countryCode.toUpperCase()
  const person = address.name || [address.firstName, address.lastName].filter(Boolean).join(' ')
  const region = address.regionCode || address.region
  const { city, postcode } = address
  const place = POSTCODE_FIRST.has(code)
    ? [
        [postcode, city].filter(Boolean).join(' '),
        WITH_REGION.has(code) && region !== '' ? `(${region})` : '',
      ]
        .filter(Boolean)
        .join(' ')
    : POSTCODE_ALONE.has(code)
      ? city
      : [city, WITH_REGION.has(code) || code === '' ? region : '', postcode].filter(Boolean).join(' ')
  const country = code === homeCountry && code !== '' ? '' : countryName(code) || address.country
  return [
    person,
    address.company,
    address.line1,
    address.line2,
    address.line3,
    place,
    POSTCODE_ALONE.has(code) ? postcode : '',
    country,
  ].filter((line) => line.trim() !== '')
}

/** The address in one line, for lists and questions. */
export function addressInOneLine(address: AddressFields): string {
  return [address.label, address.line1, address.city, address.postcode].filter(Boolean).join(', ')
}
