import type { Context } from 'hono'
import { believableCustomers } from '../believable-customers.ts'
import type { FaultStatus } from '../faults.ts'
import type { SandboxEnv } from '../sandbox-env.ts'
import { remoteApp, serveRemote, type ServedRemote, type ServingOptions } from '../serve-remote.ts'
import { keepInFile } from '../whole-file.ts'
import { ofnControlRoutes } from './control.ts'
import { answerRefusal, errorBodyOf, notFound } from './errors.ts'
import type { OfnBehaviour, OfnRemote, OfnUser } from './ofn-env.ts'
import { apiRoutes } from './routes.ts'
import { seedStore } from './seed-store.ts'
import { OfnStore } from './store.ts'

/** How a sandbox starts. */
export interface OfnSandboxOptions extends ServingOptions, Partial<OfnBehaviour> {
  /** The API key of the manager of the first enterprise. */
  token?: string
}

/** A running Open Food Network that is none. */
export interface OfnSandbox extends ServedRemote {
  /** Key of a user who manages the first enterprise. */
  token: string
  /** Id of the first enterprise. */
  enterpriseId: number
  store: OfnStore
  keys: Map<string, OfnUser>
  behaviour: OfnBehaviour
}

/** The enterprises there are: the key manages the first alone. */
const ENTERPRISES = [
  [2, 'Fern & Field'],
  [5, 'Harbour Food Hub'],
] as const

/** Starts a server on the loopback interface that behaves as Open Food Network does (docs/remotes/open-food-network.md). */
export async function startOfnSandbox(options: OfnSandboxOptions = {}): Promise<OfnSandbox> {
  const now = options.now ?? (() => new Date())
  const token = options.token ?? 'sandbox-key-3f9c77c1'
  const enterpriseId = ENTERPRISES[0][0]
  const remote: OfnRemote = {
    store: new OfnStore(now),
    keys: new Map([[token, { manages: new Set([enterpriseId]) }]]),
    behaviour: {
      ignoredConditions: options.ignoredConditions ?? [],
      losesKeys: options.losesKeys ?? false,
    },
    now,
  }
  const { store } = remote
  for (const [id, name] of ENTERPRISES) store.addEnterprise(id, name)
  const file = keepInFile(options.file, store, () =>
    seedStore(store, enterpriseId, believableCustomers(options.customers ?? 0, options.seed ?? 1)),
  )
  const api = {
    ...{ paths: '/api/*', routes: apiRoutes(remote), now, onError: answerRefusal },
    notFound: (c: Context<SandboxEnv>) => c.json(notFound().body, 404),
    errorBody: (status: FaultStatus) => errorBodyOf(status, token),
  }
  const served = await serveRemote(options, {
    ...{ control: ofnControlRoutes(remote), file },
    app: (serving) => remoteApp(api, serving),
  })
  return { ...served, token, enterpriseId, store, keys: remote.keys, behaviour: remote.behaviour }
}
