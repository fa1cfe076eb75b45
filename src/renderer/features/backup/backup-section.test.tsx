import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import { err } from '#shared/result.ts'
import { testBackups } from '#renderer/workspace/test-backups.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type ApiAnswers,
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
  const written: BackupInfo = {
    ...{ id: 'b', fileName: 'b', kind: 'by-hand', createdAt: 1, size: 2_000, customers: 3, appVersion: '1' },
    ...{ workspaceId: 'w', workspaceName: 'Test', schemas: {} },
  }
  const answers: ApiAnswers = {
    'backup:list': () => Promise.resolve([]),
    'backup:list-removed': () => Promise.resolve([]),
    'backup:choose': () => Promise.resolve(err({ kind: 'not-a-backup' })),
    'backup:write': () => Promise.resolve({ ok: true, value: written }),
  }
  const port = (): Promise<MessagePort> => Promise.resolve(new MessageChannel().port1)
  renderInWorkspace(<BackupSection openRestore={() => undefined} openAsWorkspace={() => undefined} />, {
    ...desk.workspace,
    backups: testBackups(answers, { port }),
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
