import { expect, test } from 'vitest'
import { isCountryCode } from '../domain/country-codes.ts'
import { regionOf, regionsOf } from './region-names.ts'
import { REGION_TABLE } from './region-table.ts'

test.each([
  ['AU', 'vic', 'VIC'],
  ['AU', 'N.S.W.', 'NSW'],
  ['AU', ' Western  Australia ', 'WA'],
  ['US', 'WA', 'WA'],
  ['US', 'Washington', 'WA'],
  ['US', 'Washington, D.C.', 'DC'],
  ['CA', 'Quebec', 'QC'],
  ['CA', 'Nouvelle-Écosse', 'NS'],
  ['BR', 'Sao Paulo', 'SP'],
  ['CH', 'Zurich', 'ZH'],
  ['IN', 'Orissa', 'OD'],
  ['ZA', 'KwaZulu Natal', 'KZN'],
  ['AU', 'Ontario', null],
  ['AU', '', null],
  ['IS', 'AU', null],
  ['__proto__', 'VIC', null],
  ['constructor', 'VIC', null],
])('%s %j is %j', (country, text, code) => expect(regionOf(country, text)?.code ?? null).toBe(code))

test('every region of the table is found by its code and by its name', () => {
  for (const country of Object.keys(REGION_TABLE)) {
    expect(isCountryCode(country)).toBe(true)
    for (const { code, name } of regionsOf(country)) {
      expect([country, name, regionOf(country, code)?.code]).toEqual([country, name, code])
      expect([country, name, regionOf(country, name)?.code]).toEqual([country, name, code])
    }
  }
  expect(regionsOf('IS')).toEqual([])
})
