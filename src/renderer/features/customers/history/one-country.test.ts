import { expect, it } from 'vitest'
import { withOneCountry } from './one-country.ts'

it('tells code and text of a country as one change, and the text where there is no code', () => {
  const city = { key: 'address/a/city', before: '', after: 'York' }
  const lone = { key: 'address/b/country', before: 'UK', after: 'United Kingdom' }
  expect(
    withOneCountry([
      city,
      { key: 'address/a/country', before: 'Atlantis', after: 'United Kingdom' },
      { key: 'address/a/countryCode', before: '', after: 'GB' },
      lone,
    ]),
  ).toEqual([city, { key: 'address/a/countryCode', before: 'Atlantis', after: 'GB' }, lone])
})
