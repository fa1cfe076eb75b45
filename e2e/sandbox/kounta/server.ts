import { believableCustomers } from '../believable-customers.ts'
import { remoteApp, serveRemote, type ServedRemote, type ServingOptions } from '../serve-remote.ts'
import { keepInFile } from '../whole-file.ts'
import { KountaAccess } from './access.ts'
import { kountaControlRoutes } from './control.ts'
import { answerNoRoute, answerRefusal, errorBodyOf } from './errors.ts'
import type { KountaBehaviour, KountaRemote } from './kounta-env.ts'
import { apiRoutes } from './routes.ts'
import { seedStore } from './seed-store.ts'
import { KountaStore } from './store.ts'
import { WebhookSender } from './webhook-sender.ts'
import { wholeCustomer } from './wire.ts'

/** How a sandbox starts. */
export interface KountaSandboxOptions extends ServingOptions, Partial<KountaBehaviour> {
  clientId?: string
  clientSecret?: string
  companyId?: number
  companyName?: string
}

/** A running Kounta that is none. The page for signing in is at `/authorize`. */
export interface KountaSandbox extends ServedRemote {
  clientId: string
  clientSecret: string
  companyId: number
  store: KountaStore
  access: KountaAccess
  webhooks: WebhookSender
  behaviour: KountaBehaviour
}

/** Starts a server on the loopback interface that behaves as Kounta does, documented or assumed (docs/remotes/kounta.md). */
export async function startKountaSandbox(options: KountaSandboxOptions = {}): Promise<KountaSandbox> {
  const remote = remoteOf(options)
  const { store, access, webhooks } = remote
  const clientId = options.clientId ?? 'desk-sandbox'
  const clientSecret = options.clientSecret ?? 'SandboxSecretWithoutAnyWorthOutsideTests'
  access.register({ id: clientId, secret: clientSecret, redirectUris: 'any' })
  const file = keepInFile(options.file, store, () =>
    seedStore(store, believableCustomers(options.customers ?? 0, options.seed ?? 1), clientId),
  )
  store.onChange((event) => {
    const secretOf = (application: string): string => access.application(application)?.secret ?? ''
    webhooks.deliver(event, secretOf, (application) => wholeCustomer(remote, event.customer, application))
  })
  const api = {
    ...{ paths: '/v1/*', routes: apiRoutes(remote), now: remote.now, errorBody: errorBodyOf },
    ...{ onError: answerRefusal, notFound: answerNoRoute },
  }
  const served = await serveRemote(options, {
    ...{ control: kountaControlRoutes(remote, clientId), file },
    app: (serving) => remoteApp(api, serving),
  })
  const { companyId, behaviour } = remote
  return { ...served, clientId, clientSecret, companyId, store, access, webhooks, behaviour }
}

function remoteOf(options: KountaSandboxOptions): KountaRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new KountaStore(),
    access: new KountaAccess(now),
    webhooks: new WebhookSender(),
    companyId: options.companyId ?? 5678,
    companyName: options.companyName ?? 'Swan Lane Coffee',
    behaviour: {
      paging: options.paging ?? 'next-page',
      createAnswer: options.createAnswer ?? 'empty',
      updateAnswer: options.updateAnswer ?? 'record',
      locations: options.locations ?? 'absolute',
      mobileLookup: options.mobileLookup ?? 'redirect',
      incompleteLookup: options.incompleteLookup ?? 'refused',
      expiredToken: options.expiredToken ?? 400,
      refreshTokens: options.refreshTokens ?? 'rotate',
      addressParts: options.addressParts ?? 'lines-and-zone',
      primaryAddress: options.primaryAddress ?? 'primary_address',
      rateLimitReset: options.rateLimitReset ?? 'seconds',
      rateLimit: options.rateLimit ?? 'enforced',
      plan: options.plan ?? 'with-api',
      signIn: options.signIn ?? 'allow',
    },
    now,
  }
}
