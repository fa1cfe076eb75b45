import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { draftOf, emptyCustomerDraft } from '#shared/domain/customer.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { PendingPage } from './pending-page.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let remote: MemoryRemote
let sync: SyncEngine
let connector: MemoryConnector
let undoLayout: () => void
let ada: string
let beth: string
let cleo: string

/** Paused: Ada was changed, Beth was added, Cleo was deleted, and a SKU of Ada means another product. */
beforeEach(async () => {
  undoLayout = layOut()
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  remote = new MemoryRemote(skuIoLikeProfile())
  const there = ['Ada', 'Cleo'].map((name) =>
    remote.directCreate({ name, email: `${name}@x.example`, company: 'Before', phone: '1' }),
  )
  remote.setSkuMapping(there[0] ?? '', 'A-1', '11')
  connector = new MemoryConnector(remote)
  sync = testEngine(desk.workspace, connector, 60_000)
  await sync.start()
  await sync.syncNow()
  await sync.roundFinished()
  sync.pause()
  const { customers, skuMappings } = desk.workspace
  const linked = await customers.findByRemoteIds(there)
  ada = linked.get(there[0] ?? '')?.id ?? ''
  cleo = linked.get(there[1] ?? '')?.id ?? ''
  const stored = await customers.get(ada)
  if (stored === null) throw new Error('Ada is there')
  await customers.save(ada, draftOf(stored), { ...draftOf(stored), company: 'Here', phone: '' })
  await skuMappings.upsert(ada, { customerSku: 'A-1', productId: '12' })
  beth = (await customers.create({ ...emptyCustomerDraft(), name: 'Beth', email: 'b@x.example' })).id
  await customers.markDeleted([cleo])
})
afterEach(async () => {
  notifications.clean()
  undoLayout()
  await sync.stop()
  await desk.close()
})

function show(): void {
  renderInWorkspace(<PendingPage openCustomer={() => undefined} back={() => undefined} />, {
    ...desk.workspace,
    sync,
  })
}

const paneOf = (name: string) => screen.findByRole('region', { name: `What waits of ${name}` })

it('shows what waits field by field, and why', async () => {
  show()
  const grid = await screen.findByRole('grid', { name: 'Records that wait to be sent' })
  await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('5'))
  const pane = await paneOf('Ada')
  expect(within(pane).getByText('Sync is paused: it goes out when you resume.')).toBeTruthy()
  const company = within(pane).getByRole('row', { name: /Company/ })
  expect(within(company).getByText('Before')).toBeTruthy()
  expect(within(company).getByText('Here')).toBeTruthy()
  expect(within(pane).getByRole('row', { name: 'Phone 1 empty' })).toBeTruthy()
  expect(within(pane).getByRole<HTMLButtonElement>('button', { name: 'Send now' }).disabled).toBe(true)
  await user.keyboard('j')
  const added = await paneOf('Beth')
  expect(within(added).getByRole('row', { name: /^E-mail/ }).textContent).toBe('E-mailb@x.example')
  await user.keyboard('jj')
  expect(await screen.findByRole('row', { name: 'Product 11 12' })).toBeTruthy()
})

it('gives a change up by a key and takes that back', async () => {
  show()
  await paneOf('Ada')
  await user.keyboard('d')
  await screen.findByText('Ada: the change was given up.')
  await waitFor(async () => expect((await desk.workspace.customers.get(ada))?.company).toBe('Before'))
  await user.keyboard('{Control>}z{/Control}')
  await screen.findByText('1 change waits to be sent again.')
  expect(await desk.workspace.customers.get(ada)).toMatchObject({ company: 'Here', phone: '' })
})

it('answers where nothing can be sent now: paused by the key, offline by the button', async () => {
  show()
  await screen.findByRole('region', { name: 'What waits of Ada' })
  const why = 'Sync is paused: it goes out when you resume.'
  expect(screen.getAllByText(why)).toHaveLength(1)
  await user.keyboard('s')
  await waitFor(() => expect(screen.getAllByText(why)).toHaveLength(2))
  connector.faults.offline = true
  sync.resume()
  await sync.roundFinished()
  await user.click(screen.getByRole('button', { name: 'Send now' }))
  expect(await screen.findByText(/cannot be reached\. Your work is kept here/)).toBeTruthy()
  expect(sync.status.phase).toBe('offline')
})

it('asks before a customer that was never sent would be gone', async () => {
  show()
  await paneOf('Ada')
  await user.keyboard('j')
  await paneOf('Beth')
  await user.keyboard('d')
  const question = await screen.findByRole('dialog', { name: 'Delete Beth?' })
  await user.click(within(question).getByRole('button', { name: 'Keep only here' }))
  await screen.findByText('Beth stays only on this computer.')
  expect((await desk.workspace.customers.get(beth))?.sync.localOnly).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByRole('checkbox', { name: 'Select Beth' })
  await user.keyboard('k')
  await paneOf('Beth')
  await user.keyboard('d')
  await user.click(await screen.findByRole('button', { name: 'Delete it' }))
  await waitFor(async () => expect((await desk.workspace.customers.get(beth))?.deletedAt).not.toBe(0))
})

it('counts SKU mappings that were not read yet, and selects them too', async () => {
  await desk.workspace.skuMappings.upsertMany(
    Array.from({ length: 600 }, (_, at) => ({
      ...{ customerId: ada, customerSku: `B-${String(at)}`, productId: '7' },
    })),
  )
  show()
  await paneOf('Ada')
  const grid = await screen.findByRole('grid', { name: 'Records that wait to be sent' })
  expect(await screen.findByText('604')).toBeTruthy()
  expect(grid.getAttribute('aria-rowcount')).toBe('504')
  await user.keyboard('{Control>}a{/Control}')
  await screen.findByText('604 selected of 604')
  expect(grid.getAttribute('aria-rowcount')).toBe('605')
})

it('gives up all that is selected, and sends what is left', async () => {
  show()
  await paneOf('Ada')
  await user.click(screen.getByRole('checkbox', { name: 'Select Cleo' }))
  await user.click(screen.getAllByRole('checkbox', { name: 'Select Ada' })[1] ?? document.body)
  const bar = within(screen.getByRole('toolbar'))
  // Sync is paused.
  expect(bar.getByRole<HTMLButtonElement>('button', { name: 'Send now' }).disabled).toBe(true)
  await user.click(bar.getByRole('button', { name: 'Give up' }))
  await screen.findByText('2 changes were given up.')
  expect((await desk.workspace.customers.get(cleo))?.deletedAt).toBe(0)
  const [mapping] = await desk.workspace.skuMappings.findFor(ada)
  expect(mapping).toMatchObject({ productId: '11', pendingSince: 0 })
  sync.resume()
  await user.click(await screen.findByRole('button', { name: 'Send now' }))
  await screen.findByText('Nothing is waiting')
  const sent = [...remote.customers.values()].map(({ fields }) => fields.company)
  expect(sent).toContain('Here')
})
