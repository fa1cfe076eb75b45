import { normaliseBaseUrl } from '#main/http/base-url.ts'
import type { RegisteredConnector } from '../kit/registered-connector.ts'
import { kountaCapabilities } from './capabilities.ts'
import { createKountaConnector } from './connector.ts'
import { kountaCredentialFields } from './credential-fields.ts'
import { KOUNTA_API, kountaSignIn } from './sign-in-method.ts'
import { kountaWebhookFormat } from './webhook-format.ts'

/** Kounta for the registry. */
export const kounta: RegisteredConnector = {
  capabilities: kountaCapabilities,
  credentials: kountaCredentialFields,
  defaultAddress: KOUNTA_API,
  signIn: kountaSignIn,
  webhooks: kountaWebhookFormat,
  baseUrlOf: (typed) => normaliseBaseUrl(typed, 'kounta.com'),
  create: createKountaConnector,
}
