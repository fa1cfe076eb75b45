import { describe, expect, it } from 'vitest'
import { connectorContract, type ConnectorProvider } from '#shared/connector/connector.contract.ts'
import { skuIoLikeProfile, upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { kountaProvider } from './kounta/sandboxed-connector.testing.ts'
import { memoryProvider } from './memory-provider.testing.ts'
import { connectedSystems } from './registry.ts'
import { openFoodNetworkProvider } from './open-food-network/sandboxed-connector.testing.ts'
import { skuIoProvider } from './sku-io/sandboxed-connector.testing.ts'
import { wooProvider } from './woocommerce/sandboxed-connector.testing.ts'

/** Every connector that is held to the contract. `CONNECTOR=name` runs one of them alone. */
const providers: Readonly<Record<string, ConnectorProvider>> = {
  memory: memoryProvider(skuIoLikeProfile),
  'memory-upserting': memoryProvider(upsertingProfile),
  kounta: kountaProvider,
  'sku-io': skuIoProvider,
  'open-food-network': openFoodNetworkProvider,
  woocommerce: wooProvider({}),
  'woocommerce-legacy': wooProvider({ modern: false }),
}

const wanted = process.env['CONNECTOR']
if (wanted !== undefined && !(wanted in providers)) {
  throw new Error(`There is no connector ${wanted}; there are ${Object.keys(providers).join(', ')}`)
}

describe('the registry of connectors', () => {
  it('has no connector that is not held to the contract', () => {
    expect(Object.keys(providers)).toEqual(expect.arrayContaining([...connectedSystems]))
  })
})

for (const [name, provider] of Object.entries(providers)) {
  if (wanted === undefined || wanted === name) connectorContract(name, provider)
}
