import { createHttpClient } from '#main/http/http-client.ts'
import { createKountaConnector } from '#main/connectors/kounta/connector.ts'
import { createOpenFoodNetworkConnector } from '#main/connectors/open-food-network/connector.ts'
import { createSkuIoConnector } from '#main/connectors/sku-io/connector.ts'
import { createWooConnector } from '#main/connectors/woocommerce/connector.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile, upsertingProfile, type MemoryProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import { startKountaSandbox } from '../../../../e2e/sandbox/kounta/server.ts'
import { startOfnSandbox } from '../../../../e2e/sandbox/open-food-network/server.ts'
import { startSkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { startWooSandbox } from '../../../../e2e/sandbox/woocommerce/server.ts'
import { faultyFetch } from './faulty-fetch.testing.ts'
import { faultyMemory } from './faulty-memory.testing.ts'
import { Weather } from './weather.testing.ts'
import { Seeded } from './seeded.testing.ts'

/** A remote that the model can be run against. */
export interface ModelRemote {
  /** A machine's line to it, through the weather. */
  connect(weather: Weather): RemoteConnector
  /** Somebody at the remote deletes a record, in a way of its own. */
  deleteThere(remoteId: string): void
  /** The remote refuses to delete the record from now on; undefined where it never does. */
  refuseDelete?: (remoteId: string) => void
  /** A customer gets a credit of `total` and an order as large; their ids. Undefined where there are none. */
  addCredit?: (remoteId: string, total: number) => { creditId: string; orderId: string }
  /** Amounts of what credits have paid, as decimal text. */
  allocated?: () => string[]
  close(): Promise<void>
}

/** Starts one; `now` is its clock. */
type StartRemote = (now: () => number) => Promise<ModelRemote>

/** The remotes by the names that the commands take. */
export const REMOTES = {
  memory: memory(skuIoLikeProfile),
  'memory-upserting': memory(upsertingProfile),
  'sku-io': startSkuIo,
  'open-food-network': startOfn,
  kounta: startKounta,
  woocommerce: startWoo,
} as const satisfies Record<string, StartRemote>

/** Name of a remote. */
export type RemoteName = keyof typeof REMOTES

/** A line through fine weather: what somebody else does, and what the checks read by. */
export function plainLine(remote: ModelRemote, tick: () => void): RemoteConnector {
  const weather = new Weather(new Seeded(0), 0)
  weather.tick = tick
  return remote.connect(weather)
}

function memory(profile: () => MemoryProfile): StartRemote {
  return () => {
    const remote = new MemoryRemote(profile())
    const kept = new Set<string>()
    remote.refuse = (push) => (push.type === 'delete' && kept.has(push.remoteId) ? 'Has sales orders' : null)
    const credits = new Set<string>()
    return Promise.resolve({
      connect: (weather: Weather) =>
        weather.calm ? new MemoryConnector(remote) : faultyMemory(remote, weather),
      deleteThere: (remoteId: string) => remote.directDelete(remoteId),
      refuseDelete: (remoteId: string) => kept.add(remoteId),
      ...(remote.profile.capabilities.actions.length === 0
        ? {}
        : {
            addCredit: (remoteId: string, total: number) => {
              credits.add(remoteId)
              const text = `${total}.00`
              const [creditId, orderId] = [`credit-${remoteId}`, `order-${remoteId}`]
              remote.ledger.credits.set(remoteId, [
                {
                  ...{ remoteId: creditId, number: creditId, creditedAt: 0, status: 'open' },
                  ...{ total: text, remaining: text, allocations: [] },
                },
              ])
              remote.ledger.orders.set(remoteId, [
                {
                  ...{ remoteId: orderId, number: orderId, orderedAt: 0, status: 'open', currency: 'USD' },
                  ...{ total: text, balance: text, lines: [] },
                },
              ])
              return { creditId, orderId }
            },
            allocated: () =>
              remote.ledger.done.flatMap(({ kind, input }) =>
                kind === 'allocate-credit' ? input.orders.map(({ amount }) => amount) : [],
              ),
          }),
      close: () => Promise.resolve(),
    })
  }
}

async function startSkuIo(now: () => number): Promise<ModelRemote> {
  const sandbox = await startSkuIoSandbox({ now: () => new Date(now()) })
  const { store } = sandbox
  return {
    connect: (weather) =>
      createSkuIoConnector({
        baseUrl: sandbox.baseUrl,
        credentials: { token: sandbox.token },
        scopeId: '',
        http: createHttpClient({ fetch: faultyFetch(sandbox, weather), now }),
        patienceMs: 0,
      }),
    deleteThere: (remoteId) => {
      store.deleteCustomer(Number(remoteId))
    },
    refuseDelete: (remoteId) => {
      store.linkToOrders(Number(remoteId), 'Has sales orders')
    },
    addCredit: (remoteId, total) => {
      const customer_id = Number(remoteId)
      const credit = store.sales.addCredit({ customer_id, total: total * 100, credited_at: 0 })
      const order = store.sales.addOrder({ customer_id, total: total * 100, paid: 0, ordered_at: 0 })
      return { creditId: String(credit.id), orderId: String(order.id) }
    },
    allocated: () => [...store.sales.allocations.values()].map(({ amount }) => (amount / 100).toFixed(2)),
    close: () => sandbox.close(),
  }
}

async function startOfn(now: () => number): Promise<ModelRemote> {
  const sandbox = await startOfnSandbox({ now: () => new Date(now()) })
  const { store } = sandbox
  return {
    connect: (weather) =>
      createOpenFoodNetworkConnector({
        baseUrl: sandbox.baseUrl,
        credentials: { token: sandbox.token, enterpriseId: String(sandbox.enterpriseId) },
        scopeId: '',
        http: createHttpClient({ fetch: faultyFetch(sandbox, weather), now }),
        patienceMs: 0,
      }),
    deleteThere: (remoteId) => {
      store.delete(Number(remoteId))
    },
    refuseDelete: (remoteId) => {
      store.update(Number(remoteId), { keeps: 'Has orders' })
    },
    close: () => sandbox.close(),
  }
}

async function startKounta(now: () => number): Promise<ModelRemote> {
  const sandbox = await startKountaSandbox({ rateLimit: 'off', now: () => new Date(now()) })
  const { clientId, clientSecret, store } = sandbox
  return {
    connect: (weather) =>
      createKountaConnector({
        baseUrl: sandbox.baseUrl,
        credentials: { mode: 'basic', clientId, clientSecret },
        scopeId: String(sandbox.companyId),
        http: createHttpClient({ fetch: faultyFetch(sandbox, weather), now }),
        saveCredentials: () => Promise.resolve(),
        patienceMs: 0,
        requestsPerMinute: 1_000_000,
      }),
    deleteThere: (remoteId) => {
      store.delete(Number(remoteId))
    },
    close: () => sandbox.close(),
  }
}

async function startWoo(now: () => number): Promise<ModelRemote> {
  const sandbox = await startWooSandbox({ now: () => new Date(now()) })
  const { consumerKey, consumerSecret, store } = sandbox
  return {
    connect: (weather) =>
      createWooConnector({
        baseUrl: sandbox.baseUrl,
        credentials: { consumerKey, consumerSecret },
        scopeId: '',
        http: createHttpClient({ fetch: faultyFetch(sandbox, weather), now }),
        patienceMs: 0,
        now,
      }),
    deleteThere: (remoteId) => {
      store.deleteUser(Number(remoteId))
    },
    refuseDelete: (remoteId) => {
      store.changeUser(Number(remoteId), { kept_because: 'Keeps its subscription' })
    },
    close: () => sandbox.close(),
  }
}
