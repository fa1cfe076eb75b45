import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { runCsvJob, type CsvJob, type CsvJobPort, type CsvJobReply } from './csv-job.ts'
import { CsvProcessClient } from './csv-process-client.ts'
import { StagedStores } from './staged-stores.ts'

const FOLDER = join(import.meta.dirname, '../../../e2e/fixtures/csv')
const source = (name: string): { path: string; expected: null; options: object } => ({
  path: join(FOLDER, name),
  expected: null,
  options: {},
})

/** The CSV process without a process around it; `kill` is what a crash looks like to main. */
class FakeProcesses {
  started = 0
  jobs: CsvJob[] = []
  /** While true, jobs are swallowed: a process that hangs. */
  hangs = false
  kill: () => void = () => undefined

  start = (receive: (reply: CsvJobReply) => void, ended: () => void) => {
    this.started += 1
    this.kill = ended
    return {
      send: (job: CsvJob, port: CsvJobPort | null) => {
        this.jobs.push(job)
        if (!this.hangs) void runCsvJob(job, port, receive, new StagedStores())
      },
    }
  }
}

function client(processes: FakeProcesses) {
  const sent = new Map<string, unknown>()
  const made = new CsvProcessClient<CsvJobPort>(
    processes.start,
    () => {
      const [forProcess, forWindow] = portPair()
      return { forProcess: forProcess as CsvJobPort, forWindow: forWindow as unknown as CsvJobPort }
    },
    (callId, port) => sent.set(callId, port),
  )
  return { made, sent }
}

test('one process is started, with the first job', async () => {
  const processes = new FakeProcesses()
  const { made } = client(processes)
  expect(processes.started).toBe(0)
  expect(await made.request('inspect', source('plain.csv'))).toMatchObject({
    ok: true,
    value: { delimiter: ',' },
  })
  expect(await made.request('inspect', source('image.csv'))).toMatchObject({ ok: false })
  expect(processes.started).toBe(1)
})

test('an inspection under way is answered where the process dies, and the next job starts another', async () => {
  const processes = new FakeProcesses()
  processes.hangs = true
  const { made } = client(processes)
  const waiting = made.request('inspect', source('plain.csv'))
  processes.kill()
  expect(await waiting).toEqual({ ok: false, error: { kind: 'unreadable', detail: 'process-ended' } })
  processes.hangs = false
  expect(await made.request('inspect', source('plain.csv'))).toMatchObject({ ok: true })
  expect(processes.started).toBe(2)
})

test('a read gets one end of a channel, the window the other under its call id', () => {
  const processes = new FakeProcesses()
  processes.hangs = true
  const { made, sent } = client(processes)
  void made.transfer('call-1', { type: 'stage', job: { ...source('plain.csv'), folder: '', batchSize: 10 } })
  expect(processes.jobs).toMatchObject([{ type: 'stage', job: { batchSize: 10 } }])
  expect([...sent.keys()]).toEqual(['call-1'])
})

test('a transfer is over when the process says so, or has died', async () => {
  const processes = new FakeProcesses()
  const { made } = client(processes)
  const stage = { type: 'stage', job: { ...source('image.csv'), folder: '', batchSize: 10 } } as const
  expect(await made.transfer('call-1', stage)).toEqual({ ok: true, value: null })
  processes.hangs = true
  const waiting = made.transfer('call-2', stage)
  processes.kill()
  expect(await waiting).toEqual({ ok: false, error: { kind: 'unreadable', detail: 'process-ended' } })
})
