import type { HttpBindings } from '@hono/node-server'

/** What every sandbox's routes find in their context: Node's own request and response, and the fault of this request. */
export interface SandboxEnv {
  Bindings: HttpBindings
  Variables: {
    /** Kind of the fault that was injected into this request. */
    fault?: string
    /** True once the connection was cut on purpose: no status reached the client. */
    cut?: boolean
  }
}
