import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { CredentialField } from '#shared/connector/credential-field.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { normaliseBaseUrl } from '#main/http/base-url.ts'
import type { ConnectorParts } from '../connector-parts.ts'
import type { SignInMethod } from './sign-in-method.ts'
import type { WebhookFormat } from './webhook-format.ts'

/** All that the app knows of a remote: what a connector's folder tells the registry. */
export interface RegisteredConnector {
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
