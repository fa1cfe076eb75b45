import { expect, it } from 'vitest'
import { skuIoLikeProfile, upsertingProfile } from '../connector/memory-profiles.ts'
import { withComposedName } from './compose-name.ts'
import { unsent } from './sync-fixtures.testing.ts'

const oneField = skuIoLikeProfile().capabilities
const twoFields = upsertingProfile().capabilities

it('makes one name of two, or of the company, where the remote has one field', () => {
  expect(withComposedName(unsent({ firstName: 'Mara', lastName: 'Okafor' }), oneField).name).toBe(
    'Mara Okafor',
  )
  expect(withComposedName(unsent({ company: 'Okafor Ltd' }), oneField).name).toBe('Okafor Ltd')
})

it.each([
  ['Mara Anne Okafor', 'Mara Anne', 'Okafor'],
  ['Zoya', 'Zoya', ''],
  ['  Ben   Okafor ', 'Ben', 'Okafor'],
])('parts %j where the remote has two fields, and keeps no third copy', (name, firstName, lastName) => {
  expect(withComposedName(unsent({ name }), twoFields)).toMatchObject({ name: '', firstName, lastName })
})

it('leaves two names as they are, beside a name of another kind', () => {
  const customer = unsent({ name: 'Mum', firstName: 'Mara', lastName: 'Okafor' })
  expect(withComposedName(customer, twoFields)).toBe(customer)
  const nameless = unsent({ email: 'a@x.example' })
  expect(withComposedName(nameless, twoFields)).toBe(nameless)
})
