import type { RelatedKind, RelatedRecord } from '#shared/connector/related-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import type { FoundStore } from './client.ts'
import { timeOf } from './store-time.ts'
import { wireDownloadSchema, wireOrderSchema, type WireDownload, type WireOrder } from './wire.ts'

/** Pages of orders that are read; a customer with more is shown the oldest of them. */
const MOST_PAGES = 50

/** Orders or downloads of a customer, to be read and not changed. Network addresses, browsers and links to files stay out. */
export function relatedRecords(
  store: FoundStore,
  kind: RelatedKind,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecord[], RemoteError>> {
  switch (kind) {
    case 'orders':
      return orders(store, customerId, signal)
    case 'downloads':
      return downloads(store, customerId, signal)
    case 'credits':
      return Promise.resolve(err({ kind: 'protocol', detail: 'A store tells no credits' }))
  }
}

async function orders(
  { api }: FoundStore,
  customerId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecord[], RemoteError>> {
  const found = new Map<string, RelatedRecord>()
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
): Promise<Result<RelatedRecord[], RemoteError>> {
  const rows = await api.downloads(customerId, signal)
  if (!rows.ok) return rows
  const read = readRows(rows.value, wireDownloadSchema, downloadFromWire)
  return read.ok ? ok(read.value.records) : read
}

function orderFromWire(wire: WireOrder): RelatedRecord {
  const completed = wire.completed_at ?? wire.date_completed_gmt
  return {
    kind: 'orders',
    remoteId: wire.id,
    title: wire.order_number ?? wire.number ?? wire.id,
    status: wire.status ?? '',
    amount: wire.total ?? '',
    currency: wire.currency ?? '',
    at: timeOf(wire.created_at ?? wire.date_created_gmt),
    endedAt: timeOf(completed),
    note: wire.note ?? wire.customer_note ?? '',
    lines: (wire.line_items ?? []).map((line) => ({
      title: line.name ?? '',
      code: line.sku ?? '',
      quantity: line.quantity ?? '',
      amount: line.total ?? '',
    })),
  }
}

/** `downloads_remaining` is '' for any number; the legacy API says null for never, wc/v3 "never". */
function downloadFromWire(wire: WireDownload): RelatedRecord {
  return {
    kind: 'downloads',
    remoteId: `${wire.order_id ?? ''}/${wire.product_id ?? ''}/${wire.download_id ?? ''}`,
    title: wire.download_name ?? '',
    status: wire.downloads_remaining ?? '',
    amount: '',
    currency: '',
    at: 0,
    endedAt: timeOf(wire.access_expires_gmt ?? wire.access_expires),
    note: '',
    lines: [],
  }
}
