import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { PAGE_SIZE } from './capabilities.ts'
import { customerPath } from './client.ts'
import { wireListSchema } from './sales-wire.ts'
import { unexpected, type AnsweredPage, type SkuIoTransport } from './transport.ts'

/** Pages of one customer's orders or credits; a list of more is none. */
const MOST_PAGES = 50

/** The calls of docs/remotes/sku-io.md that concern orders, sales credits, Starshipit and web shops. Ids go in as text. */
export class SkuIoSalesClient {
  readonly #transport: SkuIoTransport

  constructor(transport: SkuIoTransport) {
    this.#transport = transport
  }

  /** Sales credits of a customer of which something is left. */
  openCredits(customerId: string, signal: AbortSignal): Promise<Result<unknown[], RemoteError>> {
    return this.#rows(`${customerPath(customerId)}/open-sales-credits`, signal)
  }

  /** Orders of a customer that are not paid in full. */
  unpaidOrders(customerId: string, signal: AbortSignal): Promise<Result<unknown[], RemoteError>> {
    return this.#rows(`${customerPath(customerId)}/unpaid-orders`, signal)
  }

  /** Pays orders with a credit; all of it or nothing. */
  allocate(
    customerId: string,
    creditId: string,
    body: Json,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    return this.#transport.send('POST', `${creditPath(customerId, creditId)}/allocate`, { body }, signal)
  }

  /** Takes one such payment back. */
  unallocate(
    customerId: string,
    creditId: string,
    allocationId: string,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const path = `${creditPath(customerId, creditId)}/allocations/${encodeURIComponent(allocationId)}`
    return this.#transport.send('DELETE', path, {}, signal)
  }

  /** Hands over all orders that are ready. A GET, and yet it acts: never repeated, cached or asked for ahead. */
  submitToStarshipit(signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#transport.send('GET', '/api/customers/starshipit/submit-orders', { effect: true }, signal)
  }

  updateStarshipitOrder(fulfilmentId: string, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    const path = `/api/customers/starshipit/update-order/${encodeURIComponent(fulfilmentId)}`
    return this.#transport.send('PUT', path, {}, signal)
  }

  /** The order that Starshipit has for a fulfilment; `not-found` where there is none. */
  starshipitOrder(fulfilmentId: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    const path = `/api/customers/starshipit/view-order/${encodeURIComponent(fulfilmentId)}`
    return this.#transport.single(path, signal)
  }

  /** A page of the customers of a WooCommerce instance. Assumed: one of the two sizes is known there. */
  shopCustomers(
    instanceId: string,
    page: number,
    signal: AbortSignal,
  ): Promise<Result<AnsweredPage, RemoteError>> {
    return this.#transport.page(shopPath(instanceId), { page, limit: PAGE_SIZE, per_page: PAGE_SIZE }, signal)
  }

  /** Makes a WooCommerce instance's customers be read anew: a job of the remote, which may end long after the answer. */
  syncShopCustomers(instanceId: string, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#transport.send('POST', `${shopPath(instanceId)}/sync`, {}, signal)
  }

  /** All rows of a list that has no pages, or has them after all. */
  async #rows(path: string, signal: AbortSignal): Promise<Result<unknown[], RemoteError>> {
    const rows: unknown[] = []
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await this.#transport.read(path, page === 1 ? {} : { page }, wireListSchema, signal)
      if (!answer.ok) return answer
      rows.push(...answer.value.rows)
      if (!answer.value.hasMore) return ok(rows)
    }
    return err(unexpected(path, 'pages without end'))
  }
}

function creditPath(customerId: string, creditId: string): string {
  return `${customerPath(customerId)}/sales-credits/${encodeURIComponent(creditId)}`
}

function shopPath(instanceId: string): string {
  return `/api/woo-commerce/${encodeURIComponent(instanceId)}/customers`
}
