import { expect, it, onTestFinished } from 'vitest'
import type { ConnectorProvider } from '#shared/connector/connector.contract.ts'
import type { Checkpoint, CustomerPush } from '#shared/connector/remote-connector.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { kountaProvider } from './kounta/sandboxed-connector.testing.ts'
import { openFoodNetworkProvider } from './open-food-network/sandboxed-connector.testing.ts'
import { skuIoProvider } from './sku-io/sandboxed-connector.testing.ts'
import { wooProvider } from './woocommerce/sandboxed-connector.testing.ts'

/** With the administrator of a store these are ten full pages of a hundred. */
const CUSTOMERS = 999

interface Requests {
  /** The complete list, once the remote has been found. */
  list: number
  /** Reading them all again right before they are changed, in the groups the engine asks for. */
  reads: number
  /** One edit of one field in each. */
  writes: number
  /** As many new customers. A remote that has to be searched first takes one more for each, by the engine. */
  creates: number
}

/** What the table of docs/remotes.md says of 1,000 customers. */
const counts: [string, ConnectorProvider, Requests][] = [
  ['SKU.io', skuIoProvider, { list: 10, reads: 999, writes: 999, creates: 999 }],
  ['Open Food Network', openFoodNetworkProvider, { list: 10, reads: 50, writes: 999, creates: 999 }],
  ['Kounta', kountaProvider, { list: 40, reads: 999, writes: 999, creates: 999 }],
  ['WooCommerce by wc/v3', wooProvider({}), { list: 10, reads: 10, writes: 10, creates: 10 }],
  [
    'WooCommerce by the legacy API',
    wooProvider({ modern: false }),
    { list: 10, reads: 100, writes: 10, creates: 10 },
  ],
]

it.each(counts)('%s takes no more requests than have been counted', async (_name, provider, expected) => {
  const { capabilities } = provider
  const started = await provider.start()
  onTestFinished(() => started.close())
  const { connector, remote } = started
  const { signal } = new AbortController()
  const personOf = (index: number) => ({ name: `Customer ${index}`, firstName: `Customer ${index}` })
  const emailOf = (index: number): string => `customer${index}@x.example`
  const ids = remote.seed(
    Array.from({ length: CUSTOMERS }, (_, index) => ({ ...personOf(index), email: emailOf(index) })),
  )
  const counted = async (act: () => Promise<void>): Promise<number> => {
    const before = remote.requests()
    await act()
    return remote.requests() - before
  }
  await connector.checkConnection(signal)

  const list = await counted(async () => {
    const seen = new Set<string>()
    const next: { checkpoint: Checkpoint | null; hasMore: boolean } = { checkpoint: null, hasMore: true }
    while (next.hasMore) {
      const request = { mode: 'sweep', checkpoint: next.checkpoint, limit: capabilities.pageSize } as const
      const page = await connector.pull('customer', request, signal)
      if (!page.ok) throw new Error(JSON.stringify(page.error))
      for (const { remoteId } of page.value.records) seen.add(remoteId)
      Object.assign(next, { checkpoint: page.value.checkpoint, hasMore: page.value.hasMore })
    }
    for (const id of ids) expect(seen.has(id)).toBe(true)
  })

  const inGroups = async (size: number, act: (group: readonly string[], from: number) => Promise<void>) => {
    for (let from = 0; from < ids.length; from += size) await act(ids.slice(from, from + size), from)
  }
  const reads = await counted(() =>
    inGroups(Math.max(capabilities.bulk.read ?? 1, capabilities.bulk.update), async (group) => {
      const read = await connector.get('customer', group, signal)
      expect(read.ok && read.value.every((record) => record !== null)).toBe(true)
    }),
  )
  const field = capabilities.fields.includes('phone') ? 'phone' : 'lastName'
  const editOf = (remoteId: string, index: number): CustomerPush => ({
    ...{ type: 'update', localId: `local-${index}`, remoteId },
    changes: {
      fields: { [field]: '+15550100' },
      ...{ addedAddresses: [], changedAddresses: [], removedAddresses: [] },
    },
    whole: { ...emptyCustomerDraft(), ...personOf(index), email: emailOf(index), [field]: '+15550100' },
  })
  const writes = await counted(() =>
    inGroups(capabilities.bulk.update, async (group, from) => {
      const edits = group.map((remoteId, index) => editOf(remoteId, from + index))
      const outcomes = await connector.push('customer', edits, signal)
      for (const { status } of outcomes) expect(status).toBe('accepted')
    }),
  )
  const creates = await counted(async () => {
    const size = capabilities.bulk.create
    for (let from = 0; from < CUSTOMERS; from += size) {
      const items = Array.from({ length: Math.min(size, CUSTOMERS - from) }, (_, index): CustomerPush => {
        const email = `new${from + index}@x.example`
        const whole = { ...emptyCustomerDraft(), ...personOf(from + index), email }
        return { type: 'create', localId: `new-${from + index}`, key: email, whole, archived: false }
      })
      for (const { status } of await connector.push('customer', items, signal))
        expect(status).toBe('accepted')
    }
  })
  expect({ list, reads, writes, creates }).toEqual(expected)
})
