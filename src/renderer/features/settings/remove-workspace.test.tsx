import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { CopyDialog } from '../customers/list/copy-dialog.tsx'
import { WorkspacesSection } from './workspaces-section.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let other: WorkspaceInfo

beforeEach(async () => {
  desk = await openTestWorkspace()
  other = { ...desk.workspace.info, id: `other-${crypto.randomUUID()}`, name: 'Second' }
})
afterEach(async () => {
  await desk.close()
})

it('copies into another workspace, says what is there, and removes it after a question', async () => {
  const { customers } = desk.workspace
  const ada = await customers.create({ ...emptyCustomerDraft(), name: 'Ada', email: 'a@x.example' })
  const removed: unknown[] = []
  const backup: BackupInfo = {
    ...{ id: 'b', fileName: 'b', kind: 'daily', createdAt: 1, size: 1, customers: 1, appVersion: '1' },
    ...{ workspaceId: other.id, workspaceName: 'Second', schemas: {} },
  }
  const { unmount } = renderInWorkspace(
    <CopyDialog ids={[ada.id]} close={() => undefined} />,
    desk.workspace,
    { others: [other] },
  )
  await user.click(await screen.findByRole('button', { name: 'Copy' }))
  await screen.findByText('1 customer was copied to Second.')
  unmount()

  renderInWorkspace(<WorkspacesSection />, desk.workspace, {
    others: [other],
    answers: {
      'backup:list': () => Promise.resolve([backup]),
      'workspaces:remove': (call) => {
        removed.push(call)
        return Promise.resolve(null)
      },
      // Once the database is gone.
      'workspaces:removed': async (call) => {
        expect(await desk.workspace.others.contents(other)).toEqual({ customers: 0, unsent: 0 })
        removed.push(call)
        return null
      },
    },
  })
  await user.click(screen.getByRole('button', { name: 'Remove Second' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove Second?' }))
  await dialog.findByText(/^1 customer with addresses/)
  dialog.getByText(/^Its backup of .* stays on this computer/)
  await user.click(dialog.getByRole('checkbox', { name: 'Delete its backup too' }))
  dialog.getByText(/^This cannot be undone/)
  await user.click(dialog.getByRole('button', { name: 'Remove the workspace' }))
  await waitFor(() => expect(screen.queryByText('Second')).toBeNull())
  expect(removed).toEqual([{ workspaceId: other.id, backups: true }, { workspaceId: other.id }])
  expect(await desk.workspace.others.contents(other)).toEqual({ customers: 0, unsent: 0 })
})

it('does not list a workspace that main has forgotten, although its store is damaged, and says what is left', async () => {
  const called: string[] = []
  const others = {
    ...desk.workspace.others,
    removeStored: () => Promise.reject(new DatabaseError('damaged', 'customers')),
  }
  renderInWorkspace(
    <WorkspacesSection />,
    { ...desk.workspace, others },
    {
      others: [other],
      answers: {
        'backup:list': () => Promise.resolve([]),
        'workspaces:remove': () => {
          called.push('remove')
          return Promise.resolve(null)
        },
        'workspaces:removed': () => {
          called.push('removed')
          return Promise.resolve(null)
        },
      },
    },
  )
  await user.click(screen.getByRole('button', { name: 'Remove Second' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove Second?' }))
  await waitFor(() => {
    const button = dialog.getByRole('button', { name: 'Remove the workspace' })
    expect(button.hasAttribute('disabled')).toBe(false)
  })
  await user.click(dialog.getByRole('button', { name: 'Remove the workspace' }))
  await screen.findByText(/could not be deleted yet/)
  await waitFor(() => expect(screen.queryByText('Second')).toBeNull())
  // Main has it deleted at the next start.
  expect(called).toEqual(['remove'])
  notifications.clean()
})
