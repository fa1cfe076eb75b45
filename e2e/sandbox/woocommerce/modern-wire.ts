import { downloadParts } from './legacy-wire.ts'
import { offsetSeconds, utcText } from './store-time.ts'
import {
  ADDRESS_FIELDS,
  BILLING_FIELDS,
  type StoredDownload,
  type StoredOrder,
  type StoredUser,
} from './user-record.ts'
import type { WooRemote } from './woo-env.ts'

/** A customer as wc/v3 tells it. */
export function modernCustomer(user: StoredUser, { store, behaviour }: WooRemote) {
  return {
    id: user.id,
    ...times('date_created', user.registered_at, behaviour.timezone),
    ...times('date_modified', user.last_update, behaviour.timezone),
    email: user.email,
    first_name: user.first_name,
    last_name: user.last_name,
    role: user.role,
    username: user.login,
    billing: Object.fromEntries(BILLING_FIELDS.map((field) => [field, user.billing[field] ?? ''])),
    shipping: Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, user.shipping[field] ?? ''])),
    is_paying_customer: store.ordersOf(user.id).some((order) => order.status === 'completed'),
    avatar_url: 'https://secure.gravatar.com/avatar/00?s=96',
    meta_data: user.meta_data,
    _links: { self: [{ href: `https://store.example/wp-json/wc/v3/customers/${user.id}` }] },
  }
}

/** An order as wc/v3 tells it. */
export function modernOrder(order: StoredOrder, { behaviour }: WooRemote) {
  return {
    id: order.id,
    number: String(order.id),
    status: order.status,
    currency: order.currency,
    total: order.total,
    ...times('date_created', order.created_at, behaviour.timezone),
    ...times('date_modified', order.created_at, behaviour.timezone),
    ...times('date_completed', order.completed_at, behaviour.timezone),
    customer_id: order.customer_id,
    customer_note: order.note,
    customer_ip_address: '203.0.113.7',
    customer_user_agent: 'Browser/1.0',
    order_key: 'wc_order_secret',
    line_items: order.lines.map((line) => ({ ...line, price: Number(line.total) })),
  }
}

/** A download as wc/v3 tells it. */
export function modernDownload(download: StoredDownload) {
  const { access_expires } = download
  const expires = access_expires === 0 ? 'never' : utcText(access_expires).replace('Z', '')
  return { ...downloadParts(download), access_expires: expires, access_expires_gmt: expires }
}

/** Both spellings of a time: the store's own, and UTC; null for never. */
function times(name: string, seconds: number, zone: string): Record<string, string | null> {
  if (seconds === 0) return { [name]: null, [`${name}_gmt`]: null }
  const local = seconds + offsetSeconds(zone, new Date(seconds * 1000))
  return {
    [name]: utcText(local).replace('Z', ''),
    [`${name}_gmt`]: utcText(seconds).replace('Z', ''),
  }
}
