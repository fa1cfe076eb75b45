import type { ConnectableSystem } from '#shared/connector/credential-field.ts'
import type { ConnectorCapabilities, RemoteSystem } from '#shared/connector/capabilities.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ConnectorParts } from './connector-parts.ts'
import type { RegisteredConnector } from './kit/registered-connector.ts'
import type { SignInMethod } from './kit/sign-in-method.ts'
import type { WebhookFormat } from './kit/webhook-format.ts'
import { kounta } from './kounta/registration.ts'
import { openFoodNetwork } from './open-food-network/registration.ts'
import { skuIo } from './sku-io/registration.ts'
import { woocommerce } from './woocommerce/registration.ts'

/** The connectors there are, a line for each, in the order in which they are offered. */
const connectors: Record<RemoteSystem, RegisteredConnector> = {
  'sku-io': skuIo,
  kounta,
  'open-food-network': openFoodNetwork,
  woocommerce,
}

/** The systems a workspace can be connected with. */
export const connectedSystems = Object.keys(connectors) as readonly RemoteSystem[]

/** The same with what a person fills in for each. */
export function connectableSystems(): ConnectableSystem[] {
  return connectedSystems.map((system) => {
    const { credentials, defaultAddress = '', signIn } = connectors[system]
    return { system, credentials, defaultAddress, ...(signIn && { signInMode: signIn.mode }) }
  })
}

/** What a system can hold and do. */
export function capabilitiesOf(system: RemoteSystem): ConnectorCapabilities {
  return connectors[system].capabilities
}

/** The base URL that a person's text means; a `protocol` error names why it means none. */
export function baseUrlOf(system: RemoteSystem, typed: string): Result<string, RemoteError> {
  const url = connectors[system].baseUrlOf(typed)
  return url.ok ? ok(url.value) : err({ kind: 'protocol', detail: `base-url: ${url.error}` })
}

/** How a system is signed in to in the browser; null where it is not. */
export function signInMethodOf(system: RemoteSystem): SignInMethod | null {
  return connectors[system].signIn ?? null
}

/** How a system signs what it tells of by itself; null where it does not. */
export function webhookFormatOf(system: RemoteSystem): WebhookFormat | null {
  return connectors[system].webhooks ?? null
}

/** A connector to one account. */
export function createConnector(system: RemoteSystem, parts: ConnectorParts): RemoteConnector {
  return connectors[system].create(parts)
}
