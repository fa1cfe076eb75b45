import { expect, it } from 'vitest'
import { emptyAddressFields, newAddress } from './address.ts'
import { emptyCustomerDraft, newCustomer, type CustomerDraft } from './customer.ts'
import { joinCustomers, joinRows } from './join-customers.ts'

const customer = (id: string, fields: Partial<CustomerDraft>) =>
  newCustomer(id, { ...emptyCustomerDraft(), ...fields }, 1)

const place = (id: string, line1: string) => newAddress(id, { ...emptyAddressFields(), line1, city: 'Bern' })

it('keeps what the first has, and takes what it lacks or what was chosen', () => {
  const kept = customer('k', { name: 'Ada', email: 'ada@x.example', phone: '1', tags: ['trade'] })
  const other = customer('o', { name: 'Ada L', email: 'ADA@x.example', phone: '2', fax: '3', tags: ['new'] })
  expect(joinRows(kept, other).map(({ field }) => field)).toEqual(['name', 'phone', 'fax'])
  const { from, to, lost } = joinCustomers(kept, other, new Set(['phone']))
  expect(from).toMatchObject({ name: 'Ada', phone: '1', fax: '' })
  expect(to).toMatchObject({
    name: 'Ada',
    email: 'ada@x.example',
    phone: '2',
    fax: '3',
    tags: ['trade', 'new'],
  })
  expect(lost).toEqual([{ key: 'name', before: 'Ada L', after: 'Ada' }])
})

it('never takes an empty value over a filled one', () => {
  const { to, lost } = joinCustomers(customer('k', { phone: '1' }), customer('o', {}), new Set(['phone']))
  expect(to.phone).toBe('1')
  expect(lost).toEqual([])
})

it('adds the addresses that the first does not have, and no other', () => {
  const kept = customer('k', { addresses: [place('a', 'Main St 1')], defaultShippingAddressId: 'a' })
  const other = customer('o', { addresses: [place('b', 'main st. 1'), place('c', 'Side St 2')] })
  const { to, addedAddresses } = joinCustomers(kept, other, new Set())
  expect(addedAddresses).toBe(1)
  expect(to.addresses.map(({ line1 }) => line1)).toEqual(['Main St 1', 'Side St 2'])
  expect(to.defaultShippingAddressId).toBe('a')
})
