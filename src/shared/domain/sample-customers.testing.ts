import { newAddress } from './address.ts'
import { emptyCustomerDraft, newCustomer, type Customer, type CustomerDraft } from './customer.ts'
import { withDerivedFields } from './derived-fields.ts'

/** A believable draft; the same number gives the same one. */
export function sampleDraft(number: number, changes: Partial<CustomerDraft> = {}): CustomerDraft {
  const first = ['Olivia', 'Jack', 'Amélie', 'Noah', 'Zoë', 'Lukas'][number % 6] ?? ''
  const last = ['Smith', 'Nguyen', 'Müller', 'Brown', 'Özgür'][number % 5] ?? ''
  const address = newAddress(`address-${String(number)}`, {
    line1: `${String(number)} High Street`,
    city: ['Melbourne', 'Perth', 'Auckland'][number % 3] ?? '',
    postcode: String(3000 + (number % 90)),
    countryCode: number % 3 === 2 ? 'NZ' : 'AU',
  })
  return {
    ...emptyCustomerDraft(),
    name: `${first} ${last} ${String(number)}`,
    email: `${first}.${String(number)}@Example.com`,
    phone: `03 9000 ${String(1000 + number)}`,
    code: `C${String(number)}`,
    tags: number % 2 === 0 ? ['retail'] : ['Wholesale', 'retail'],
    addresses: [address],
    defaultShippingAddressId: address.id,
    ...changes,
  }
}

/** A believable stored customer; the same number gives the same one. */
export function sampleCustomer(number: number, changes: Partial<Customer> = {}): Customer {
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
  return withDerivedFields(
    { ...newCustomer(id, sampleDraft(number), 1_000 + number), ...changes },
    1_000 + number,
  )
}
