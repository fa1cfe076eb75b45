import type { BelievableAddress, BelievableCustomer } from '../believable-customers.ts'
import type { WooStore } from './store.ts'
import type { StoredAddress } from './user-record.ts'

/** The first user of every store: the administrator, whom the keys belong to, never saved through WooCommerce. */
export function seedAdministrator(store: WooStore, registeredAt: number): void {
  store.createUser(
    { email: 'owner@store.example', login: 'owner', first_name: '', last_name: '' },
    { role: 'administrator', registered_at: registeredAt, last_update: 0 },
  )
}

/** Puts believable customers into the store, as if they had been there for years; some have ordered. */
export function seedStore(store: WooStore, customers: readonly BelievableCustomer[]): void {
  for (const person of customers) {
    const [shipping, billing = shipping] = person.addresses
    const names = { first_name: person.firstName, last_name: person.lastName }
    const contact = { company: person.company ?? '', phone: person.phone ?? '' }
    const { id } = store.createUser(
      {
        email: person.email ?? '',
        ...names,
        billing: { ...names, ...contact, ...placeOf(billing), email: person.email ?? '' },
        shipping: shipping === undefined ? {} : { ...names, ...placeOf(shipping) },
      },
      { registered_at: person.createdAt, last_update: person.updatedAt },
    )
    if (id % 5 === 0) {
      store.addOrder(id, {
        total: person.lifetimeValue,
        status: 'completed',
        created_at: person.createdAt,
        lines: [{ id: id * 10, name: 'Linen bag', quantity: 2, total: person.lifetimeValue, sku: 'BAG-2' }],
      })
    }
  }
}

/** As checkouts store it: the code of the state where there is one. */
function placeOf(address: BelievableAddress | undefined): StoredAddress {
  if (address === undefined) return {}
  return {
    address_1: address.line1,
    address_2: address.line2 ?? '',
    city: address.city,
    state: address.regionCode ?? address.region ?? '',
    postcode: address.postcode,
    country: address.countryCode,
  }
}
