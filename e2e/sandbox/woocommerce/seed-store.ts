import type { BelievableAddress, BelievableCustomer } from '../believable-customers.ts'
import type { WooStore } from './store.ts'
import type { StoredAddress } from './user-record.ts'

const DAY = 86_400

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
    if (id % 3 === 0) seedOrders(store, id, person)
  }
}

/** What somebody bought over the years: the last order is still to be sent, and a pattern can be fetched as a file. */
function seedOrders(store: WooStore, id: number, person: BelievableCustomer): void {
  const goods = [
    ['Linen bag', 'BAG-2'],
    ['Apron, dark green', 'APR-G'],
    ['Sewing pattern “Apron”', 'PAT-1'],
  ] as const
  const count = 1 + (Math.floor(id / 3) % goods.length)
  for (const [at, [name, sku]] of goods.slice(0, count).entries()) {
    const isLast = at === count - 1
    const total = at === 0 ? person.lifetimeValue : `${String(20 + at)}.50`
    const order = store.addOrder(id, {
      total,
      status: isLast ? 'processing' : 'completed',
      created_at: person.createdAt + at * 60 * DAY,
      completed_at: isLast ? 0 : person.createdAt + (at * 60 + 3) * DAY,
      lines: [{ id: id * 10 + at, name, quantity: 1 + at, total, sku }],
    })
    if (!sku.startsWith('PAT')) continue
    store.addDownload({
      ...{ customer_id: id, download_id: `pattern-${String(id)}`, product_id: 7, download_name: name },
      ...{ order_id: order.id, downloads_remaining: '3', access_expires: 0 },
    })
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
