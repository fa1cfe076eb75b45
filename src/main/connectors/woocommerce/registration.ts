import type { RegisteredConnector } from '../kit/registered-connector.ts'
import { wooCapabilities } from './capabilities.ts'
import { createWooConnector } from './connector.ts'
import { wooCredentialFields } from './credential-fields.ts'
import { normaliseStoreUrl } from './store-url.ts'
import { wooWebhookFormat } from './webhook-format.ts'

/** WooCommerce for the registry. */
export const woocommerce: RegisteredConnector = {
  capabilities: wooCapabilities,
  credentials: wooCredentialFields,
  webhooks: wooWebhookFormat,
  baseUrlOf: normaliseStoreUrl,
  create: createWooConnector,
}
