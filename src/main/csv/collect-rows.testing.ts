import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CsvFileError, CsvReadMessage, CsvReadReply, CsvRowBatch } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { ReadJob } from './read-store.ts'
import { rowsIn } from './row-packer.ts'
import type { StageJob } from './stage-rows.ts'
import { StagedStores } from './staged-stores.ts'

/** All that a read sent: every batch acknowledged as it came, unless `onBatch` says `cancel`. */
export interface CollectedRead {
  batches: CsvRowBatch[]
  rows: string[][]
  /** Data rows and blank ones as told at the end; null where it did not come to the end. */
  end: { rows: number; blank: number } | null
  error: CsvFileError | null
}

type OnBatch = (batch: CsvRowBatch) => CsvReadReply | Promise<CsvReadReply>
const acknowledge: OnBatch = () => ({ type: 'ack' })

/** Stages a file the way the window does, into a folder that is removed afterwards where none is given. */
export async function collectRows(
  path: string,
  job: Partial<StageJob> = {},
  onBatch: OnBatch = acknowledge,
): Promise<CollectedRead> {
  const temporary = await mkdtemp(join(tmpdir(), 'stage-'))
  const whole = {
    path,
    expected: null,
    options: {},
    batchSize: 500,
    folder: join(temporary, randomUUID()),
    ...job,
  }
  try {
    return await collect((port) => new StagedStores().stage(port, whole), onBatch)
  } finally {
    await rm(temporary, { recursive: true })
  }
}

/** Reads a store the way the window does. */
export function collectStored(
  stores: StagedStores,
  job: Pick<ReadJob, 'folder'> & Partial<ReadJob>,
): Promise<CollectedRead> {
  return collect((port) => stores.read(port, { fromRow: 0, batchSize: 500, ...job }), acknowledge)
}

async function collect(
  run: (port: RowPort<CsvReadReply, CsvReadMessage>) => Promise<void>,
  onBatch: OnBatch,
): Promise<CollectedRead> {
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const found: CollectedRead = { batches: [], rows: [], end: null, error: null }
  const ended = new Promise<void>((resolve) => {
    window.listen((message) => {
      void receive(message).then((more) => (more ? undefined : resolve()))
    }, resolve)
  })
  const receive = async (message: CsvReadMessage): Promise<boolean> => {
    if (message.type === 'end') found.end = { rows: message.rows, blank: message.blank }
    else if (message.type === 'failed') found.error = message.error
    else {
      const { packed, ...rest } = message
      const batch = { ...rest, rows: rowsIn(packed) }
      found.batches.push(batch)
      found.rows.push(...batch.rows)
      window.send(await onBatch(batch))
      return true
    }
    return false
  }
  await run(process)
  process.close()
  await ended
  return found
}
