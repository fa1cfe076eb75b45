import type { SandboxEnv } from '../sandbox-env.ts'
import type { OfnStore } from './store.ts'

/** Somebody who uses the remote. Without a key it is nobody, who sees nothing. */
export interface OfnUser {
  /** Ids of the enterprises that this user manages. */
  manages: ReadonlySet<number>
}

/** What the routes of this remote find in their context. */
export interface OfnEnv {
  Bindings: SandboxEnv['Bindings']
  Variables: SandboxEnv['Variables'] & { user: OfnUser }
}

/** Where versions and installations of the remote differ. Tests may change these while the sandbox runs. */
export interface OfnBehaviour {
  /** Which conditions of a search are ignored without a word. */
  ignoredConditions: readonly string[]
  /** True where a proxy in front of it swallows the header with the key. */
  losesKeys: boolean
}

/** What the routes of this remote work with. */
export interface OfnRemote {
  store: OfnStore
  /** By key. */
  keys: Map<string, OfnUser>
  behaviour: OfnBehaviour
  now: () => Date
}
