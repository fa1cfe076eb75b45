import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { CustomerApi } from './customer-api.ts'
import { legacyCustomerApi } from './legacy-api.ts'
import { modernCustomerApi } from './modern-api.ts'
import type { StoreRoute, StoreTransport } from './store-transport.ts'
import { wireLegacyIndexSchema, wireSiteIndexSchema } from './wire.ts'

/** A store as it was found. */
export interface FoundStore {
  api: CustomerApi
  route: StoreRoute
  /** The store's zone, by which the legacy API's times of registration are off; '' where it is not needed or not told. */
  timezone: string
  /** False: the store says that a create must carry a password. */
  generatesPasswords: boolean
  /** Name and address by the store's own index; '' where it has not been read. */
  name: string
  home: string
}

/** Codes of routes that are not there although the API is. */
const NO_MODERN_ROUTE = 'rest_no_route'
const LEGACY_DISABLED = 'woocommerce_api_disabled'

/** One store, found by asking: wc/v3 before the legacy API, and either also where permalinks are plain. */
export class StoreClient {
  readonly transport: StoreTransport
  #found: FoundStore | null = null
  #looking: Promise<Result<FoundStore, RemoteError>> | null = null

  constructor(transport: StoreTransport) {
    this.transport = transport
  }

  /** The store as it was found before, or looked for now. */
  async found(signal: AbortSignal): Promise<Result<FoundStore, RemoteError>> {
    return this.#found === null ? this.probe(signal) : ok(this.#found)
  }

  /**
   * Looks for the store anew. wc/v3 is asked for one customer, so that keys which are no good show here; the index of the
   * legacy API is open to everybody. Who asks while somebody looks waits for what is found, and looks only where the other
   * has given up.
   */
  async probe(signal: AbortSignal): Promise<Result<FoundStore, RemoteError>> {
    while (this.#looking !== null) {
      const looked = await this.#looking
      if (signal.aborted) return err({ kind: 'cancelled' })
      if (looked.ok || looked.error.kind !== 'cancelled') return looked
    }
    this.#looking = this.#look(signal)
    try {
      return await this.#looking
    } finally {
      this.#looking = null
    }
  }

  async #look(signal: AbortSignal): Promise<Result<FoundStore, RemoteError>> {
    this.#found = null
    for (const permalinks of ['pretty', 'plain'] as const) {
      const route = { api: 'modern', permalinks } as const
      const asked = await this.transport.lookFor(route, '/customers', { per_page: 1, role: 'all' }, signal)
      if (asked.ok === false) return asked
      if (asked.ok === true) {
        const api = modernCustomerApi(this.transport, route)
        return this.#keep({ api, route, timezone: '', generatesPasswords: true, name: '', home: '' })
      }
      if (asked.code === NO_MODERN_ROUTE) break
    }
    for (const permalinks of ['pretty', 'plain'] as const) {
      const route = { api: 'legacy', permalinks } as const
      const asked = await this.transport.lookFor(route, '/', {}, signal)
      if (asked.ok === false) return asked
      if (asked.ok === true) return this.#legacy(route, asked.value.body)
      if (asked.code === LEGACY_DISABLED) {
        return err({ kind: 'protocol', detail: 'The legacy API is switched off, and there is no wc/v3' })
      }
    }
    return err({ kind: 'protocol', detail: 'There is no API of WooCommerce at this address' })
  }

  #legacy(route: StoreRoute, body: unknown): Result<FoundStore, RemoteError> {
    const index = wireLegacyIndexSchema.safeParse(body)
    if (!index.success)
      return err({ kind: 'protocol', detail: 'The index of the legacy API has another shape' })
    const { name = '', URL: home = '', meta } = index.data.store
    return this.#keep({
      api: legacyCustomerApi(this.transport, route),
      route,
      timezone: meta?.timezone ?? '',
      generatesPasswords: !['no', false, ''].includes(meta?.generate_password ?? true),
      name,
      home,
    })
  }

  #keep(found: FoundStore): Result<FoundStore, RemoteError> {
    this.#found = found
    return ok(found)
  }

  /** Name and address of a site by the index of WordPress; '' where a plugin has closed it. */
  async siteNames(
    permalinks: StoreRoute['permalinks'],
    signal: AbortSignal,
  ): Promise<{ name: string; home: string }> {
    const answer = await this.transport.siteIndex(permalinks, signal)
    const index = wireSiteIndexSchema.safeParse(answer.ok ? answer.value.body : undefined)
    if (!index.success) return { name: '', home: '' }
    return { name: index.data.name ?? '', home: index.data.home ?? index.data.url ?? '' }
  }

  /** From now on every create carries a password: the store has asked for one. */
  rememberPasswordsAreAsked(): void {
    if (this.#found !== null) this.#found = { ...this.#found, generatesPasswords: false }
  }
}
