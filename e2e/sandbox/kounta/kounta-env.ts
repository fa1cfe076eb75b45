import type { SandboxEnv } from '../sandbox-env.ts'
import type { KountaAccess } from './access.ts'
import type { KountaStore } from './store.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** What the routes of this remote find in their context. */
export interface KountaEnv {
  Bindings: SandboxEnv['Bindings']
  Variables: SandboxEnv['Variables'] & {
    /** Id of the API application whose credentials came with the request: reference ids belong to it. */
    application: string
  }
}

/** Where nothing public says what the remote does, or several things have been seen. Tests may change these at any time. */
export interface KountaBehaviour {
  /** `X-Next-Page` with the next page's address, or only `X-Pages` with a request header `X-Page`. */
  paging: 'next-page' | 'page-header'
  /** Body of a 201: empty beside its `Location`, or the record. */
  createAnswer: 'empty' | 'record'
  updateAnswer: 'record' | 'empty'
  locations: 'absolute' | 'relative'
  mobileLookup: 'redirect' | 'object' | 'array'
  /** What a lookup by name and phone answers where one of the three is missing. */
  incompleteLookup: 'refused' | 'whole-list'
  /** Status of an expired token: with 400 comes a `message` alone. */
  expiredToken: 400 | 401
  /** Whether a refresh answers with another refresh token and takes the old one back. */
  refreshTokens: 'rotate' | 'stay'
  /** Parts of an address in a write: those that it is read with, or the other names that one client writes. */
  addressParts: 'lines-and-zone' | 'address-and-state'
  /** Name of the first address of a customer. */
  primaryAddress: 'primary_address' | 'postal_address'
  /** Seconds from now, or the time itself in seconds since 1970. */
  rateLimitReset: 'seconds' | 'epoch'
  /** Whether more requests than the plan allows are refused. */
  rateLimit: 'enforced' | 'off'
  /** Whether the account's plan includes the API. */
  plan: 'with-api' | 'without-api'
  /** What the person does on the page for signing in. */
  signIn: 'allow' | 'refuse'
}

/** What the routes of this remote work with. */
export interface KountaRemote {
  store: KountaStore
  access: KountaAccess
  webhooks: WebhookSender
  companyId: number
  companyName: string
  behaviour: KountaBehaviour
  now: () => Date
}
