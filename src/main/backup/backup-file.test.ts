import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BACKUP_FORMAT_VERSION, type BackupBatch, type BackupHeader } from '#shared/backup/backup-format.ts'
import type {
  BackupReadMessage,
  BackupReadReply,
  BackupWriteMessage,
} from '#shared/backup/backup-messages.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { nobodyErased, type ErasedPeople } from './erased-people.ts'
import { checkBackup, readBackup } from './read-backup.ts'
import { writeBackup } from './write-backup.ts'

let folder = ''
let path = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-file-'))
  path = join(folder, 'one.deskbackup')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const header: BackupHeader = {
  format: 'customer-desk-backup',
  formatVersion: BACKUP_FORMAT_VERSION,
  appVersion: '1.0.0',
  createdAt: 1_763_734_000_000,
  kind: 'by-hand',
  schemas: { customers: 0 },
  workspace: { id: 'w1', name: 'Fern & Field', lastSystem: null, lastScope: null },
  customers: 2,
}

const batches: BackupBatch[] = [
  { collection: 'customers', version: 0, documents: [{ id: 'a', name: 'Zoë\nLind' }, { id: 'b' }] },
  { collection: 'history', version: 1, documents: [{ id: 'h' }] },
]

/** A port whose other end sends these messages as fast as it can. */
function sending(messages: readonly BackupWriteMessage[]): RowPort<BackupWriteMessage, unknown> {
  return {
    send: () => undefined,
    listen: (receive, closed) => {
      messages.forEach(receive)
      closed()
    },
    close: () => undefined,
  }
}

function messagesOf(all: readonly BackupBatch[]): BackupWriteMessage[] {
  return all.map((batch) => ({
    type: 'batch',
    collection: batch.collection,
    documents: batch.documents.length,
    line: JSON.stringify(batch),
  }))
}

function write(all: readonly BackupBatch[] = batches) {
  return writeBackup(sending([...messagesOf(all), { type: 'end' }]), { ...outputAt(path), header })
}

async function read(erased: ErasedPeople = nobodyErased()): Promise<BackupReadReply[]> {
  const replies: BackupReadReply[] = []
  await new Promise<void>((done) => {
    let ask: (message: BackupReadMessage) => void = () => undefined
    void readBackup(
      {
        send: (reply) => {
          replies.push(reply)
          ask({ type: 'next' })
        },
        listen: (receive) => {
          ask = receive
          receive({ type: 'next' })
        },
        close: done,
      },
      path,
      erased,
    )
  })
  return replies
}

describe('a backup file', () => {
  it('gives back what was written', async () => {
    expect(await write()).toMatchObject({ ok: true, value: { counts: { customers: 2, history: 1 } } })
    expect(await checkBackup(path)).toEqual({
      ok: true,
      value: { header, counts: { customers: 2, history: 1 } },
    })
    expect(await read()).toEqual([
      { type: 'batch', batch: { ...batches[0], leftOut: 0 } },
      { type: 'batch', batch: { ...batches[1], leftOut: 0 } },
      { type: 'end' },
    ])
    expect(await readdir(folder)).toEqual(['one.deskbackup'])
  })

  it('gives back any documents', async () => {
    const documents = fc.array(
      fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<{ [f: string]: never }>,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(documents, { maxLength: 5 }), async (lists) => {
        const all = lists.map((list): BackupBatch => ({
          collection: 'customers',
          version: 3,
          documents: list,
        }))
        await rm(path, { force: true })
        expect((await write(all)).ok).toBe(true)
        const replies = await read()
        const given = replies.flatMap((reply) =>
          reply.type === 'batch' ? [{ ...reply.batch, leftOut: undefined }] : [],
        )
        expect(JSON.stringify(given)).toBe(JSON.stringify(all))
      }),
      { numRuns: 25 },
    )
  })

  it('is not there where writing was broken off, and leaves nothing behind', async () => {
    const broken = await writeBackup(sending(messagesOf(batches)), { ...outputAt(path), header })
    expect(broken).toEqual({ ok: false, error: { kind: 'failed', detail: 'broken off' } })
    const failed = [...messagesOf(batches), { type: 'failed', detail: 'UnknownError' } as const]
    expect(await writeBackup(sending(failed), { ...outputAt(path), header })).toEqual({
      ok: false,
      error: { kind: 'failed', detail: 'UnknownError' },
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('is told as cut short wherever it is cut', async () => {
    const many = Array.from({ length: 40 }, (_, at): BackupBatch => ({
      collection: 'customers',
      version: 0,
      documents: [{ id: String(at), random: String(Math.sin(at + 1)).repeat(9) }],
    }))
    await write(many)
    const whole = await readFile(path)
    const kinds = new Set<string>()
    for (let size = 1; size < whole.length; size += 13) {
      await writeFile(path, whole)
      await truncate(path, size)
      const checked = await checkBackup(path)
      kinds.add(checked.ok ? 'ok' : checked.error.kind)
    }
    expect([...kinds].sort()).toEqual(['cut-short', 'not-a-backup'])
  })

  it('is told as cut short where only its footer is missing', async () => {
    await write()
    await rewrite((lines) => lines.slice(0, -1))
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'cut-short' } })
  })

  it('is told as damaged where its content is other than it was', async () => {
    await write()
    await rewrite((lines) => lines.map((line) => line.replace('Lind', 'Lund')))
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'damaged' } })
    await write()
    await rewrite((lines) => lines.map((line) => line.replace('"customers":2}', '"customers":3}')))
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'damaged' } })
    await write()
    await rewrite((lines) => [...lines, lines[1] ?? ''])
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'damaged' } })
  })

  it('never counts as whole where a byte of it was changed', async () => {
    await write()
    const whole = await readFile(path)
    // After the header of gzip, whose time and system nobody reads.
    for (let at = 10; at < whole.length - 4; at += 1) {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8((spoilt.readUInt8(at) + 1) % 256, at)
      await writeFile(path, spoilt)
      expect((await checkBackup(path)).ok, `byte ${String(at)}`).toBe(false)
    }
  })

  it('of a newer version is told with the version that wrote it', async () => {
    await write()
    await rewrite(([first = '', ...rest]) => [
      JSON.stringify({ ...JSON.parse(first), formatVersion: 2, appVersion: '9.1.0', kind: 'of tomorrow' }),
      ...rest,
    ])
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'newer', appVersion: '9.1.0' } })
  })

  it('is told from other files', async () => {
    expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'not-found' } })
    for (const content of ['', 'name,email\n', gzipSync(''), gzipSync('{"a":1}\n'), gzipSync('x\n')]) {
      await writeFile(path, content)
      expect(await checkBackup(path)).toEqual({ ok: false, error: { kind: 'not-a-backup' } })
    }
    expect(await checkBackup(folder)).toEqual({ ok: false, error: { kind: 'not-a-backup' } })
  })
})

async function rewrite(change: (lines: string[]) => string[]): Promise<void> {
  const lines = gunzipSync(await readFile(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  await writeFile(path, gzipSync(`${change(lines).join('\n')}\n`))
}
