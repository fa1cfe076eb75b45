import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
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
  sync = testEngine(desk.workspace, new MemoryConnector(new MemoryRemote(skuIoLikeProfile())))
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

it('says where a person is also once nothing is left to decide', async () => {
  renderInWorkspace(<Sidebar />, { ...desk.workspace, sync }, { path: '/sync/conflicts' })
  const current = (): string[] =>
    screen.getAllByRole('link', { current: 'page' }).map(({ textContent }) => textContent)
  await waitFor(() => expect(current()).toEqual(['Sync']))
  await customer('Ada', { theirs: { kind: 'fields', fields: { company: 'There' } } })
  await waitFor(() => expect(current()).toEqual(['To decide11 needs you']))
})
