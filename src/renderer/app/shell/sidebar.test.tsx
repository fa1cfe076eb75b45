import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import { systemClock } from '#renderer/replication/clock.ts'
import { SyncEngine } from '#renderer/replication/engine.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { Sidebar } from './sidebar.tsx'

let desk: TestWorkspace
let sync: SyncEngine

beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  let id = 0
  sync = new SyncEngine({
    ...desk.workspace,
    connector: new MemoryConnector(new MemoryRemote(skuIoLikeProfile())),
    connectionId: '6f1c2f0e-0000-4000-8000-000000000000',
    clock: systemClock(),
    random: () => 0.5,
    newId: () => `0192a000-0000-7000-8000-${String(++id).padStart(12, '0')}`,
    undoDeleteMs: () => 0,
  })
})
afterEach(async () => {
  await sync.stop()
  await desk.close()
})

/** A customer in this state of sync. */
async function customer(name: string, state: Partial<Customer['sync']>): Promise<void> {
  const { customers } = desk.workspace
  const { id } = await customers.create({ ...emptyCustomerDraft(), name })
  await customers.modify(id, (made) => ({
    ...made,
    remoteId: name,
    sync: { ...made.sync, base: { company: 'Before' }, ...state },
  }))
}

it('counts beside each place what is behind it: nothing stands at Sync and at To decide', async () => {
  const theirs = { kind: 'fields', fields: { company: 'There' } } as const
  const refused = { message: 'No', of: 'update', field: '', values: {}, at: 1 } as const
  await customer('Ada', { theirs })
  await customer('Beth', { theirs })
  await customer('Cleo', { refused })
  await desk.workspace.actions.modify(
    (await desk.workspace.actions.add('refresh-integration', '', { instanceId: '1' })).id,
    (action) => ({ ...action, state: 'unknown' }),
  )
  renderInWorkspace(<Sidebar />, { ...desk.workspace, sync })
  const link = (name: RegExp) => screen.findByRole('link', { name })
  expect(await link(/^To decide/)).toBeTruthy()
  await waitFor(async () => expect((await link(/^To decide/)).textContent).toContain('2 need you'))
  // One customer and one command.
  expect((await link(/^Sync/)).textContent).toContain('2 need you')
})
