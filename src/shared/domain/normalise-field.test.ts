import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUSTOMER_FIELDS } from './customer-field-map.ts'
import { isEmptyValue, normaliseField, sameField } from './normalise-field.ts'

const rules = { caseless: ['email', 'city', 'tags'] as const, maxLength: 12 }

const key = fc.constantFrom(...CUSTOMER_FIELDS, 'archived', 'defaultShippingAddressId', 'address/a/city')
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', ' ', 'İstanbul ΑΣ', 'e\u0301', 'straße', 'a\r\nb\rc'),
  fc.boolean(),
  fc.array(fc.string()),
)

describe('normaliseField', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(key, value, (name, raw) => {
        const once = normaliseField(name, raw, rules)
        expect(normaliseField(name, once, rules)).toEqual(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('trims, cuts to the longest text the remote keeps, and ignores case only where the remote does', () => {
    expect(normaliseField('name', '  Mara Okafor-Lang  ', rules)).toBe('Mara Okafor-')
    expect(normaliseField('email', ' Mara@X.Example', rules)).toBe('mara@x.examp')
    expect(normaliseField('address/a1/city', 'Oakland', rules)).toBe('oakland')
    expect(normaliseField('address/a1/line1', 'Quay', rules)).toBe('Quay')
  })

  it('cuts between characters, never inside one', () => {
    expect(normaliseField('name', '😀😀', { caseless: [], maxLength: 1 })).toBe('😀')
  })
})

describe('sameField', () => {
  it.each([
    ['acceptsMarketing', false, '', true],
    ['acceptsMarketing', true, '', false],
    ['archived', '', false, true],
    ['tags', ['b', 'a', 'a'], ['A', 'b '], true],
    ['tags', ['a'], ['a', 'b'], false],
    ['tags', [], '', true],
    ['notes', 'one\r\ntwo', 'one\ntwo', true],
    ['name', 'Zoe\u0301', 'Zo\u00e9', true],
    ['name', 'mara', 'Mara', false],
    ['defaultShippingAddressId', 'a-very-long-local-id-1', 'a-very-long-local-id-2', false],
  ])('%s: %j and %j -> %s', (name, a, b, same) => {
    expect(sameField(name, a, b, rules)).toBe(same)
    expect(sameField(name, b, a, rules)).toBe(same)
  })
})

describe('isEmptyValue', () => {
  it('takes empty text, false and no tags alike', () => {
    expect(['', false, []].map(isEmptyValue)).toEqual([true, true, true])
    expect([' ', true, ['a']].map(isEmptyValue)).toEqual([false, false, false])
  })
})
