import { expect, test } from 'vitest'
import { COUNTRY_CODES } from '../domain/country-codes.ts'
import { countryCodeOf, countryNamesOf } from './country-names.ts'

test.each([
  ['AU', 'AU'],
  ['au', 'AU'],
  ['AUS', 'AU'],
  ['Australia', 'AU'],
  ['  new zealand ', 'NZ'],
  ['UK', 'GB'],
  ['United Kingdom', 'GB'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['United States', 'US'],
  ['United States of America', 'US'],
  ['Deutschland', 'DE'],
  ['Österreich', 'AT'],
  ['Suisse', 'CH'],
  ['Türkiye', 'TR'],
  ['Côte d’Ivoire', 'CI'],
  ['U.K.', 'GB'],
  ['Royaume-Uni', 'GB'],
  ['The Netherlands', 'NL'],
  ['Éire', 'IE'],
  ['Oesterreich', 'AT'],
  ['GROSSBRITANNIEN', 'GB'],
  ['St. Lucia', 'LC'],
  ['Ivory Coast', 'CI'],
  ['Viet Nam', 'VN'],
  ['Brasil', 'BR'],
  ['Česko', 'CZ'],
  ['Ελλάδα', 'GR'],
  ['Россия', 'RU'],
  ['日本', 'JP'],
  ['Korea, Republic of', 'KR'],
  ['Niger', 'NE'],
  ['Georgia', 'GE'],
  ['Atlantis', null],
  ['', null],
  ['__proto__', null],
])('%j is %j', (text, code) => expect(countryCodeOf(text)).toBe(code))

test('every country is found by its code and by each of its English names', () => {
  for (const code of COUNTRY_CODES) {
    expect(countryCodeOf(code)).toBe(code)
    for (const name of countryNamesOf(code)) {
      // The one name that two countries have is taken for the Republic of the Congo.
      if (name !== 'Congo') expect([name, countryCodeOf(name)]).toEqual([name, code])
    }
  }
})
