import { normaliseBaseUrl } from '#main/http/base-url.ts'
import type { RegisteredConnector } from '../kit/registered-connector.ts'
import { openFoodNetworkCapabilities } from './capabilities.ts'
import { createOpenFoodNetworkConnector } from './connector.ts'
import { openFoodNetworkCredentialFields } from './credential-fields.ts'

/** Open Food Network for the registry; each network has a host of its own. */
export const openFoodNetwork: RegisteredConnector = {
  capabilities: openFoodNetworkCapabilities,
  credentials: openFoodNetworkCredentialFields,
  baseUrlOf: (typed) => normaliseBaseUrl(typed, ''),
  create: createOpenFoodNetworkConnector,
}
