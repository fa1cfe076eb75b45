import type { SandboxEnv } from '../sandbox-env.ts'
import type { SkuIoStore } from './store.ts'
import type { AccessToken, TokenStore } from './tokens.ts'

/** What the routes of this remote find in their context. */
export interface SkuIoEnv {
  Bindings: SandboxEnv['Bindings']
  Variables: SandboxEnv['Variables'] & {
    /** The token of the request; set before any route under `/api` runs. */
    token: AccessToken
  }
}

/** Where the reference leaves open what the remote does. Tests may change these while the sandbox runs. */
export interface SkuIoBehaviour {
  /** Whether list rows are brief, or as complete as a single customer. */
  listRows: 'brief' | 'full'
  /** What a create answers: the reference names 200 for everything. */
  createStatus: 200 | 201
  /** The v1 routes were absent from one release of the public reference; v2 lists and shows only. */
  routes: 'all' | 'v2-only'
  /** What the import of customers answers: what it did, or only that a job will do it. It is done at once either way. */
  imports: 'counted' | 'queued'
  /** Which scopes there are: those of customers for all, or others too for sales credits and integrations. */
  scopes: 'customers' | 'by-area'
  /** How amounts of orders and credits are written. */
  amounts: 'text' | 'number'
  /** Whether one customer is answered with its addresses, or they have to be asked for by themselves. */
  addresses: 'in-customer' | 'by-themselves'
  /** Whether a bulk delete has been done when it is answered, or is only said to have been. */
  bulkDeletes: 'done' | 'only-said'
  /** Whether `/api/me` still answers for an expired token, with `is_expired`, or refuses it as everything else does. */
  expiredTokens: 'refused' | 'shown-by-me'
}

/** What the routes of this remote work with. */
export interface SkuIoRemote {
  store: SkuIoStore
  tokens: TokenStore
  tenant: string
  behaviour: SkuIoBehaviour
  now: () => Date
}
