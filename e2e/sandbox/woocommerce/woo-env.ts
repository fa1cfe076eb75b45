import type { SandboxEnv } from '../sandbox-env.ts'
import type { ApiKeys } from './api-keys.ts'
import type { WooStore } from './store.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** What the routes of this remote find in their context. */
export type WooEnv = SandboxEnv

/** How a store is set up. Tests may change these while the sandbox runs. */
export interface WooBehaviour {
  /** Whether wc/v3 is there: old stores have none. */
  modern: boolean
  /** The legacy API: there, switched off in the settings, or not installed (WooCommerce 9 and later). */
  legacy: 'on' | 'disabled' | 'absent'
  /** `plain`: paths of the APIs lead nowhere, `?wc-api-route=` and `?rest_route=` still do. */
  permalinks: 'pretty' | 'plain'
  /** An update is under way: 503 with a web page. */
  maintenance: boolean
  /** The store's time zone as WordPress names it: "UTC", "America/New_York", "+05:30". */
  timezone: string
  /** False: a create must carry a password. */
  generatesPasswords: boolean
  /** False: a create must carry a user name. */
  generatesUsernames: boolean
  /** WooCommerce 9.5.2 and later: only customers and subscribers may be deleted or given another e-mail. */
  protectsRoles: boolean
  /** Legacy: creates that overlap make two accounts of one e-mail. Else the later one is refused. */
  overlappingCreates: 'refused' | 'doubled'
  /** A plugin that prints a notice before every JSON answer. */
  printsNotices: boolean
}

/** What the routes of this remote work with. */
export interface WooRemote {
  store: WooStore
  keys: ApiKeys
  webhooks: WebhookSender
  behaviour: WooBehaviour
  name: string
  now: () => Date
  /** E-mails whose create is under way. */
  creating: Map<string, number>
}
