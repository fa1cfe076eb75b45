import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { BackupSection } from './backup-section.tsx'

const user = userEvent.setup({ delay: null })
const REFUSED = 'This backup cannot be used. Nothing was changed.'
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(async () => {
  await desk.close()
})

/** The backups of a workspace whose person chooses a file that is none, and then a place for a copy. */
function show(): void {
  const answers: Record<string, unknown> = {
    'backup:list': [],
    'backup:list-removed': [],
    'backup:choose': { ok: false, error: { kind: 'not-a-backup' } },
    'backup:write': { ok: true, value: { customers: 3, size: 2_000 } },
    'backup:show-folder': null,
  }
  const api: AppApi = {
    call: (channel) => Promise.resolve(answers[channel] as never),
    on: () => () => undefined,
    openDropped: () => Promise.reject(new Error('Unexpected openDropped')),
    port: () => Promise.resolve(new MessageChannel().port1),
  }
  const parts = { api, workspaceId: 'w', send: (port: MessagePort) => port.close(), newId: () => 'call' }
  renderInWorkspace(<BackupSection openRestore={() => undefined} openAsWorkspace={() => undefined} />, {
    ...desk.workspace,
    backups: new Backups(parts),
  })
}

it('takes back what it said of a file with the next thing that is done, or when somebody has read it', async () => {
  show()
  await user.click(await screen.findByRole('button', { name: 'Restore from a file…' }))
  await screen.findByText(REFUSED)
  await user.click(screen.getByRole('button', { name: 'Save a copy as…' }))
  await screen.findByText('Backup written and checked')
  expect(screen.queryByText(REFUSED)).toBeNull()

  await user.click(screen.getByRole('button', { name: 'Restore from a file…' }))
  await screen.findByText(REFUSED)
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText(REFUSED)).toBeNull()
})
