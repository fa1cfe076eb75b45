import type {
  ActionInputs,
  ActionOutcome,
  IntegrationCustomer,
  RemoteAction,
  ShippingOrder,
} from '#shared/connector/remote-action.ts'
import type { RemoteActions } from '#shared/connector/remote-connector.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { numberOf } from './decimal-text.ts'
import type { SkuIoSalesClient } from './sales-client.ts'
import { wireShopCustomerSchema, type WireShopCustomer } from './sales-wire.ts'
import { wireImportEnvelopeSchema } from './server-import-wire.ts'

/** Facts of a shipping order that are handed on; more is no order. */
const MOST_FACTS = 100

/** The commands of SKU.io. Each is one request; whoever repeats it after a lost answer decides so himself. */
export function createRemoteActions(client: SkuIoSalesClient): RemoteActions {
  return {
    run: (action, signal) => run(client, action, signal),
    async shippingOrder(fulfilmentId, signal) {
      if (!isId(fulfilmentId)) return ok(null)
      const order = await client.starshipitOrder(fulfilmentId, signal)
      if (order.ok) return ok(shippingOrderIn(order.value))
      return order.error.kind === 'not-found' ? ok(null) : order
    },
    async integrationCustomers(instanceId, page, signal) {
      if (!isId(instanceId)) return err({ kind: 'not-found' })
      const answer = await client.shopCustomers(instanceId, page, signal)
      if (!answer.ok) return answer
      const read = readRows(answer.value.rows, wireShopCustomerSchema, shopCustomerFromWire)
      if (!read.ok) return read
      const [unreadable] = read.value.unreadable
      if (unreadable === undefined) {
        return ok({ customers: read.value.records, hasMore: answer.value.hasMore })
      }
      return err({
        kind: 'protocol',
        detail: `A customer of the shop could not be read: ${unreadable.detail}`,
      })
    },
  }
}

async function run(
  client: SkuIoSalesClient,
  { kind, customerRemoteId, input }: RemoteAction,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  switch (kind) {
    case 'allocate-credit': {
      const body = allocationBody(input)
      if (body === null || !isId(customerRemoteId) || !isId(input.creditId)) return impossible()
      return outcomeOf(await client.allocate(customerRemoteId, input.creditId, body, signal))
    }
    case 'unallocate-credit': {
      const { creditId, allocationId } = input
      if (![customerRemoteId, creditId, allocationId].every(isId)) return impossible()
      return outcomeOf(await client.unallocate(customerRemoteId, creditId, allocationId, signal))
    }
    case 'submit-to-starshipit':
      return submissionOutcome(await client.submitToStarshipit(signal))
    case 'update-starshipit-order':
      if (!isId(input.fulfilmentId)) return impossible()
      return outcomeOf(await client.updateStarshipitOrder(input.fulfilmentId, signal))
    case 'refresh-integration':
      if (!isId(input.instanceId)) return impossible()
      return outcomeOf(await client.syncShopCustomers(input.instanceId, signal))
  }
}

/** Ids and amounts are numbers there; null where one cannot be said exactly, so that nothing else is paid instead. */
function allocationBody({ orders }: ActionInputs['allocate-credit']): Json | null {
  const rows = orders.map(({ orderId, amount }) => ({
    id: isId(orderId) ? Number(orderId) : null,
    amount: numberOf(amount),
  }))
  return rows.every(({ id, amount }) => id !== null && amount !== null) ? { sales_orders: rows } : null
}

function outcomeOf(answer: Result<unknown, WriteFailure>): ActionOutcome {
  if (answer.ok) return { status: 'done', message: wordsIn(answer.value) }
  const failure = answer.error
  switch (failure.kind) {
    case 'gone':
      return { status: 'refused', reason: failure.reason }
    case 'refused':
      return { status: 'refused', reason: failure.refusal.reason }
    case 'failed':
      return { status: failure.sent ? 'unknown' : 'not-sent', error: failure.error }
  }
}

/** A success that says "failure" (envelopes of the reference): some of the orders may have been submitted all the same. */
function submissionOutcome(answer: Result<unknown, WriteFailure>): ActionOutcome {
  if (answer.ok || answer.error.kind !== 'refused' || answer.error.refusal.status >= 300) {
    return outcomeOf(answer)
  }
  return { status: 'unknown', error: { kind: 'protocol', detail: answer.error.refusal.reason } }
}

/** `{message, warnings}` of the envelope. */
function wordsIn(body: unknown): string {
  const read = wireImportEnvelopeSchema.safeParse(body)
  if (!read.success) return ''
  const { message = '', warnings = {} } = read.data
  return [message, ...Object.values(warnings).flat()].filter((text) => text !== '').join(' ')
}

/** Ids are whole numbers there; another text would change the path it stands in. */
function isId(text: string): boolean {
  return /^\d{1,15}$/.test(text)
}

function impossible(): ActionOutcome {
  return {
    status: 'not-sent',
    error: { kind: 'protocol', detail: 'An id or amount that SKU.io cannot have' },
  }
}

/** Assumed: `order_number` (or the order's id) and `status`, among whatever else Starshipit tells; nothing, where it has none. */
function shippingOrderIn(data: unknown): ShippingOrder | null {
  const facts = factsIn(data, '')
  if (facts.length === 0) return null
  const value = (...names: string[]): string =>
    names.map((name) => facts.find((fact) => fact.name === name)?.value ?? '').find((text) => text !== '') ??
    ''
  return {
    number: value('order_number', 'order_id', 'id'),
    status: value('status', 'order_status'),
    facts: facts.slice(0, MOST_FACTS),
  }
}

/** Everything that is text, number or yes and no, nested ones by their path: `carrier.name`. */
function factsIn(data: unknown, path: string): ShippingOrder['facts'] {
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean') {
    return path === '' || data === '' ? [] : [{ name: path, value: String(data) }]
  }
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) =>
    factsIn(value, path === '' ? name : `${path}.${name}`),
  )
}

function shopCustomerFromWire(wire: WireShopCustomer): IntegrationCustomer {
  return {
    remoteId: wire.id,
    name: wire.name || `${wire.first_name} ${wire.last_name}`.trim(),
    email: wire.email,
  }
}
