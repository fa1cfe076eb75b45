import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import { WOO_COMMERCE_INSTANCE } from './catalogue.ts'
import type { StoredCustomer } from './customer-record.ts'
import type { SkuIoStore } from './store.ts'

const DAY = 86_400
/** New customers of the shop that no sync has fetched yet. */
const NEW_IN_SHOP = [
  ['Ines Duarte', 'ines.duarte@shop.example'],
  ['Tomasz Wrona', 'tomasz.wrona@shop.example'],
  ['Priya Nair', 'priya.nair@shop.example'],
] as const

/**
 * Gives a share of the customers a past with money in it: about one in eight has orders, most of them unpaid or paid in
 * part and some with parcels; about half of these and few others have sales credits, and some of those have been used. The
 * customers themselves are left as they are. Some belong to the web shop, where others wait for a sync.
 */
export function seedSales(store: SkuIoStore, seed: number): void {
  const random = seededRandom(seed + 7919)
  for (const customer of [...store.customers.values()]) {
    const orders = random.chance(0.125)
    if (orders) seedOrders(store, random, customer)
    if (random.chance(orders ? 0.5 : 0.03)) seedCredits(store, random, customer)
    if (customer.email !== null && customer.integration_instance_id === WOO_COMMERCE_INSTANCE) {
      const shopCustomer = store.shops.add(WOO_COMMERCE_INSTANCE, customer.name, customer.email)
      store.shops.link(shopCustomer, customer.id)
    }
  }
  if (store.customers.size === 0) return
  for (const [name, email] of NEW_IN_SHOP) store.shops.add(WOO_COMMERCE_INSTANCE, name, email)
}

function seedOrders({ sales }: SkuIoStore, random: SeededRandom, customer: StoredCustomer): void {
  const orders = random.integer(1, 4)
  for (let order = 0; order < orders; order += 1) {
    const total = random.integer(1_250, 480_000)
    const share = random.pick([0, 0, 0.5, 1])
    sales.addOrder(
      {
        customer_id: customer.id,
        total,
        paid: Math.floor(total * share),
        ordered_at: customer.created_at + random.integer(1, 400) * DAY,
      },
      random.chance(0.4) ? random.integer(1, 2) : 0,
    )
  }
}

function seedCredits({ sales }: SkuIoStore, random: SeededRandom, customer: StoredCustomer): void {
  const credits = random.integer(1, 2)
  for (let index = 0; index < credits; index += 1) {
    const credit = sales.addCredit({
      customer_id: customer.id,
      total: random.integer(500, 60_000),
      credited_at: customer.created_at + random.integer(1, 400) * DAY,
    })
    const order = sales.ordersOf(customer.id).find((each) => sales.paidOf(each) < each.total)
    if (!order || !random.chance(0.3)) continue
    const half = Math.ceil(credit.total / 2)
    sales.allocate(credit.id, order.id, Math.min(half, order.total - sales.paidOf(order)))
  }
}
