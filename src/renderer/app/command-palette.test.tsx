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
import { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx'
import { systemClock } from '#renderer/replication/clock.ts'
import { SyncEngine } from '#renderer/replication/engine.ts'
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
  const call = ((channel: string) =>
    Promise.resolve(channel === 'backup:choose' ? err({ kind: 'not-a-backup' }) : [])) as AppApi['call']
  const api = { call } as AppApi
  const backups = new Backups({
    api,
    workspaceId: desk.workspace.info.id,
    send: () => undefined,
    newId: () => 'x',
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
  let id = 0
  const sync = new SyncEngine({
    ...desk.workspace,
    connector: new MemoryConnector(new MemoryRemote(skuIoLikeProfile())),
    connectionId: '6f1c2f0e-0000-4000-8000-000000000000',
    clock: systemClock(),
    random: () => 0.5,
    newId: () => `0192a000-0000-7000-8000-${String(++id).padStart(12, '0')}`,
    undoDeleteMs: () => 60_000,
  })
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
  const port = new MessageChannel().port1
  let written: (value: null) => void = () => undefined
  const api = {
    call: (channel: string) =>
      channel === 'backup:write' ? new Promise((resolve) => (written = resolve)) : Promise.resolve([]),
    port: () => Promise.resolve(port),
  } as unknown as AppApi
  const backups = new Backups({ api, workspaceId: 'w', send: () => port.close(), newId: () => 'x' })
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
