import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { ServerImportOutcome, ServerImportPreview } from '#shared/connector/server-import.ts'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { ok } from '#shared/result.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type ApiAnswers,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import type { WrittenAs } from './offers-server-import.ts'
import { ServerImportPanel } from './server-import-panel.tsx'

const MEGABYTE = 1024 * 1024
const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let remote: MemoryRemote
let sync: SyncEngine
let workspace: OpenWorkspace
/** Calls to main, in their order. */
let calls: string[]
let went: string

/** A workspace in step with a remote in memory that also imports by itself. */
beforeEach(async () => {
  const profile = skuIoLikeProfile()
  const capabilities = {
    ...profile.capabilities,
    displayName: 'SKU.io',
    serverImport: { maxBytes: MEGABYTE },
  }
  desk = await openTestWorkspace(capabilities)
  remote = new MemoryRemote(profile)
  sync = testEngine(desk.workspace, new MemoryConnector(remote))
  workspace = { ...desk.workspace, sync }
  await sync.start()
  await sync.syncNow()
  calls = []
  went = ''
})
afterEach(async () => {
  await sync.stop()
  await desk.close()
})

const preview: ServerImportPreview = {
  rows: 1200,
  valid: 1199,
  alerts: ['The column colour is not known.'],
  errors: { list: [{ row: 7, field: 'email', message: 'The email is no e-mail.' }], total: 1 },
  sample: { columns: ['name', 'email'], rows: [{ row: 2, cells: ['Zoë Lee', 'zoe@lee.example'] }] },
}
const PLAIN: WrittenAs = { format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 0 }

/** What the remote does with the file, and the ways of the bridge to it. */
function answering(
  run: () => ServerImportOutcome,
  look: ApiAnswers['remote:import-preview'] = () => Promise.resolve(ok(preview)),
): ApiAnswers {
  const told = <T,>(channel: string, { token }: { token: string }, answer: T): T => {
    calls.push(`${channel} ${token}`)
    return answer
  }
  return {
    'remote:import-preview': (input) => told('preview', input, look(input)),
    'remote:import': (input) => told('import', input, Promise.resolve(run())),
  }
}

function show(answers: ApiAnswers, written = PLAIN, size = 900): ReturnType<typeof renderInWorkspace> {
  return renderInWorkspace(
    <ServerImportPanel
      file={{ token: 't1', name: 'list.csv', size }}
      written={written}
      onBack={() => (went = 'back')}
      onDone={() => (went = 'done')}
    />,
    workspace,
    { answers },
  )
}

const press = async (name: string): Promise<void> => user.click(await screen.findByRole('button', { name }))
const history = (): Promise<ImportBatch[]> => workspace.importBatches.findAll()
const LOOK = 'Show what SKU.io would do'
const RUN = 'Import at SKU.io'

it('shows the preview of the remote first, imports on request, and asks sync for what is new', async () => {
  show(
    answering(() => {
      remote.directCreate({ name: 'Zoë Lee', email: 'zoe@lee.example' })
      const errors = { list: [{ row: 7, field: 'email', message: 'Still none.' }], total: 1 }
      return { status: 'done', created: 1, updated: 1198, failed: 1, alerts: [], errors }
    }),
  )
  await screen.findByRole('button', { name: LOOK })
  expect(calls).toEqual([])

  await press(LOOK)
  expect(await screen.findByText('SKU.io would import 1,199 of 1,200 rows')).toBeTruthy()
  expect(screen.getByText('The column colour is not known.')).toBeTruthy()
  const errors = screen.getByRole('table', { name: '1 mistake' })
  expect(within(errors).getByRole('row', { name: '7 email The email is no e-mail.' })).toBeTruthy()
  expect(within(screen.getByRole('table', { name: /First rows/ })).getByText('Zoë Lee')).toBeTruthy()
  expect(screen.getByText(/cannot be undone from here/)).toBeTruthy()
  expect(calls).toEqual(['preview t1'])

  await press(RUN)
  expect(await screen.findByText('SKU.io has imported list.csv')).toBeTruthy()
  expect(screen.getByRole('row', { name: 'Updated 1,198' })).toBeTruthy()
  expect(screen.getByText('Still none.')).toBeTruthy()
  expect(calls).toEqual(['preview t1', 'import t1'])
  await waitFor(async () => expect(await workspace.roster.ids(allCustomers())).toHaveLength(1))
  expect(await history()).toMatchObject([
    {
      fileName: 'list.csv',
      byRemote: 'done',
      rowsTotal: 1200,
      counts: { created: 1, updated: 1198, invalid: 1 },
    },
  ])
  expect(screen.queryByRole('button', { name: RUN })).toBeNull()
  await press('Done')
  expect(went).toBe('done')
})

it('says that it is not known after a lost answer, sends nothing again, and asks sync what came of it', async () => {
  show(
    answering(() => {
      remote.directCreate({ name: 'Ann' })
      return { status: 'unknown', error: { kind: 'timeout-unknown' } }
    }),
  )
  await press(LOOK)
  await press(RUN)
  expect(await screen.findByText('It is not known whether SKU.io imported list.csv')).toBeTruthy()
  await waitFor(async () => expect(await workspace.roster.ids(allCustomers())).toHaveLength(1))
  expect(calls).toEqual(['preview t1', 'import t1'])
  expect(await history()).toMatchObject([{ byRemote: 'unknown', rowsDone: 0 }])
  // Going on leads to the question and its preview again, never straight to a second import.
  await press('Look again')
  expect(await screen.findByRole('button', { name: LOOK })).toBeTruthy()
  expect(screen.queryByRole('button', { name: RUN })).toBeNull()
})

it('hands on the words of a job', async () => {
  show(answering(() => ({ status: 'queued', message: 'The import was queued.' })))
  await press(LOOK)
  await press(RUN)
  expect(await screen.findByText('SKU.io has taken list.csv')).toBeTruthy()
  expect(screen.getByText('The import was queued.')).toBeTruthy()
  await waitFor(async () => expect(await history()).toMatchObject([{ byRemote: 'queued' }]))
})

it('says why nothing was imported', async () => {
  const failure = { kind: 'failed', error: { kind: 'offline' } } as const
  show(answering(() => ({ status: 'not-sent', failure })))
  await press(LOOK)
  await press(RUN)
  const notice = await screen.findByRole('alert')
  expect(notice.textContent).toContain('Nothing was imported')
  expect(notice.textContent).toContain('SKU.io cannot be reached')
  await waitFor(async () => expect(await history()).toMatchObject([{ byRemote: 'not-sent' }]))
})

it.each([
  [{ kind: 'refused', status: 422, reason: 'No column of names.' }, 'No column of names.'],
  [{ kind: 'refused', status: 413, reason: 'Status 413' }, 'The file is too large for SKU.io.'],
  [{ kind: 'file', error: { kind: 'changed-while-read' } }, 'The file was changed since it was opened'],
  [{ kind: 'file', error: { kind: 'binary', looksLike: 'spreadsheet' } }, 'SKU.io takes CSV files only.'],
  [
    { kind: 'failed', error: { kind: 'permission', detail: '', requiredScope: '' } },
    'it takes a power user there',
  ],
  [{ kind: 'failed', error: { kind: 'unavailable', status: 502, retryAfterMs: 0 } }, 'Try again later.'],
] as const)('says why there is no preview, and imports nothing then: %j', async (error, words) => {
  const impossible = (): never => {
    throw new Error('Nothing may be imported without a preview')
  }
  show(answering(impossible, () => Promise.resolve({ ok: false, error })))
  await press(LOOK)
  expect((await screen.findByRole('alert')).textContent).toContain(words)
  expect(screen.queryByRole('button', { name: RUN })).toBeNull()
  await press('Back to columns')
  expect(went).toBe('back')
})

it('offers no import where no row of the preview is good', async () => {
  const none = { ...preview, valid: 0 }
  show(
    answering(
      () => ({ status: 'queued', message: '' }),
      () => Promise.resolve(ok(none)),
    ),
  )
  await press(LOOK)
  expect(await screen.findByText('SKU.io would import 0 of 1,200 rows')).toBeTruthy()
  expect(screen.queryByRole('button', { name: RUN })).toBeNull()
})

it('gives up a preview on request', async () => {
  let answer: (value: Awaited<ReturnType<NonNullable<ApiAnswers['remote:import-preview']>>>) => void
  let asked = ''
  let cancelled = ''
  show({
    'remote:import-preview': ({ callId }) => {
      asked = callId
      return new Promise((resolve) => (answer = resolve))
    },
    'remote:cancel': ({ callId }) => {
      cancelled = callId
      answer({ ok: false, error: { kind: 'failed', error: { kind: 'cancelled' } } })
      return Promise.resolve(null)
    },
  })
  await press(LOOK)
  await press('Stop')
  expect(await screen.findByRole('button', { name: LOOK })).toBeTruthy()
  expect(cancelled).toBe(asked)
  expect(screen.queryByRole('alert')).toBeNull()
})

it('warns of a file that is not written plainly, and sends none that is too large', async () => {
  const impossible = answering(() => {
    throw new Error('Nothing may be sent')
  })
  const { unmount } = show(impossible, { ...PLAIN, encoding: 'windows-1252', delimiter: ';' })
  expect(await screen.findByText('SKU.io may read this file wrongly')).toBeTruthy()
  unmount()
  show(impossible, PLAIN, MEGABYTE + 1)
  expect((await screen.findByRole('alert')).textContent).toContain('Files of up to 1 MB')
  expect(screen.queryByRole('button', { name: LOOK })).toBeNull()
})
