import { shiftedText, utcText } from './store-time.ts'
import {
  ADDRESS_FIELDS,
  BILLING_FIELDS,
  type StoredDownload,
  type StoredOrder,
  type StoredUser,
} from './user-record.ts'
import type { WooRemote } from './woo-env.ts'

const PAID = new Set(['completed', 'processing'])

/** A customer as the legacy API tells it. */
export function legacyCustomer(user: StoredUser, { store, behaviour }: WooRemote) {
  const orders = store.ordersOf(user.id)
  const last = orders.at(-1)
  const spent = orders.filter((order) => PAID.has(order.status)).reduce((sum, order) => sum + cents(order), 0)
  return {
    id: user.id,
    created_at: shiftedText(user.registered_at, behaviour.timezone),
    last_update: utcText(user.last_update),
    email: user.email,
    first_name: user.first_name,
    last_name: user.last_name,
    username: user.login,
    role: user.role,
    last_order_id: last?.id ?? null,
    last_order_date: last ? utcText(last.created_at) : null,
    orders_count: orders.length,
    total_spent: (spent / 100).toFixed(2),
    avatar_url: 'https://secure.gravatar.com/avatar/00?s=96',
    billing_address: Object.fromEntries(BILLING_FIELDS.map((field) => [field, user.billing[field] ?? ''])),
    shipping_address: Object.fromEntries(
      ADDRESS_FIELDS.filter((field) => field !== 'phone').map((field) => [field, user.shipping[field] ?? '']),
    ),
  }
}

/** An order as the legacy API tells it, with the whole customer in it once more. */
export function legacyOrder(order: StoredOrder, remote: WooRemote) {
  const customer = remote.store.users.get(order.customer_id)
  return {
    id: order.id,
    order_number: String(order.id),
    created_at: utcText(order.created_at),
    updated_at: utcText(order.created_at),
    completed_at: utcText(order.completed_at),
    status: order.status,
    currency: order.currency,
    total: order.total,
    subtotal: order.total,
    total_line_items_quantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    shipping_methods: 'Flat rate',
    payment_details: { method_id: 'bacs', method_title: 'Bank transfer', paid: PAID.has(order.status) },
    billing_address: {},
    shipping_address: {},
    note: order.note,
    customer_ip: '203.0.113.7',
    customer_user_agent: 'Browser/1.0',
    customer_id: order.customer_id,
    view_order_url: `https://store.example/my-account/view-order/${order.id}`,
    line_items: order.lines.map((line) => ({ ...line, price: line.total })),
    customer: customer ? legacyCustomer(customer, remote) : {},
  }
}

/** A download as the legacy API tells it; the address to fetch it from is worth money. */
export function legacyDownload(download: StoredDownload) {
  const expires = download.access_expires === 0 ? null : utcText(download.access_expires)
  return { ...downloadParts(download), access_expires: expires }
}

/** What both APIs tell of a download. */
export function downloadParts({
  download_id,
  product_id,
  download_name,
  order_id,
  downloads_remaining,
}: StoredDownload) {
  return {
    download_url: `https://store.example/?download_file=${product_id}&order=wc_order_secret&key=${download_id}`,
    download_id,
    product_id,
    download_name,
    order_id,
    order_key: 'wc_order_secret',
    downloads_remaining,
    file: { name: download_name, file: `https://store.example/files/${download_id}.zip` },
  }
}

function cents({ total }: StoredOrder): number {
  return Math.round(Number(total) * 100)
}
