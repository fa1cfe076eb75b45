import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PackedRows } from '#shared/csv/packed-rows.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { notNoting } from '#main/files/output-at.testing.ts'
import { CallRefusal } from '#main/ipc/ipc-handlers.ts'
import { csvHandlersOf, type CsvHandlers } from './csv-channels.ts'
import { CsvFiles } from './csv-files.ts'
import { runCsvJob, type CsvJobPort } from './csv-job.ts'
import { CsvProcessClient } from './csv-process-client.ts'
import { ImportFolders } from './import-folders.ts'
import { rowsIn } from './row-packer.ts'
import { StagedStores } from './staged-stores.ts'

interface Told {
  type: string
  rows?: unknown
  packed?: PackedRows
}
type WindowPort = RowPort<Told, { type: string; bytes?: Uint8Array }>

let root = ''
let csv: CsvHandlers['handlers']
let ports = new Map<string, WindowPort>()
let savePath: string | null = null
/** Files that are not noted as unfinished any more, told as it happens. */
let done: (path: string) => void = () => undefined

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'csv-channels-'))
  ports = new Map()
  savePath = join(root, 'left.csv')
  const stores = new StagedStores()
  const client = new CsvProcessClient<CsvJobPort>(
    (receive) => ({
      send: (job, port) => {
        void runCsvJob(job, port, receive, stores)
      },
    }),
    () => {
      const [forProcess, forWindow] = portPair()
      return { forProcess: forProcess as CsvJobPort, forWindow: forWindow as unknown as CsvJobPort }
    },
    (callId, port) => ports.set(callId, port as unknown as WindowPort),
  )
  csv = csvHandlersOf(
    new CsvFiles(),
    new ImportFolders(join(root, 'imports')),
    client,
    {
      chooseImport: () => Promise.resolve(join(root, 'list.csv')),
      chooseExport: () => Promise.resolve(savePath),
    },
    {
      ...notNoting,
      done: ({ path }) => {
        done(path)
        return Promise.resolve()
      },
    },
  ).handlers
})
afterEach(() => rm(root, { recursive: true }))

/** Takes what comes over the port of a call, acknowledging rows, to its last message. */
function toTheEnd(callId: string, chunks: Uint8Array[] = []): Promise<Told[]> {
  const port = ports.get(callId)
  const told: Told[] = []
  const step = (): void => {
    const bytes = chunks.shift()
    port?.send(bytes === undefined ? { type: 'end' } : { type: 'chunk', bytes })
  }
  return new Promise((resolve) => {
    port?.listen(
      (message) => {
        told.push(message.packed === undefined ? message : { ...message, rows: rowsIn(message.packed) })
        if (message.type === 'rows') port.send({ type: 'ack' })
        else if (message.type === 'ack') step()
      },
      () => resolve(told),
    )
    if (chunks.length > 0) step()
  })
}

test('a chosen file goes from its first look to its rejected rows', async () => {
  await writeFile(join(root, 'list.csv'), 'Name,City\nAnn,Bern\nBen,\n\n')
  const chosen = await csv['csv:choose-import'](null)
  if (chosen?.ok !== true) throw new Error('not chosen')
  const { token } = chosen.value
  const stageId = randomUUID()
  expect(await csv['csv:inspect']({ token, options: {} })).toMatchObject({
    ok: true,
    value: { headerRow: 0, header: ['Name', 'City'] },
  })
  const stage = { token, options: {}, stageId, batchSize: 100, callId: 'a' }
  expect(await csv['csv:stage'](stage)).toEqual({ ok: true, value: null })
  expect(await toTheEnd('a')).toMatchObject([{ type: 'rows' }, { type: 'end', rows: 2, blank: 1 }])

  await csv['csv:edit']({ stageId, edit: { type: 'cell', row: 1, column: 1, text: 'Basel' } })
  expect(await csv['csv:rows']({ stageId, rows: [1] })).toEqual({ ok: true, value: [['Ben', 'Basel']] })
  await csv['csv:read']({ stageId, fromRow: 1, batchSize: 100, callId: 'b' })
  expect(await toTheEnd('b')).toMatchObject([{ rows: [['Ben', 'Basel']] }, { type: 'end' }])

  expect(await csv['csv:keep']({ stageId })).toBeNull()
  expect(await csv['csv:reject']({ stageId, rows: [{ row: 1, reason: 'No e-mail' }] })).toMatchObject({
    ok: true,
  })
  const save = {
    stageId,
    suggestedName: 'left',
    header: ['Name', 'City'],
    numberHeader: 'Row',
    reasonHeader: 'Why',
  }
  expect(await csv['csv:save-rejected'](save)).toEqual({ ok: true, value: { name: 'left.csv', rows: 1 } })
  expect(await readFile(join(root, 'left.csv'), 'utf8')).toContain('"Ben","Basel","3","No e-mail"')
  savePath = null
  expect(await csv['csv:save-rejected'](save)).toBeNull()

  expect(await csv['csv:discard']({ stageId })).toBeNull()
  expect(await readdir(join(root, 'imports'))).toEqual([])
  expect(await csv['csv:rows']({ stageId, rows: [1] })).toEqual({ ok: false, error: { kind: 'not-kept' } })
  await expect(csv['csv:keep']({ stageId })).rejects.toThrow(CallRefusal)
})

test('content without a path is read like a file, and is gone once an import of it has begun', async () => {
  const { token } = await csv['csv:receive']({ name: 'Pasted list.csv', callId: 'a' })
  expect(await csv['csv:inspect']({ token, options: {} })).toEqual({
    ok: false,
    error: { kind: 'not-found' },
  })
  const received = toTheEnd('a', [Buffer.from('Name;City\nZo'), Buffer.from('ë;Bern\n')])
  expect((await received).at(-1)).toEqual({ type: 'done' })

  const stageId = randomUUID()
  for (const callId of ['b', 'c']) {
    await csv['csv:stage']({ token, options: {}, stageId, batchSize: 100, callId })
    expect(await toTheEnd(callId)).toMatchObject([{ rows: [['Zoë', 'Bern']] }, { type: 'end' }])
  }
  expect(await readdir(join(root, 'imports', 'received'))).toHaveLength(1)
  await csv['csv:keep']({ stageId })
  expect(await readdir(join(root, 'imports', 'received'))).toEqual([])
  expect(await csv['csv:rows']({ stageId, rows: [0] })).toEqual({ ok: true, value: [['Zoë', 'Bern']] })
})

test.each(['end', 'cancel'] as const)(
  'an export is not noted as unfinished once it is over (%s)',
  async (last) => {
    const over = new Promise<string>((resolve) => (done = resolve))
    expect(await csv['csv:write']({ suggestedName: 'left', flavour: 'machine', callId: 'a' })).toEqual({
      name: 'left.csv',
    })
    ports.get('a')?.send({ type: last })
    expect(await over).toBe(savePath)
    expect(await readdir(root)).toEqual(last === 'end' ? ['left.csv'] : [])
  },
)
