import type { ConnectableSystem, CredentialField } from '#shared/connector/credential-field.ts'
import type { ConnectorCapabilities, RemoteSystem } from '#shared/connector/capabilities.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { normaliseBaseUrl } from '#main/http/base-url.ts'
import type { ConnectorParts } from './connector-parts.ts'
import { kountaCapabilities } from './kounta/capabilities.ts'
import { createKountaConnector } from './kounta/connector.ts'
import { kountaCredentialFields } from './kounta/credential-fields.ts'
import { KOUNTA_API, kountaSignIn } from './kounta/sign-in-method.ts'
import { kountaWebhookFormat } from './kounta/webhook-format.ts'
import type { SignInMethod } from './kit/sign-in-method.ts'
import type { WebhookFormat } from './kit/webhook-format.ts'
import { openFoodNetworkCapabilities } from './open-food-network/capabilities.ts'
import { createOpenFoodNetworkConnector } from './open-food-network/connector.ts'
import { openFoodNetworkCredentialFields } from './open-food-network/credential-fields.ts'
import { skuIoCapabilities } from './sku-io/capabilities.ts'
import { SKU_IO_DOMAIN } from './sku-io/check-connection.ts'
import { createSkuIoConnector } from './sku-io/connector.ts'
import { skuIoCredentialFields } from './sku-io/credential-fields.ts'
import { wooCapabilities } from './woocommerce/capabilities.ts'
import { createWooConnector } from './woocommerce/connector.ts'
import { wooCredentialFields } from './woocommerce/credential-fields.ts'
import { normaliseStoreUrl } from './woocommerce/store-url.ts'
import { wooWebhookFormat } from './woocommerce/webhook-format.ts'

interface RegisteredConnector {
  capabilities: ConnectorCapabilities
  credentials: readonly CredentialField[]
  /** Where the address is the same for everybody. */
  defaultAddress?: string
  /** Where a person can sign in in the browser. */
  signIn?: SignInMethod
  /** Where it tells of changes by itself. */
  webhooks?: WebhookFormat
  baseUrlOf: (typed: string) => ReturnType<typeof normaliseBaseUrl>
  create: (parts: ConnectorParts) => RemoteConnector
}

/** The connectors there are. A system that is not here yet cannot be chosen. */
const connectors: Partial<Record<RemoteSystem, RegisteredConnector>> = {
  'sku-io': {
    capabilities: skuIoCapabilities,
    credentials: skuIoCredentialFields,
    baseUrlOf: (typed) => normaliseBaseUrl(typed, SKU_IO_DOMAIN),
    create: createSkuIoConnector,
  },
  kounta: {
    capabilities: kountaCapabilities,
    credentials: kountaCredentialFields,
    defaultAddress: KOUNTA_API,
    signIn: kountaSignIn,
    webhooks: kountaWebhookFormat,
    baseUrlOf: (typed) => normaliseBaseUrl(typed, 'kounta.com'),
    create: createKountaConnector,
  },
  'open-food-network': {
    capabilities: openFoodNetworkCapabilities,
    credentials: openFoodNetworkCredentialFields,
    baseUrlOf: (typed) => normaliseBaseUrl(typed, ''),
    create: createOpenFoodNetworkConnector,
  },
  woocommerce: {
    capabilities: wooCapabilities,
    credentials: wooCredentialFields,
    webhooks: wooWebhookFormat,
    baseUrlOf: normaliseStoreUrl,
    create: createWooConnector,
  },
}

/** The systems a workspace can be connected with. */
export const connectedSystems = Object.keys(connectors) as readonly RemoteSystem[]

/** The same with what a person fills in for each. */
export function connectableSystems(): ConnectableSystem[] {
  return connectedSystems.map((system) => {
    const { credentials, defaultAddress = '', signIn } = registered(system)
    return { system, credentials, defaultAddress, ...(signIn && { signInMode: signIn.mode }) }
  })
}

/** What a system can hold and do. Throws for a system without a connector. */
export function capabilitiesOf(system: RemoteSystem): ConnectorCapabilities {
  return registered(system).capabilities
}

/** The base URL that a person's text means; a `protocol` error names why it means none. Throws as capabilitiesOf does. */
export function baseUrlOf(system: RemoteSystem, typed: string): Result<string, RemoteError> {
  const url = registered(system).baseUrlOf(typed)
  return url.ok ? ok(url.value) : err({ kind: 'protocol', detail: `base-url: ${url.error}` })
}

/** How a system is signed in to in the browser; null where it is not. Throws as capabilitiesOf does. */
export function signInMethodOf(system: RemoteSystem): SignInMethod | null {
  return registered(system).signIn ?? null
}

/** How a system signs what it tells of by itself; null where it does not. Throws as capabilitiesOf does. */
export function webhookFormatOf(system: RemoteSystem): WebhookFormat | null {
  return registered(system).webhooks ?? null
}

/** A connector to one account. Throws as capabilitiesOf does. */
export function createConnector(system: RemoteSystem, parts: ConnectorParts): RemoteConnector {
  return registered(system).create(parts)
}

function registered(system: RemoteSystem): RegisteredConnector {
  const connector = connectors[system]
  if (connector === undefined) throw new Error(`There is no connector for ${system}`)
  return connector
}
