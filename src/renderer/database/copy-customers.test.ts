import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyAddressFields, newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { openTestWorkspace, type TestWorkspace } from '#renderer/workspace/test-workspace.testing.tsx'
import { copyCustomers } from './copy-customers.ts'

let from: TestWorkspace
let to: TestWorkspace
beforeEach(async () => {
  from = await openTestWorkspace(skuIoLikeProfile().capabilities)
  to = await openTestWorkspace()
})
afterEach(async () => {
  await from.close()
  await to.close()
})

const copy = (ids: readonly string[], localOnly = false) =>
  copyCustomers(from.workspace, to.workspace, ids, {
    ...{ targetId: 'w2', localOnly, now: 5, progress: () => undefined },
  })

async function linkedAda(): Promise<string> {
  const { customers, skuMappings } = from.workspace
  const address = newAddress('a1', { ...emptyAddressFields(), line1: 'Main St 1', city: 'Bern' })
  const { id } = await customers.create({
    ...emptyCustomerDraft(),
    ...{ name: 'Ada', email: 'ada@x.example', tags: ['trade'], addresses: [address] },
  })
  await customers.modify(id, (customer) => ({
    ...customer,
    remoteId: '77',
    addresses: customer.addresses.map((each) => ({ ...each, remoteId: '78' })),
    sync: { ...customer.sync, base: { name: 'A' } },
  }))
  await skuMappings.upsert(id, { customerSku: 'A-1', productId: '11' })
  return id
}

it('copies customers with addresses and SKU mappings as new ones, and nothing of the remote', async () => {
  const id = await linkedAda()
  expect(await copy([id])).toEqual({ copied: 1, mappings: 1, alreadyThere: 0 })
  const [copied] = await to.workspace.customers.findByEmail(['ada@x.example'])
  expect(copied).toMatchObject({
    ...{ name: 'Ada', tags: ['trade'], remoteId: '', sync: { base: {}, localOnly: false } },
    addresses: [{ line1: 'Main St 1', remoteId: '' }],
    defaultShippingAddressId: 'a1',
  })
  expect(copied?.id).not.toBe(id)
  const mappings = await firstValueFrom(to.workspace.skuMappings.listFor(copied?.id ?? ''))
  expect(mappings).toMatchObject([{ customerSku: 'A-1', productId: '11', remoteId: '' }])
  expect(await from.workspace.customers.get(id)).toMatchObject({ remoteId: '77' })
})

it('changes nothing when it is done again, and leaves out who is there by e-mail', async () => {
  const id = await linkedAda()
  await copy([id], true)
  expect(await copy([id])).toEqual({ copied: 0, mappings: 0, alreadyThere: 1 })
  const { id: beth } = await from.workspace.customers.create({
    ...emptyCustomerDraft(),
    ...{ name: 'Beth', email: 'b@x.example' },
  })
  await to.workspace.customers.create({ ...emptyCustomerDraft(), name: 'Elisabeth', email: 'B@x.example' })
  expect(await copy([beth])).toEqual({ copied: 0, mappings: 0, alreadyThere: 1 })
  const [copied] = await to.workspace.customers.findByEmail(['ada@x.example'])
  expect(copied?.sync.localOnly).toBe(true)
})
