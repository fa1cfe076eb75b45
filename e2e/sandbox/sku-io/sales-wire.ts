import { centsText } from './cents.ts'
import type { SalesLedger, StoredCredit, StoredFulfillment, StoredOrder } from './sales-ledger.ts'
import type { SkuIoBehaviour } from './sku-io-env.ts'
import { wireTime } from './wire.ts'

/** Nothing public shows these answers: the fields are those that the sibling resources have. */
export interface SalesWire {
  order: (order: StoredOrder) => object
  credit: (credit: StoredCredit) => object
}

/** Orders and credits as the remote tells them; amounts as text or as numbers. */
export function salesWire(sales: SalesLedger, behaviour: SkuIoBehaviour): SalesWire {
  const money = (cents: number): string | number =>
    behaviour.amounts === 'number' ? Number(centsText(cents)) : centsText(cents)
  return {
    order: (order) => {
      const paid = sales.paidOf(order)
      return {
        id: order.id,
        sales_order_number: orderNumber(order.id),
        order_date: wireTime(order.ordered_at),
        total: money(order.total),
        paid: money(paid),
        balance: money(order.total - paid),
      }
    },
    credit: (credit) => {
      const allocated = sales.usedOf(credit)
      return {
        id: credit.id,
        sales_credit_number: creditNumber(credit.id),
        // A day alone, in the account's time zone.
        credit_date: wireTime(credit.credited_at).slice(0, 10),
        total: money(credit.total),
        allocated: money(allocated),
        remaining: money(credit.total - allocated),
        payment_status: sales.statusOf(credit),
        allocations: sales.allocationsOf(credit).map(({ id, order_id, amount }) => ({
          id,
          sales_order_id: order_id,
          sales_order_number: orderNumber(order_id),
          amount: money(amount),
        })),
      }
    },
  }
}

/** What Starshipit tells of the parcel; null where it has not been submitted. */
export function starshipitOrder({ starshipit, order_id }: StoredFulfillment): object | null {
  if (starshipit === null) return null
  return {
    order_id: starshipit.order_id,
    order_number: orderNumber(order_id),
    status: starshipit.updates === 0 ? 'unshipped' : 'updated',
    carrier: { name: 'Parcel Post', service: 'EXPRESS' },
    updates: starshipit.updates,
  }
}

/** An order's number as people know it. */
export function orderNumber(id: number): string {
  return `SO-${id}`
}

/** A credit's number as people know it. */
export function creditNumber(id: number): string {
  return `SC-${id}`
}
