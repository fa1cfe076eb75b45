import { believableCustomers } from '../believable-customers.ts'
import { remoteApp, serveRemote, type ServedRemote, type ServingOptions } from '../serve-remote.ts'
import { keepInFile } from '../whole-file.ts'
import { skuIoControlRoutes } from './control.ts'
import { answerNoRoute, answerRefusal, errorBodyOf } from './errors.ts'
import { apiRoutes } from './routes.ts'
import { seedSales } from './seed-sales.ts'
import { seedStore } from './seed-store.ts'
import type { SkuIoBehaviour, SkuIoRemote } from './sku-io-env.ts'
import { SkuIoStore } from './store.ts'
import { TokenStore } from './tokens.ts'

/** How a sandbox starts. */
export interface SkuIoSandboxOptions extends ServingOptions, Partial<SkuIoBehaviour> {
  /** Text of the first token, which has both scopes and never expires. */
  token?: string
  tenant?: string
}

/** A running SKU.io that is none. */
export interface SkuIoSandbox extends ServedRemote {
  token: string
  tenant: string
  store: SkuIoStore
  tokens: TokenStore
  behaviour: SkuIoBehaviour
}

/** Starts a server on the loopback interface that behaves as SKU.io does, documented or assumed (docs/remotes/sku-io.md). */
export async function startSkuIoSandbox(options: SkuIoSandboxOptions = {}): Promise<SkuIoSandbox> {
  const remote = remoteOf(options)
  const { store, tokens, tenant, behaviour, now } = remote
  const file = keepInFile(options.file, store, () => {
    const { customers = 0, seed = 1 } = options
    seedStore(store, believableCustomers(customers, seed))
    seedSales(store, seed)
  })
  const { token } = tokens.issue(options.token === undefined ? {} : { token: options.token })
  const api = {
    ...{ paths: '/api/*', routes: apiRoutes(remote), now, errorBody: errorBodyOf },
    ...{ onError: answerRefusal, notFound: answerNoRoute },
  }
  const served = await serveRemote(options, {
    ...{ control: skuIoControlRoutes(remote), file },
    app: (serving) => remoteApp(api, serving),
  })
  return { ...served, token, tenant, store, tokens, behaviour }
}

function remoteOf(options: SkuIoSandboxOptions): SkuIoRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new SkuIoStore(now),
    tokens: new TokenStore(),
    tenant: options.tenant ?? 'acme',
    behaviour: {
      listRows: options.listRows ?? 'brief',
      createStatus: options.createStatus ?? 200,
      routes: options.routes ?? 'all',
      imports: options.imports ?? 'counted',
      scopes: options.scopes ?? 'customers',
      amounts: options.amounts ?? 'text',
      addresses: options.addresses ?? 'in-customer',
      bulkDeletes: options.bulkDeletes ?? 'done',
      expiredTokens: options.expiredTokens ?? 'refused',
    },
    now,
  }
}
