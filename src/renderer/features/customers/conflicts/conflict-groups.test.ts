import { expect, test } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft, newCustomer, type Customer } from '#shared/domain/customer.ts'
import type { FieldMap } from '#shared/domain/field-map.ts'
import { chooseAll, decisionOf, openRows } from './conflict-choices.ts'
import { conflictGroups } from './conflict-groups.ts'

function customer(fields: FieldMap, base: Customer['sync']['base']): Customer {
  const home = newAddress('a1', { line1: 'Here Street 1', city: 'Bern', countryCode: 'CH' })
  const made = newCustomer(
    'c1',
    { ...emptyCustomerDraft(), name: 'Ada', email: 'ada@here.example', addresses: [home] },
    1,
  )
  return { ...made, sync: { ...made.sync, base, theirs: { kind: 'fields', fields } } }
}

test('fields stand first, then each address with its parts', () => {
  const fields = {
    'address/a1/line1': 'There Street 1',
    email: 'ada@there.example',
    'address/a1/city': 'Basel',
  }
  const base = { 'address/a1/line1': 'Old Street 1', email: null, 'address/a1/city': 'Thun' }
  const groups = conflictGroups(customer(fields, base), fields)
  expect(groups.map(({ addressId, rows }) => [addressId, rows.map(({ id }) => id)])).toEqual([
    ['', ['email']],
    ['a1', ['address/a1/line1', 'address/a1/city']],
  ])
  const [email, line] = groups.flatMap(({ rows }) => rows)
  expect(email).toMatchObject({ before: null, editable: true, whole: false })
  expect(line).toMatchObject({
    before: { 'address/a1/line1': 'Old Street 1' },
    mine: { 'address/a1/line1': 'Here Street 1' },
    theirs: { 'address/a1/line1': 'There Street 1' },
  })
})

test('an address that one side removed is decided by one choice for all its parts', () => {
  const fields = { 'address/a1/line1': '', 'address/a1/city': '', 'address/a1/countryCode': '' }
  const base = {
    'address/a1/line1': 'Old Street 1',
    'address/a1/city': 'Bern',
    'address/a1/countryCode': 'CH',
  }
  const groups = conflictGroups(customer(fields, base), fields)
  expect(groups.flatMap(({ rows }) => rows)).toMatchObject([
    { id: 'address/a1', whole: true, editable: false },
  ])
  expect(decisionOf(groups, chooseAll(groups, 'theirs'))).toEqual({
    kind: 'fields',
    choices: {
      'address/a1/line1': { take: 'theirs' },
      'address/a1/city': { take: 'theirs' },
      'address/a1/countryCode': { take: 'theirs' },
    },
  })
})

test('what cannot be another text is only chosen', () => {
  const fields = {
    tags: ['a'],
    acceptsMarketing: true,
    defaultShippingAddressId: 'a1',
    'address/a1/countryCode': 'DE',
  }
  const groups = conflictGroups(customer(fields, {}), fields)
  expect(groups.flatMap(({ rows }) => rows).map(({ editable }) => editable)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a result that is no e-mail address is not kept', () => {
  const fields = { email: 'ada@there.example' }
  const groups = conflictGroups(customer(fields, {}), fields)
  expect(openRows(groups, {})).toHaveLength(1)
  expect(openRows(groups, { email: { take: 'edited', value: 'ada at there' } })).toHaveLength(1)
  expect(openRows(groups, { email: { take: 'edited', value: 'ada@both.example' } })).toEqual([])
})
