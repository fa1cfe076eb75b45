import { normaliseBaseUrl } from '#main/http/base-url.ts'
import type { RegisteredConnector } from '../kit/registered-connector.ts'
import { skuIoCapabilities } from './capabilities.ts'
import { SKU_IO_DOMAIN } from './check-connection.ts'
import { createSkuIoConnector } from './connector.ts'
import { skuIoCredentialFields } from './credential-fields.ts'

/** SKU.io for the registry. */
export const skuIo: RegisteredConnector = {
  capabilities: skuIoCapabilities,
  credentials: skuIoCredentialFields,
  baseUrlOf: (typed) => normaliseBaseUrl(typed, SKU_IO_DOMAIN),
  create: createSkuIoConnector,
}
