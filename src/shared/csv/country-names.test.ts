import { expect, test } from 'vitest'
import { countryCodeOf } from './country-names.ts'

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
  ['Atlantis', null],
  ['', null],
  ['__proto__', null],
])('%j is %j', (text, code) => expect(countryCodeOf(text)).toBe(code))
