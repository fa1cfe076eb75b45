import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import Papa from 'papaparse'
import { StagedStores } from '#main/csv/staged-stores.ts'
import type { CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { writeCustomersCsv } from './customers-csv.ts'
import type { Measurement } from './measurement.ts'

/** Name under which a program starts itself to measure a staging in a process of its own. */
export const STAGING_PROCESS = 'csv-staging-process'

const MEGABYTE = 1_000_000
/** Bytes of a row of `writeCustomersCsv`, about. */
const ROW_BYTES = 137

interface StagingFigures {
  bytes: number
  stagingMs: number
  readingMs: number
  parsingMs: number
  extraBytes: number
}

/**
 * Stages a generated CSV of that many megabytes into a row store, and reads it again, as the CSV process does it: rows
 * go to another thread, which acknowledges them. The limit is papaparse alone on the same file.
 */
export async function csvStaging(folder: string, megabytes: number): Promise<Measurement[]> {
  const path = join(folder, 'staging.csv')
  await writeCustomersCsv(path, Math.ceil((megabytes * MEGABYTE) / ROW_BYTES))
  const figures = await new Promise<StagingFigures>((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [STAGING_PROCESS, path])
    child.once('message', (message) => {
      resolve(message as StagingFigures)
    })
    child.once('exit', (code) => {
      reject(new Error(`The staging ended with ${code ?? 'a signal'}`))
    })
  })
  await rm(path)
  const rate = (ms: number): number => figures.bytes / MEGABYTE / (ms / 1000)
  const what = `${Math.round(figures.bytes / MEGABYTE).toLocaleString('en')} MB of CSV`
  const limit = { limit: rate(figures.parsingMs), limitIs: 'papaparse alone' }
  return [
    { what: `${what}, staged`, figure: rate(figures.stagingMs), unit: 'MB/s', ...limit, budget: '60 MB/s' },
    {
      what: `${what}, read again`,
      figure: rate(figures.readingMs),
      unit: 'MB/s',
      ...limit,
      budget: '60 MB/s',
    },
    {
      what: `${what}, extra memory at most`,
      figure: figures.extraBytes / MEGABYTE,
      unit: 'MB',
      limit: null,
      limitIs: '',
      budget: '200 MB, flat',
    },
  ]
}

/** What the process of its own does: tells its parent the figures. */
export async function measureStaging(path: string): Promise<void> {
  const parsingMs = await timed(() => parseAlone(path))
  const folder = join(path, '..', randomUUID())
  const stores = new StagedStores()
  const window = new Worker(WINDOW, { eval: true })
  await run(window, () => Promise.resolve())
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const job = { path, expected: null, options: {}, batchSize: 500, folder }
  const stagingMs = await timed(() => run(window, (port) => stores.stage(port, job)))
  const readingMs = await timed(() =>
    run(window, (port) => stores.read(port, { folder, fromRow: 0, batchSize: 500 })),
  )
  clearInterval(watch)
  await rm(folder, { recursive: true })
  await window.terminate()
  const { size } = await stat(path)
  process.send?.({ bytes: size, stagingMs, readingMs, parsingMs, extraBytes: peak - before })
}

/** The other thread: takes rows and acknowledges each batch. */
const WINDOW = `
  require('node:worker_threads').parentPort.on('message', ({ port }) => {
    port.on('message', (message) => {
      if (message.type === 'rows') port.postMessage({ type: 'ack' })
      else if (message.type === 'failed') throw new Error(message.error.kind)
    })
  })`

type Work = (port: RowPort<CsvReadReply, CsvReadMessage>) => Promise<void>

async function run(window: Worker, work: Work): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  window.postMessage({ port: port2 }, [port2])
  await work(rowPortOf(port1))
  port1.close()
}

function rowPortOf(port: MessagePort): RowPort<CsvReadReply, CsvReadMessage> {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    listen(receive, closed) {
      port.on('message', receive)
      port.on('close', closed)
    },
    close: () => {
      port.close()
    },
  }
}

/** What the same machine does without our code. */
async function parseAlone(path: string): Promise<void> {
  const parser = new Papa.Parser({ delimiter: ',', newline: '\n' })
  let rest = ''
  for await (const text of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const piece = rest + (text as string)
    rest = piece.slice((parser.parse(piece, 0, true) as { meta: { cursor: number } }).meta.cursor)
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
