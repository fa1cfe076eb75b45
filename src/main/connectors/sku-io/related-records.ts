import type {
  RelatedCredit,
  RelatedKind,
  RelatedOrder,
  RelatedRecords,
} from '#shared/connector/related-data.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { subtractDecimals } from '#shared/domain/decimal.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { z } from 'zod'
import { readRows } from '../kit/read-rows.ts'
import { timeOf } from './mapping.ts'
import type { SkuIoSalesClient } from './sales-client.ts'
import { wireCreditSchema, wireOrderSchema, type WireCredit, type WireOrder } from './sales-wire.ts'

type Read<K extends RelatedKind> = (
  client: SkuIoSalesClient,
  customerId: string,
  signal: AbortSignal,
) => Promise<Result<RelatedRecords[K][], RemoteError>>

const readers: { [K in RelatedKind]: Read<K> } = {
  orders: async (client, customerId, signal) =>
    recordsOf(await client.unpaidOrders(customerId, signal), wireOrderSchema, orderFromWire),
  credits: async (client, customerId, signal) =>
    recordsOf(await client.openCredits(customerId, signal), wireCreditSchema, creditFromWire),
  downloads: () => Promise.resolve(err({ kind: 'protocol', detail: 'SKU.io tells no downloads' })),
}

/** The unpaid orders or the open sales credits of a customer: of both, the remote tells no others. */
export function relatedRecords<K extends RelatedKind>(
  client: SkuIoSalesClient,
  kind: K,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecords[K][], RemoteError>> {
  return readers[kind](client, customerId, signal)
}

/** Money that cannot be read is not left out silently: one unreadable row makes the answer `protocol`. */
function recordsOf<Wire, T>(
  rows: Result<unknown[], RemoteError>,
  schema: z.ZodType<Wire>,
  fromWire: (wire: Wire) => T,
): Result<T[], RemoteError> {
  if (!rows.ok) return rows
  const read = readRows(rows.value, schema, fromWire)
  if (!read.ok) return read
  const [unreadable] = read.value.unreadable
  if (unreadable === undefined) return ok(read.value.records)
  return err({ kind: 'protocol', detail: `A row could not be read: ${unreadable.detail}` })
}

/** Assumed: where the balance is not told, it is what has not been paid. */
function orderFromWire(wire: WireOrder): RelatedOrder {
  return {
    remoteId: wire.id,
    number: wire.sales_order_number,
    orderedAt: dayOf(wire.order_date),
    status: wire.status,
    currency: wire.currency_code ?? wire.currency ?? '',
    total: wire.total,
    balance: wire.balance || leftOf(wire.total, wire.paid),
    lines: [],
  }
}

function creditFromWire(wire: WireCredit): RelatedCredit {
  return {
    remoteId: wire.id,
    number: wire.sales_credit_number,
    creditedAt: dayOf(wire.credit_date),
    status: wire.payment_status,
    total: wire.total,
    remaining: wire.remaining || leftOf(wire.total, wire.allocated),
    allocations: (wire.allocations ?? []).map((allocation) => ({
      remoteId: allocation.id,
      orderId: allocation.sales_order_id || (allocation.sales_order?.id ?? ''),
      orderNumber: allocation.sales_order_number || (allocation.sales_order?.sales_order_number ?? ''),
      amount: allocation.amount,
    })),
  }
}

/** What is left, '' where one of the two is not told. */
function leftOf(total: string, used: string): string {
  return total === '' || used === '' ? '' : subtractDecimals(total, used)
}

/** A day alone is in the account's time zone, which is not told: its noon in UTC is the same day nearly everywhere. */
function dayOf(text: string): number {
  return timeOf(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text)
}
