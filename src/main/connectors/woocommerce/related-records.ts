import type {
  RelatedDownload,
  RelatedKind,
  RelatedOrder,
  RelatedRecords,
} from '#shared/connector/related-data.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import type { FoundStore } from './client.ts'
import { timeOf } from './store-time.ts'
import { wireDownloadSchema, wireOrderSchema, type WireDownload, type WireOrder } from './wire.ts'

/** Pages of orders that are read; a customer with more is shown the oldest of them. */
const MOST_PAGES = 50

/** States in which an order is still to be paid; what is to be paid is not told by itself. */
const UNPAID: ReadonlySet<string> = new Set(['pending', 'on-hold', 'failed'])

type Read<K extends RelatedKind> = (
  store: FoundStore,
  customerId: string,
  signal: AbortSignal,
) => Promise<Result<RelatedRecords[K][], RemoteError>>

const readers: { [K in RelatedKind]: Read<K> } = {
  orders,
  downloads,
  credits: () => Promise.resolve(err({ kind: 'protocol', detail: 'A store tells no credits' })),
}

/** Orders or downloads of a customer, to be read and not changed. Network addresses, browsers and links to files stay out. */
export function relatedRecords<K extends RelatedKind>(
  store: FoundStore,
  kind: K,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecords[K][], RemoteError>> {
  return readers[kind](store, customerId, signal)
}

async function orders(
  { api }: FoundStore,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedOrder[], RemoteError>> {
  const found = new Map<string, RelatedOrder>()
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await api.orders(customerId, page, signal)
    if (!listed.ok) return listed
    const read = readRows(listed.value.rows, wireOrderSchema, orderFromWire)
    if (!read.ok) return read
    for (const record of read.value.records) found.set(record.remoteId, record)
    if (!listed.value.hasMore) break
  }
  return ok([...found.values()])
}

async function downloads(
  { api }: FoundStore,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedDownload[], RemoteError>> {
  const rows = await api.downloads(customerId, signal)
  if (!rows.ok) return rows
  const read = readRows(rows.value, wireDownloadSchema, downloadFromWire)
  return read.ok ? ok(read.value.records) : read
}

function orderFromWire(wire: WireOrder): RelatedOrder {
  const status = wire.status ?? ''
  const total = wire.total ?? ''
  return {
    remoteId: wire.id,
    number: wire.order_number ?? wire.number ?? wire.id,
    orderedAt: timeOf(wire.created_at ?? wire.date_created_gmt),
    status,
    currency: wire.currency ?? '',
    total,
    // A store takes no part payments.
    balance: UNPAID.has(status) ? total : total === '' ? '' : '0',
    lines: (wire.line_items ?? []).map((line) => ({
      name: line.name ?? '',
      sku: line.sku ?? '',
      quantity: line.quantity ?? '',
      total: line.total ?? '',
    })),
  }
}

/** `downloads_remaining` is '' for any number; the legacy API says null for never, wc/v3 "never". */
function downloadFromWire(wire: WireDownload): RelatedDownload {
  return {
    remoteId: `${wire.order_id ?? ''}/${wire.product_id ?? ''}/${wire.download_id ?? ''}`,
    name: wire.download_name ?? '',
    orderNumber: wire.order_id ?? '',
    remaining: wire.downloads_remaining ?? '',
    expiresAt: timeOf(wire.access_expires_gmt ?? wire.access_expires),
  }
}
