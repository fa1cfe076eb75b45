import { believableCustomers } from '../believable-customers.ts'
import type { SandboxCertificate } from '../sandbox-listener.ts'
import { serveRemote, type ServedRemote, type ServingOptions } from '../serve-remote.ts'
import { keepInFile } from '../whole-file.ts'
import { ApiKeys } from './api-keys.ts'
import { wooControlRoutes } from './control.ts'
import { seedAdministrator, seedStore } from './seed-store.ts'
import { siteApp } from './site.ts'
import { WooStore } from './store.ts'
import { legacyCustomer } from './legacy-wire.ts'
import { modernCustomer } from './modern-wire.ts'
import { WebhookSender } from './webhook-sender.ts'
import type { WooBehaviour, WooRemote } from './woo-env.ts'

/** How a sandbox starts. */
export interface WooSandboxOptions extends ServingOptions, Partial<WooBehaviour> {
  /** The first pair of keys: they read and write, and belong to the administrator. */
  consumerKey?: string
  consumerSecret?: string
  /** Answers over https with this certificate instead of over http. */
  certificate?: SandboxCertificate
  /** Name of the store. */
  name?: string
}

/** A running store that is none. */
export interface WooSandbox extends ServedRemote {
  consumerKey: string
  consumerSecret: string
  store: WooStore
  keys: ApiKeys
  webhooks: WebhookSender
  behaviour: WooBehaviour
}

const OPENED = Date.UTC(2020, 5, 1) / 1000

/**
 * Starts a server on the loopback interface that behaves as a WooCommerce store does by either API or both, with the
 * traps of real stores (docs/remotes/woocommerce.md).
 */
export async function startWooSandbox(options: WooSandboxOptions = {}): Promise<WooSandbox> {
  const remote = remoteOf(options)
  const { store, keys, webhooks, behaviour } = remote
  const file = keepInFile(options.file, store, () => {
    seedAdministrator(store, OPENED)
    seedStore(store, believableCustomers(options.customers ?? 0, options.seed ?? 1))
  })
  const { consumerKey, consumerSecret } = keys.issue({
    ...(options.consumerKey === undefined ? {} : { consumerKey: options.consumerKey }),
    ...(options.consumerSecret === undefined ? {} : { consumerSecret: options.consumerSecret }),
  })

  store.onEvent((topic, user) => {
    webhooks.deliver(topic, (format) => {
      if (topic === 'customer.deleted') return { id: user.id }
      return format === 'legacy' ? { customer: legacyCustomer(user, remote) } : modernCustomer(user, remote)
    })
  })

  const served = await serveRemote(options, {
    ...{ control: wooControlRoutes(remote), file, certificate: options.certificate },
    app: (serving) => siteApp(remote, serving),
  })
  return { ...served, consumerKey, consumerSecret, store, keys, webhooks, behaviour }
}

function remoteOf(options: WooSandboxOptions): WooRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new WooStore(now),
    keys: new ApiKeys(),
    webhooks: new WebhookSender(),
    name: options.name ?? 'Corner Store',
    behaviour: {
      modern: options.modern ?? true,
      legacy: options.legacy ?? 'on',
      permalinks: options.permalinks ?? 'pretty',
      maintenance: options.maintenance ?? false,
      timezone: options.timezone ?? 'UTC',
      generatesPasswords: options.generatesPasswords ?? true,
      generatesUsernames: options.generatesUsernames ?? true,
      protectsRoles: options.protectsRoles ?? false,
      overlappingCreates: options.overlappingCreates ?? 'refused',
      printsNotices: options.printsNotices ?? false,
    },
    now,
    creating: new Map(),
  }
}
