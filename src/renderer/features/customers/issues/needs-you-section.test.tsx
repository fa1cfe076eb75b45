import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { draftOf, emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import type { Refusal } from '#shared/domain/sync-state.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { noteRefusedErasure } from '#renderer/person/refused-erasures.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { takeEditing } from '../list/list-memory.ts'
import { NeedsYouSection } from './needs-you-section.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let remote: MemoryRemote
let sync: SyncEngine
let there: string

beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  remote = new MemoryRemote(skuIoLikeProfile())
  there = remote.directCreate({ name: 'Ada', email: 'ada@x.example', phone: '1' })
  sync = testEngine(desk.workspace, new MemoryConnector(remote), 60_000)
  await sync.start()
  await sync.syncNow()
  await sync.roundFinished()
  sync.pause()
})
afterEach(async () => {
  notifications.clean()
  await sync.stop()
  await desk.close()
})

async function refusedCustomer(fields: Partial<CustomerDraft>, refused: Partial<Refusal>): Promise<string> {
  const { id } = await desk.workspace.customers.create({ ...emptyCustomerDraft(), ...fields })
  await desk.workspace.customers.modify(id, (customer) => ({
    ...customer,
    sync: {
      ...customer.sync,
      refused: { message: '', of: 'create', field: '', values: {}, at: 1, ...refused },
    },
  }))
  return id
}

const opened: string[] = []
function show() {
  opened.length = 0
  const workspace = { ...desk.workspace, sync }
  const shown = renderInWorkspace(
    <NeedsYouSection openCustomer={(id) => opened.push(id)} showAll={() => undefined} />,
    workspace,
  )
  return { ...shown, workspace }
}

it('says it in the words of the remote and opens the form at the field at fault', async () => {
  const id = await refusedCustomer(
    { name: 'Beth', code: 'Z' },
    { message: 'Code is too short', field: 'code' },
  )
  const { history, workspace } = show()
  expect(await screen.findByText('“Code is too short”')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Put right: Code: Beth' }))
  expect(history.at(-1)).toBe(`/customers/${id}`)
  expect(takeEditing(workspace, id)).toBe('code')
})

it('joins a new customer with the one that has its e-mail, and takes that back', async () => {
  const kept = (await desk.workspace.customers.findByRemoteIds([there])).get(there)
  if (kept === undefined) throw new Error('Ada is there')
  const id = await refusedCustomer(
    { name: 'Ada L', email: 'ADA@x.example', phone: '2', fax: '3' },
    { message: 'The e-mail has already been taken', field: 'email' },
  )
  await desk.workspace.skuMappings.upsert(id, { customerSku: 'N-1', productId: '5' })
  show()
  await user.click(await screen.findByRole('button', { name: 'Compare and join: Ada L' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Is this Ada?' }))
  expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Name: Ada' }).checked).toBe(true)
  await user.click(dialog.getByRole('radio', { name: 'Phone: 2' }))
  await user.click(dialog.getByRole('button', { name: 'They are the same: join them' }))
  await screen.findByText('Ada: joined with the new one.')
  expect(opened).toEqual([kept.id])
  const { customers, skuMappings, history } = desk.workspace
  expect(await customers.get(kept.id)).toMatchObject({ name: 'Ada', phone: '2', fax: '3' })
  expect((await customers.get(id))?.deletedAt).not.toBe(0)
  expect(await skuMappings.findFor(kept.id)).toMatchObject([{ customerSku: 'N-1', productId: '5' }])
  const lost = (await history.findFor(kept.id)).filter(({ origin }) => origin === 'join')
  expect(lost).toMatchObject([
    { changes: [{ key: 'sku/N-1', before: '', after: '5' }] },
    { changes: [{ key: 'name', before: 'Ada L', after: 'Ada' }] },
  ])

  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect((await customers.get(kept.id))?.phone).toBe('1'))
  expect((await customers.get(id))?.deletedAt).toBe(0)
  await waitFor(async () => expect(await skuMappings.findFor(kept.id)).toEqual([]))
})

it('offers to archive what is not deleted, and to give up what is not taken', async () => {
  const kept = (await desk.workspace.customers.findByRemoteIds([there])).get(there)
  if (kept === undefined) throw new Error('Ada is there')
  const { customers } = desk.workspace
  await customers.save(kept.id, draftOf(kept), { ...draftOf(kept), phone: '9' })
  await customers.modify(kept.id, (customer) => ({
    ...customer,
    sync: {
      ...customer.sync,
      refused: { message: 'No', of: 'update', field: 'phone', values: {}, at: 1 },
    },
  }))
  show()
  await user.click(await screen.findByRole('button', { name: 'Give up the change: Ada' }))
  await waitFor(async () => expect((await customers.get(kept.id))?.phone).toBe('1'))
  await screen.findByText('Nothing needs you.')
  await customers.modify(kept.id, (customer) => ({
    ...customer,
    sync: {
      ...customer.sync,
      refused: { message: 'Has orders', of: 'delete', field: '', values: {}, at: 1 },
    },
  }))
  await user.click(await screen.findByRole('button', { name: 'Archive instead: Ada' }))
  await waitFor(async () => expect((await customers.get(kept.id))?.archivedAt).not.toBe(0))
})

it('lists SKU mappings that are not taken, with the ways out', async () => {
  const kept = (await desk.workspace.customers.findByRemoteIds([there])).get(there)
  if (kept === undefined) throw new Error('Ada is there')
  const { skuMappings } = desk.workspace
  const { id } = await skuMappings.upsert(kept.id, { customerSku: 'A-9', productId: '999' })
  const refused = { message: 'No such product', of: 'create', field: '', values: {}, at: 1 } as const
  await skuMappings.modify(id, (mapping) => ({ ...mapping, refused }))
  show()
  const row = await screen.findByRole('group', { name: 'What to do: Ada: SKU A-9' })
  expect(screen.getByText('“No such product”')).toBeTruthy()
  await user.click(within(row).getByRole('button', { name: 'Give up the change: Ada: SKU A-9' }))
  await waitFor(async () => expect(await skuMappings.findFor(kept.id)).toEqual([]))
})

it('lists a SKU mapping that was not deleted, until it is left as it is', async () => {
  const kept = (await desk.workspace.customers.findByRemoteIds([there])).get(there)
  if (kept === undefined) throw new Error('Ada is there')
  const { skuMappings } = desk.workspace
  const { id } = await skuMappings.upsert(kept.id, { customerSku: 'A-9', productId: '9' })
  // In step, but for its deletion, which the remote did not take.
  const refused = { message: 'It is on an order', of: 'delete', field: '', values: {}, at: 1 } as const
  await skuMappings.modify(id, (mapping) => ({ ...mapping, remoteId: '1', base: null, refused }))
  show()
  const row = await screen.findByRole('group', { name: 'What to do: Ada: SKU A-9' })
  expect(screen.getByText(/did not delete this SKU mapping/)).toBeTruthy()
  expect(within(row).queryByRole('button', { name: /Give up/ })).toBeNull()
  await user.click(within(row).getByRole('button', { name: 'Leave it as it is: Ada: SKU A-9' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: /SKU A-9/ })).toBeNull())
  expect(await skuMappings.findFor(kept.id)).toMatchObject([{ productId: '9', deletedAt: 0, refused: null }])
})

it('says of a refused deletion that an erasure was asked for, and of a later one of the same customer does not', async () => {
  const id = await refusedCustomer({ name: 'Beth' }, { message: 'Has orders', of: 'delete', at: 7 })
  await noteRefusedErasure(desk.workspace.syncState, id, 7)
  const { unmount } = show()
  expect(await screen.findByText(/so the erasure that was asked for could not be finished/)).toBeTruthy()
  await desk.workspace.customers.modify(id, (customer) => ({
    ...customer,
    sync: {
      ...customer.sync,
      refused: customer.sync.refused === null ? null : { ...customer.sync.refused, at: 8 },
    },
  }))
  expect(await screen.findByText(/ did not delete this customer\.$/)).toBeTruthy()
  unmount()
})
