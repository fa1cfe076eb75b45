import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { ownReferenceProfile, skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { initialStatus, type SyncStatus } from '#renderer/replication/status.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import { CustomerSkuMappings } from './customer-sku-mappings.tsx'
import { SkuMappingsPage } from './sku-mappings-page.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
  for (const name of ['Ann Able', 'Mara Okafor']) {
    await desk.workspace.customers.create({ ...emptyCustomerDraft(), name })
  }
  await desk.workspace.roster.flush()
})
afterEach(() => desk.close())

const add = async (sku: string, product: string): Promise<void> => {
  await user.click(screen.getByLabelText('Customer SKU'))
  await user.paste(sku)
  await user.click(screen.getByLabelText('Product id'))
  await user.paste(product)
  await user.keyboard('{Enter}')
}

it('chooses the customer by a part of the name and Enter, and takes a changed product back', async () => {
  renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, desk.workspace)
  const customer = screen.getByLabelText<HTMLInputElement>('Customer', { selector: 'input' })
  await user.click(customer)
  await user.keyboard('oka')
  await screen.findByRole('option', { name: 'Mara Okafor' })
  await waitFor(() => expect(screen.queryByRole('option', { name: 'Ann Able' })).toBeNull())
  await user.keyboard('{Enter}')
  await waitFor(() => expect(customer.value).toBe('Mara Okafor'))
  await add('A-1', '10')
  expect(await screen.findByText('A-1 now means product 10')).toBeTruthy()
  await add('A-1', '11')
  expect(await screen.findByText('A-1 now means product 11 instead of 10')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => {
    const { mappings } = await desk.workspace.skuMappings.list({ prefix: '', after: '', limit: 9 })
    expect(mappings.map(({ customerSku, productId }) => [customerSku, productId])).toEqual([['A-1', '10']])
  })
})

it('asks about a product that came in before a change was taken back', async () => {
  const { skuMappings, customers } = desk.workspace
  const { id: customerId } = await customers.create({ ...emptyCustomerDraft(), name: 'Zoe Zimmer' })
  const { id } = await skuMappings.upsert(customerId, { customerSku: 'A-1', productId: '10' })
  await skuMappings.modify(id, (mapping) => ({ ...mapping, remoteId: '7', base: null }))
  renderInWorkspace(<CustomerSkuMappings customerId={customerId} />, desk.workspace)
  await add('A-1', '11')
  expect(await screen.findByText('A-1 now means product 11 instead of 10')).toBeTruthy()
  await skuMappings.modify(id, (mapping) => ({ ...mapping, productId: '13', base: null }))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => {
    expect(await skuMappings.get(id)).toMatchObject({ productId: '10', base: '11' })
  })
})

it('says that mappings stay on this computer where the remote keeps none, and nothing where it does', async () => {
  const kept = await openTestWorkspace(skuIoLikeProfile().capabilities)
  const { unmount } = renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, kept.workspace)
  expect(await screen.findByLabelText('Product id')).toBeTruthy()
  expect(screen.queryByText('Only on this computer')).toBeNull()
  unmount()
  await kept.close()

  const other = await openTestWorkspace(ownReferenceProfile().capabilities)
  const second = renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, other.workspace)
  expect(await screen.findByText('Only on this computer')).toBeTruthy()
  second.unmount()
  await other.close()
})

it('finds by the beginning of a SKU or of a product id and by the customer, each under its own words', async () => {
  const { skuMappings, customers, roster } = desk.workspace
  const { id: oka } = await customers.create({ ...emptyCustomerDraft(), name: 'Okapi Store' })
  const { id: gone } = await customers.create({ ...emptyCustomerDraft(), name: 'Okapi Gone' })
  const { id: other } = await customers.create({ ...emptyCustomerDraft(), name: 'Zoe Zimmer' })
  await roster.flush()
  await skuMappings.upsertMany([
    { customerId: oka, customerSku: 'B-2', productId: '20' },
    { customerId: oka, customerSku: 'B-1', productId: '21' },
    { customerId: gone, customerSku: 'G-1', productId: '22' },
    { customerId: other, customerSku: 'OKA-9', productId: '23' },
  ])
  await customers.markDeleted([gone])
  renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, desk.workspace)
  const search = screen.getByRole('searchbox', { name: 'Search by customer SKU, product id or customer' })
  await user.click(search)
  await user.keyboard('oka')
  const ofCustomers = await screen.findByRole('table', { name: 'Of customers that fit “oka”' })
  const skus = (table: HTMLElement): (string | null | undefined)[] =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[0]?.textContent)
  await waitFor(() => expect(skus(ofCustomers)).toEqual(['B-1', 'B-2']))
  expect(skus(screen.getByRole('table', { name: 'SKU begins with “oka”' }))).toEqual(['OKA-9'])
  await user.keyboard('pi')
  await waitFor(() => expect(screen.queryByText('OKA-9')).toBeNull())
  await skuMappings.upsert(oka, { customerSku: 'B-0', productId: '24' })
  expect(await screen.findByText('B-0')).toBeTruthy()
  await user.clear(search)
  await user.click(search)
  await user.keyboard('2')
  const ofProducts = await screen.findByRole('table', { name: 'Product id begins with “2”' })
  // The customer of 22 is gone.
  await waitFor(() => expect(skus(ofProducts)).toEqual(['B-2', 'B-1', 'OKA-9', 'B-0']))
  await user.keyboard('3')
  await waitFor(() => expect(screen.queryByText('B-1')).toBeNull())
  await skuMappings.upsert(other, { customerSku: '23-A', productId: '230' })
  await waitFor(() => {
    expect(skus(screen.getByRole('table', { name: 'SKU begins with “23”' }))).toEqual(['23-A'])
    expect(skus(screen.getByRole('table', { name: 'Product id begins with “23”' }))).toEqual(['OKA-9'])
  })
  await user.keyboard('9')
  expect(
    await screen.findByText('No SKU or product id begins with this, and no customer that fits has a SKU'),
  ).toBeTruthy()
})

it('says at the field that a SKU differs from one of the customer in capitals alone, and takes it', async () => {
  const { skuMappings, customers } = desk.workspace
  const { id } = await customers.create({ ...emptyCustomerDraft(), name: 'Zoe Zimmer' })
  await skuMappings.upsert(id, { customerSku: 'ZT-001', productId: '10' })
  renderInWorkspace(<CustomerSkuMappings customerId={id} />, desk.workspace)
  const hint = 'This customer has ZT-001. Capitals count: this one is added beside it.'
  await screen.findByText('ZT-001')
  await user.click(screen.getByLabelText('Customer SKU'))
  await user.paste('ZT-001')
  expect(screen.queryByText(hint)).toBeNull()
  await user.clear(screen.getByLabelText('Customer SKU'))
  await user.paste('zt-001')
  expect(await screen.findByText(hint)).toBeTruthy()
  await add('', '11')
  expect(await screen.findByText('zt-001 now means product 11')).toBeTruthy()
  expect(screen.queryByText(hint)).toBeNull()
})

it('draws of thousands of mappings of one customer the first hundred, and more when asked to', async () => {
  const { skuMappings, customers, roster } = desk.workspace
  const { id } = await customers.create({ ...emptyCustomerDraft(), name: 'Zoe Zimmer' })
  await roster.flush()
  await skuMappings.upsertMany(
    Array.from({ length: 250 }, (_, at) => ({
      ...{ customerId: id, customerSku: `M-${String(at).padStart(3, '0')}`, productId: String(at + 1) },
    })),
  )
  const rows = (table: HTMLElement): number => within(table).getAllByRole('row').length - 1
  const page = renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, desk.workspace)
  await user.click(screen.getByRole('searchbox', { name: 'Search by customer SKU, product id or customer' }))
  await user.paste('zimmer')
  const found = await screen.findByRole('table', { name: 'Of customers that fit “zimmer”' })
  expect(rows(found)).toBe(100)
  expect(screen.getByText('100 of 250 shown')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(rows(found)).toBe(200)
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(rows(found)).toBe(250)
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  page.unmount()

  renderInWorkspace(<CustomerSkuMappings customerId={id} />, desk.workspace)
  expect(rows(await screen.findByRole('table'))).toBe(100)
})

it('says that mappings are being read before it says that there are none', async () => {
  const status$ = new BehaviorSubject<SyncStatus>({ ...initialStatus(), filling: true })
  const kept = await openTestWorkspace(skuIoLikeProfile().capabilities)
  const sync = testEngine(kept.workspace, new MemoryConnector(new MemoryRemote(skuIoLikeProfile())))
  vi.spyOn(sync, 'status$', 'get').mockReturnValue(status$)
  const page = renderInWorkspace(<SkuMappingsPage openCustomer={() => undefined} />, {
    ...kept.workspace,
    sync,
  })
  expect(await screen.findByText('SKU mappings are being read')).toBeTruthy()
  act(() => status$.next({ ...initialStatus(), filling: false }))
  expect(await screen.findByText('No SKU mappings yet')).toBeTruthy()
  page.unmount()
  await kept.close()
})
