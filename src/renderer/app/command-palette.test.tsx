import { notifications } from '@mantine/notifications'
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { filter, firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { err } from '#shared/result.ts'
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { testBackups } from '#renderer/workspace/test-backups.testing.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { CommandPalette } from './command-palette.tsx'
import { useCommands } from './commands.ts'
import { palette } from './palette.ts'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let exported: string[]
beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  exported = []
})
afterEach(async () => {
  act(() => {
    palette.close()
  })
  notifications.clean()
  await desk.close()
})

function Palette() {
  const commands = useCommands({
    openHelp: () => undefined,
    chooseImport: () => undefined,
    pasteRows: () => undefined,
    exportCustomers: () => undefined,
    exportMappings: () => exported.push('sku-mappings'),
  })
  return <CommandPalette commands={commands} />
}

const field = (): Promise<HTMLInputElement> =>
  screen.findByRole<HTMLInputElement>('textbox', { name: 'Search customers and commands' })

async function type(text: string): Promise<void> {
  act(() => {
    palette.open()
  })
  const input = await field()
  expect(input.value).toBe('')
  await user.click(input)
  await user.keyboard(text)
}

const offered = (): (string | null)[] =>
  [...document.querySelectorAll('.mantine-Spotlight-actionLabel')].map((each) => each.textContent)

it('finds commands by any of their words, and the other workspaces by name', async () => {
  const second: WorkspaceInfo = { ...desk.workspace.info, id: 'second', name: 'Fern & Field' }
  renderInWorkspace(<Palette />, desk.workspace, { others: [second] })
  await type('backup')
  expect(offered()).toEqual([
    'Restore from a backup file…',
    'Open a backup as a new workspace…',
    'Settings: backups',
  ])
  await user.keyboard('{Escape}')
  for (const [words, label] of [
    ['fern', 'Open workspace Fern & Field'],
    ['new workspace', 'New workspace…'],
    ['up now', 'Back up now'],
    ['copy as', 'Save a copy of this workspace as…'],
    ['copy customers', 'Copy customers to another workspace: select them here'],
    ['erase', 'Erase or hand over a person’s data: in the menu … of the customer'],
    ['history', 'Imports and their history'],
  ] as const) {
    await type(words)
    expect(offered()).toContain(label)
    await user.keyboard('{Escape}')
  }
  await type('sync now')
  expect(screen.getByText('Nothing found')).toBeTruthy()
})

it('is empty when it is opened again while it is still being closed', async () => {
  renderInWorkspace(<Palette />, desk.workspace)
  await type('settings')
  act(() => {
    palette.close()
  })
  act(() => {
    palette.open()
  })
  expect((await field()).value).toBe('')
  await waitFor(() => expect(offered()).toContain('New customer'))
})

it('asks for the name of a new workspace, and leaves the focus where that is typed', async () => {
  const { history } = renderInWorkspace(
    <>
      <button type="button">before</button>
      <Palette />
      <SettingsPage place="new-workspace" connection={null} backups={null} />
    </>,
    desk.workspace,
  )
  const name = await screen.findByRole('textbox', { name: 'Name of the workspace' })
  name.focus()
  await type('new workspace')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(history.at(-1)).toBe('/settings/new-workspace'))
  await waitFor(() => expect(document.activeElement).toBe(name))
})

it('runs what the buttons run, and says why a chosen backup cannot be used', async () => {
  const backups = testBackups({
    'backup:choose': () => Promise.resolve(err({ kind: 'not-a-backup' })),
  })
  renderInWorkspace(<Palette />, { ...desk.workspace, backups })
  await type('restore')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('This file is no backup of Customer Desk.')).toBeTruthy()
  await type('export sku')
  await user.keyboard('{Enter}')
  expect(exported).toEqual(['sku-mappings'])
})

it('pauses and resumes sync, and offers to sync only where that can be done', async () => {
  const sync = testEngine(desk.workspace, new MemoryConnector(new MemoryRemote(skuIoLikeProfile())), 60_000)
  await sync.start()
  await sync.syncNow()
  await sync.roundFinished()
  const asked: boolean[] = []
  renderInWorkspace(
    <Palette />,
    { ...desk.workspace, sync },
    {
      answers: {
        'connection:set-paused': ({ paused }) => {
          asked.push(paused)
          return Promise.resolve(desk.workspace.info)
        },
      },
    },
  )
  await type('pause sync')
  await user.keyboard('{Enter}')
  await firstValueFrom(sync.status$.pipe(filter(({ phase }) => phase === 'paused')))
  await type('sync')
  await waitFor(() => expect(offered()).toContain('Resume sync'))
  expect(offered()).not.toContain('Sync now')
  expect(offered()).toContain('Log of sync')
  await user.keyboard('{Escape}')
  await type('resume')
  await user.keyboard('{Enter}')
  await firstValueFrom(sync.status$.pipe(filter(({ phase }) => phase !== 'paused')))
  expect(asked).toEqual([true, false])
  await sync.stop()
})

it('offers no backup while one is written, as the buttons of Settings', async () => {
  let written: (value: null) => void = () => undefined
  const backups = testBackups(
    { 'backup:write': () => new Promise((resolve) => (written = resolve)) },
    { port: () => Promise.resolve(new MessageChannel().port1) },
  )
  renderInWorkspace(<Palette />, { ...desk.workspace, backups })
  await type('up now')
  await user.keyboard('{Enter}')
  await firstValueFrom(backups.state$.pipe(filter(({ writing }) => writing)))
  for (const [words, label] of [
    ['up now', 'Back up now'],
    ['copy as', 'Save a copy of this workspace as…'],
  ] as const) {
    await type(words)
    await waitFor(() => expect(offered()).not.toContain(label))
    await user.keyboard('{Escape}')
  }
  act(() => {
    written(null)
  })
  await type('up now')
  await waitFor(() => expect(offered()).toContain('Back up now'))
})
