import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import { err, ok } from '#shared/result.ts'
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
const WRITTEN: BackupInfo = {
  ...{ id: 'b', fileName: 'b', kind: 'by-hand', createdAt: 1, size: 2_000, customers: 3, appVersion: '1' },
  ...{ workspaceId: 'w', workspaceName: 'Test', schemas: {} },
}

let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(async () => {
  await desk.close()
})

/** The backups of a workspace whose person chooses a file that is none, and then a place for a copy. */
function show(more: ApiAnswers = {}): void {
  const answers: ApiAnswers = {
    'backup:list': () => Promise.resolve([]),
    'backup:list-removed': () => Promise.resolve([]),
    'backup:choose': () => Promise.resolve(err({ kind: 'not-a-backup' })),
    'backup:write': () => Promise.resolve(ok(WRITTEN)),
    ...more,
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

it('deletes a backup that a removed workspace left, or all of them, after saying that nothing else has it', async () => {
  let left = [2, 1].map((day) => ({
    ...{ ...WRITTEN, id: `token ${String(day)}`, createdAt: new Date(2026, 10, day, 12).getTime() },
    // Somebody has put the older one there by hand.
    ...{ workspaceId: day === 1 ? 'elsewhere' : 'gone', leftBy: 'gone' },
    ...{ workspaceName: 'Old shop', customers: day },
  }))
  const asked: unknown[] = []
  const refusals: BackupError[] = [{ kind: 'no-access' }, { kind: 'needed', name: 'New shop' }]
  show({
    'backup:list-removed': () => Promise.resolve(left),
    'backup:delete-removed': ({ id, all }) => {
      asked.push({ id, all })
      const refusal = refusals.shift()
      if (refusal !== undefined) return Promise.resolve(err(refusal))
      left = all ? [] : left.filter((each) => each.id !== id)
      return Promise.resolve(ok(null))
    },
  })
  await user.click(await screen.findByRole('button', { name: /^Delete the backup of Old shop of Nov 1,/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete a backup of Old shop?' })
  expect(within(dialog).getByText(/1 customer, with all/)).toBeTruthy()
  expect(within(dialog).getByText('1 other backup of Old shop stays.')).toBeTruthy()
  await user.click(within(dialog).getByRole('checkbox', { name: 'Delete all 2 backups of Old shop' }))
  expect(within(dialog).getByText(/nothing else on this computer has what is in it/)).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Delete all 2' }))
  expect(await within(dialog).findByText('The app may not write or read there.')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: /^Open the backup of Old shop/ })).toHaveLength(2)

  await user.click(within(dialog).getByRole('button', { name: 'Delete all 2' }))
  expect(await within(dialog).findByText(/“New shop” is still to be filled from it/)).toBeTruthy()
  expect(screen.getAllByRole('button', { name: /^Open the backup of Old shop/ })).toHaveLength(2)

  await user.click(within(dialog).getByRole('checkbox', { name: 'Delete all 2 backups of Old shop' }))
  await user.click(within(dialog).getByRole('button', { name: 'Delete the backup' }))
  await screen.findByText('1 backup of Old shop was deleted')
  await waitFor(() =>
    expect(screen.getAllByRole('button', { name: /^Delete the backup of Old shop/ })).toHaveLength(1),
  )
  await user.click(screen.getByRole('button', { name: /^Delete the backup of Old shop/ }))
  const last = await screen.findByRole('dialog', { name: 'Delete a backup of Old shop?' })
  expect(within(last).queryByRole('checkbox')).toBeNull()
  expect(within(last).getByText(/nothing else on this computer has what is in it/)).toBeTruthy()
  await user.click(within(last).getByRole('button', { name: 'Delete the backup' }))
  await waitFor(() => expect(screen.queryByText('Backups of workspaces that were removed')).toBeNull())
  expect(asked).toEqual([
    { id: 'token 1', all: true },
    { id: 'token 1', all: true },
    { id: 'token 1', all: false },
    { id: 'token 2', all: false },
  ])
})

it('leads the keyboard on from a backup that was deleted: to the next one, and from the last to the heading', async () => {
  let left = [3, 2, 1].map((day) => ({
    ...{ ...WRITTEN, id: `token ${String(day)}`, createdAt: new Date(2026, 10, day, 12).getTime() },
    ...{ leftBy: `gone ${String(day)}`, workspaceName: `Shop ${String(day)}` },
  }))
  show({
    'backup:list-removed': () => Promise.resolve(left),
    'backup:delete-removed': ({ id }) => {
      left = left.filter((each) => each.id !== id)
      return Promise.resolve(ok(null))
    },
  })
  const button = (day: number): Promise<HTMLElement> =>
    screen.findByRole('button', { name: new RegExp(`^Delete the backup of Shop ${String(day)} `) })
  const ask = async (day: number): Promise<HTMLElement> => {
    await user.click(await button(day))
    return screen.findByRole('dialog', { name: `Delete a backup of Shop ${String(day)}?` })
  }
  const remove = async (day: number): Promise<void> => {
    await user.click(within(await ask(day)).getByRole('button', { name: 'Delete the backup' }))
    await screen.findByText(`1 backup of Shop ${String(day)} was deleted`)
  }
  const [first, second, third] = [await button(3), await button(2), await button(1)]
  await user.click(within(await ask(2)).getByRole('button', { name: 'Cancel' }))
  expect(document.activeElement).toBe(second)
  await remove(2)
  await waitFor(() => expect(document.activeElement).toBe(third))
  await remove(1)
  await waitFor(() => expect(document.activeElement).toBe(first))
  await remove(3)
  const heading = screen.getByRole('heading', { name: 'Backups' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
})
