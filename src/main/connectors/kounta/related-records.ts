import type { RelatedKind, RelatedOrder, RelatedRecords } from '#shared/connector/related-data.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import type { KountaClient } from './client.ts'
import { nextPage, type Page } from './next-page.ts'
import { wireOrderSchema, type WireOrder } from './wire.ts'

/** Pages of orders that are read, 25 on each: every one counts against the minute's requests. */
const MOST_PAGES = 8

type Read<K extends RelatedKind> = (
  client: KountaClient,
  customerId: string,
  signal: AbortSignal,
) => Promise<Result<RelatedRecords[K][], RemoteError>>

const untold = (): Promise<Result<never, RemoteError>> =>
  Promise.resolve(err({ kind: 'protocol', detail: 'Kounta tells orders and nothing else' }))

const readers: { [K in RelatedKind]: Read<K> } = { orders, credits: untold, downloads: untold }

/** The orders of a customer, to be read and not changed. They are no part of the customers reference: public clients read them. */
export function relatedRecords<K extends RelatedKind>(
  client: KountaClient,
  kind: K,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecords[K][], RemoteError>> {
  return readers[kind](client, customerId, signal)
}

async function orders(
  client: KountaClient,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedOrder[], RemoteError>> {
  const path = `customers/${encodeURIComponent(customerId)}/orders`
  const collection = await client.collection(path, signal)
  if (!collection.ok) return collection
  const found = new Map<string, RelatedOrder>()
  let page: Page | null = { query: '', number: 0 }
  for (let count = 0; page !== null && count < MOST_PAGES; count += 1) {
    const byNumber = page.query === '' && page.number > 0 ? page.number : null
    const list = await client.list(`${collection.value}${page.query}`, byNumber, signal, 'record')
    if (!list.ok) return list
    const read = readRows(list.value.rows, wireOrderSchema, orderFromWire)
    if (!read.ok) return read
    for (const order of read.value.records) found.set(order.remoteId, order)
    page = nextPage(page, list.value, collection.value)
  }
  return ok([...found.values()])
}

/** Assumed: `sale_number` where there is one is what people know an order by. What is still to be paid is not told. */
function orderFromWire(wire: WireOrder): RelatedOrder {
  const at = Date.parse(wire.created_at ?? '')
  return {
    remoteId: wire.id,
    number: wire.sale_number || wire.id,
    orderedAt: Number.isNaN(at) ? 0 : at,
    status: wire.status ?? '',
    currency: '',
    total: wire.total ?? '',
    balance: '',
    lines: [],
  }
}
