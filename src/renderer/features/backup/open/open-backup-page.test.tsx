import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CheckedBackup } from '#shared/backup/backup-messages.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { testBackups } from '#renderer/workspace/test-backups.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { OpenBackupPage } from './open-backup-page.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(async () => {
  sessionStorage.clear()
  await desk.close()
})

/** Shows a backup of a workspace of this name beside the workspaces that are here; returns what is made of it. */
function show(workspaceName: string, others: readonly string[]): string[] {
  const checked: CheckedBackup = {
    ...{ id: 'b', fileName: 'b', kind: 'by-hand', createdAt: new Date(2026, 10, 21, 12).getTime(), size: 1 },
    ...{ customers: 3, appVersion: '1', workspaceId: 'elsewhere', workspaceName, schemas: {} },
    ...{ counts: { customers: 3 }, lastSystem: null, accountName: '' },
  }
  const backups = testBackups({ 'backup:check': () => Promise.resolve({ ok: true, value: checked }) })
  const made: string[] = []
  const info = (name: string): WorkspaceInfo => ({ ...desk.workspace.info, id: `id of ${name}`, name })
  renderInWorkspace(
    <OpenBackupPage backupId="b" back={() => undefined} opened={() => undefined} />,
    { ...desk.workspace, backups },
    {
      others: others.map(info),
      answers: {
        'workspaces:create-for-backup': ({ name }) => {
          made.push(name)
          return Promise.resolve({ ok: true, value: info(name) })
        },
      },
    },
  )
  return made
}

const field = (): Promise<HTMLInputElement> =>
  screen.findByRole('textbox', { name: 'Name of the new workspace' })

it('proposes the name that the workspace had', async () => {
  const made = show('From the shop', [])
  expect((await field()).value).toBe('From the shop')
  await user.click(screen.getByRole('button', { name: 'Open as a new workspace' }))
  await waitFor(() => expect(made).toEqual(['From the shop']))
})

it('proposes a name that is free, and says at the field where one is taken', async () => {
  const made = show('My customers', ['my customers', 'My customers (backup of Nov 21, 2026)'])
  const name = await field()
  expect(name.value).toBe('My customers (backup of Nov 21, 2026, 2)')
  await user.clear(name)
  await user.type(name, 'MY customers{Enter}')
  screen.getByText('Another workspace has this name. Give this one a name of its own.')
  expect(name.getAttribute('aria-invalid')).toBe('true')
  const open = screen.getByRole('button', { name: 'Open as a new workspace' })
  expect(open.hasAttribute('disabled')).toBe(true)
  await user.type(name, ' then{Enter}')
  await waitFor(() => expect(made).toEqual(['MY customers then']))
})
