import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { draftOf, emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { useMemo } from 'react'
import { TroubleBanner } from './trouble-banner.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let remote: MemoryRemote
let sync: SyncEngine
let workspace: OpenWorkspace
let customer: Customer

/** A customer that is in step with a remote in memory, and the engine between them. */
beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  remote = new MemoryRemote(skuIoLikeProfile())
  sync = testEngine(desk.workspace, new MemoryConnector(remote))
  workspace = { ...desk.workspace, sync }
  await sync.start()
  await sync.syncNow()
  customer = await desk.workspace.customers.create({
    ...emptyCustomerDraft(),
    name: 'Mara',
    company: 'Before Ltd',
    email: 'mara@okafor.example',
  })
  await sync.syncNow()
  const linked = await desk.workspace.customers.get(customer.id)
  expect(linked?.remoteId).not.toBe('')
})
afterEach(async () => {
  await sync.stop()
  await desk.close()
})

function Shown() {
  const source = useMemo(() => desk.workspace.customers.observe(customer.id), [])
  const shown = useObservable(source, null)
  return shown === null ? 'gone' : <TroubleBanner customer={shown} />
}

it('names what differs and leads to both versions', async () => {
  sync.pause()
  const present = await desk.workspace.customers.get(customer.id)
  if (present === null) throw new Error('The customer is there')
  await desk.workspace.customers.save(customer.id, draftOf(present), {
    ...draftOf(present),
    company: 'Here Ltd',
  })
  remote.directEdit(present.remoteId, { company: 'There GmbH' })
  sync.resume()
  await sync.syncNow()
  const { history } = renderInWorkspace(<Shown />, workspace)
  expect(await screen.findByText(/Both versions wait for you: Company\./)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Look at both and decide' }))
  expect(history.at(-1)).toBe(`/sync/conflicts/${customer.id}`)
})

it('brings a customer back that the remote did not delete, with its reason, and archives it instead', async () => {
  remote.refuse = (push) => (push.type === 'delete' ? 'Has 3 sales orders' : null)
  await desk.workspace.customers.markDeleted([customer.id])
  await sync.syncNow()
  renderInWorkspace(<Shown />, workspace)
  expect(await screen.findByText('Has 3 sales orders')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Archive instead' }))
  await waitFor(() => expect(screen.queryByText('Has 3 sales orders')).toBeNull())
  const archived = await desk.workspace.customers.get(customer.id)
  expect(archived?.archivedAt).toBeGreaterThan(0)
  expect(archived?.deletedAt).toBe(0)
})
