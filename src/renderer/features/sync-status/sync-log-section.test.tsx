import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { SyncLogSection } from './sync-log-section.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let saved: string[]

beforeEach(async () => {
  saved = []
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  const { customers, syncState } = desk.workspace
  const { id } = await customers.create({ ...emptyCustomerDraft(), name: 'Ada' })
  const line = { customerId: '', detail: '' }
  await syncState.appendLog({ ...line, id: '1', at: 1, level: 'info', kind: 'sent', detail: '7' })
  await syncState.appendLog({ ...line, id: '2', at: 2, level: 'warning', kind: 'refused', customerId: id })
  await syncState.appendLog({ ...line, id: '3', at: 3, level: 'error', kind: 'failed', detail: 'offline' })
})
afterEach(async () => {
  await desk.close()
})

it('shows all that is kept, some at a time', async () => {
  const { syncState } = desk.workspace
  for (let at = 4; at <= 250; at += 1) {
    const line = { id: String(at), at, level: 'info', kind: 'connected', customerId: '', detail: '' } as const
    await syncState.appendLog(line)
  }
  renderInWorkspace(<SyncLogSection remote="Remote" openCustomer={() => undefined} />, desk.workspace)
  const list = await screen.findByRole('list', { name: 'Log' })
  await screen.findByText('200 of 250 are shown.')
  expect(within(list).getAllByRole('listitem')).toHaveLength(200)
  await user.click(screen.getByRole('button', { name: 'Show older lines' }))
  expect(within(list).getAllByRole('listitem')).toHaveLength(250)
  expect(screen.queryByRole('button', { name: 'Show older lines' })).toBeNull()
})

it('is filtered by level, by what it is about and by words, and saved as it is shown, without names', async () => {
  renderInWorkspace(<SyncLogSection remote="Remote" openCustomer={() => undefined} />, desk.workspace, {
    answers: {
      'log:save': ({ lines }) => {
        saved = lines
        return Promise.resolve({ name: 'log.txt' })
      },
    },
  })
  const list = await screen.findByRole('list', { name: 'Log' })
  const lines = () => within(list).getAllByRole('listitem')
  expect(lines()).toHaveLength(3)
  await user.click(screen.getByRole('radio', { name: 'Problems' }))
  expect(lines()).toHaveLength(2)
  await user.click(screen.getByRole('radio', { name: 'Errors' }))
  expect(lines()).toHaveLength(1)
  await user.click(screen.getByRole('radio', { name: 'All' }))
  // Who is looked for is on screen.
  await within(list).findByText('Ada')
  await user.type(screen.getByRole('searchbox', { name: 'Search the log' }), 'ada')
  await waitFor(() => expect(lines()).toHaveLength(1))
  await user.click(screen.getByRole('button', { name: 'Save as a file' }))
  await screen.findByText('Saved as log.txt.')
  expect(saved).toEqual([
    expect.stringMatching(/^Customer Desk .+, Remote$/),
    // Not the words themselves: they may be a name.
    'Only a part of the log: lines with the words that were searched for. 1 of 3 lines, newest first.',
    expect.stringContaining('UTC'),
    '',
    'Time (UTC)\tLevel\tAbout\tWhat happened\tMore about it\tCustomer (id)',
    expect.stringMatching(/^1970-01-01T00:00:00\.002Z\tProblem\tSending\tRemote did not accept it\t\t\S+$/),
  ])
  expect(saved.join('\n')).not.toContain('Ada')
})

it('says in the saved file by what it was filtered, and that nothing is missing where it was not', async () => {
  renderInWorkspace(<SyncLogSection remote="Remote" openCustomer={() => undefined} />, desk.workspace, {
    answers: {
      'log:save': ({ lines }) => {
        saved = lines
        return Promise.resolve({ name: 'log.txt' })
      },
    },
  })
  await screen.findByRole('list', { name: 'Log' })
  const save = screen.getByRole('button', { name: 'Save as a file' })
  await user.click(save)
  await waitFor(() => expect(saved[1]).toBe('The whole log: 3 lines, newest first.'))
  await user.click(screen.getByRole('radio', { name: 'Problems' }))
  await user.click(save)
  await waitFor(() => expect(saved[1]).toBe('Only a part of the log: Problems. 2 of 3 lines, newest first.'))
})
