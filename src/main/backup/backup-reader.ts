import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { ZodType } from 'zod'
import {
  BACKUP_FORMAT,
  BACKUP_FORMAT_VERSION,
  backupBatchSchema,
  backupFooterSchema,
  backupHeaderSchema,
  type BackupBatch,
  type BackupHeader,
} from '#shared/backup/backup-format.ts'
import { BackupFailure } from './backup-failure.ts'

/** A batch is written with a few hundred documents: a longer line is none that this app wrote. */
const LONGEST_LINE = 256 * 1024 * 1024

/**
 * A backup being read. `batches` throws a BackupFailure where the file is not whole, which it may learn only at its end:
 * whoever changes something by a backup reads it to the end once before.
 */
export class BackupReader {
  readonly header: BackupHeader
  /** Documents by collection, known when all batches are read. */
  readonly counts: Record<string, number> = {}
  readonly #lines: AsyncGenerator<Buffer, void>
  readonly #hash: ReturnType<typeof createHash>

  private constructor(
    header: BackupHeader,
    lines: AsyncGenerator<Buffer, void>,
    hash: ReturnType<typeof createHash>,
  ) {
    this.header = header
    this.#lines = lines
    this.#hash = hash
  }

  /** Opens a file and reads its header. Throws a BackupFailure, or what the disk throws. */
  static async open(path: string): Promise<BackupReader> {
    const lines = readLines(path)
    try {
      const first = await lines.next()
      if (first.done === true) throw new BackupFailure({ kind: 'not-a-backup' })
      const hash = createHash('sha256')
      const header = headerOf(first.value)
      addLine(hash, first.value)
      return new BackupReader(header, lines, hash)
    } catch (error) {
      await lines.return(undefined)
      // What is cut or spoilt within the first line may be anything.
      if (error instanceof BackupFailure && error.error.kind === 'damaged') {
        throw new BackupFailure({ kind: 'not-a-backup' })
      }
      throw error
    }
  }

  /** The batches in the order in which they were written; ends once the footer agrees with them. */
  async *batches(): AsyncGenerator<BackupBatch, void> {
    for await (const line of this.#lines) {
      const value = parseJson(line)
      if (typeof value === 'object' && value !== null && 'end' in value) {
        this.#compare(value)
        // Nothing comes after the footer.
        if ((await this.#lines.next()).done !== true) throw new BackupFailure({ kind: 'damaged' })
        return
      }
      addLine(this.#hash, line)
      const batch = checked(backupBatchSchema, value)
      this.counts[batch.collection] = (this.counts[batch.collection] ?? 0) + batch.documents.length
      yield batch
    }
    throw new BackupFailure({ kind: 'cut-short' })
  }

  /** Reads to the end, for the sake of finding out whether it is whole. */
  async readThrough(): Promise<void> {
    const batches = this.batches()
    while ((await batches.next()).done !== true);
  }

  /** Ends reading. To be called in any case. */
  async close(): Promise<void> {
    await this.#lines.return(undefined)
  }

  #compare(value: unknown): void {
    const footer = checked(backupFooterSchema, value)
    const collections = new Set([...Object.keys(footer.counts), ...Object.keys(this.counts)])
    const same = [...collections].every((name) => footer.counts[name] === this.counts[name])
    if (!same || footer.sha256 !== this.#hash.digest('hex')) throw new BackupFailure({ kind: 'damaged' })
  }
}

function addLine(hash: ReturnType<typeof createHash>, line: Buffer): void {
  hash.update(line)
  hash.update('\n')
}

function headerOf(line: Buffer): BackupHeader {
  const value = parseJson(line)
  if (typeof value !== 'object' || value === null) throw new BackupFailure({ kind: 'not-a-backup' })
  if (!('format' in value) || value.format !== BACKUP_FORMAT)
    throw new BackupFailure({ kind: 'not-a-backup' })
  // A newer version may look different from here on.
  if ('formatVersion' in value && Number(value.formatVersion) > BACKUP_FORMAT_VERSION) {
    const appVersion = 'appVersion' in value && typeof value.appVersion === 'string' ? value.appVersion : ''
    throw new BackupFailure({ kind: 'newer', appVersion })
  }
  return checked(backupHeaderSchema, value)
}

function checked<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new BackupFailure({ kind: 'damaged' })
  return parsed.data
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    throw new BackupFailure({ kind: 'damaged' })
  }
}

/** The lines of a gzipped file, one at a time, however large it is. */
async function* readLines(path: string): AsyncGenerator<Buffer, void> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  // An error of the file reaches whoever reads what comes out of it.
  file.on('error', (error) => gunzip.destroy(error))
  file.pipe(gunzip)
  let rest: Buffer[] = []
  let size = 0
  let any = false
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
        yield Buffer.concat([...rest, piece.subarray(from, at)])
        any = true
        rest = []
        size = 0
        from = at + 1
      }
      rest.push(piece.subarray(from))
      size += piece.length - from
      if (size > LONGEST_LINE) throw new BackupFailure({ kind: 'damaged' })
    }
    if (size > 0) throw new BackupFailure({ kind: 'cut-short' })
  } catch (error) {
    throw failureOf(error, any)
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

/** What zlib finds wrong: an end that is missing, or bytes that are not what was written. */
function failureOf(error: unknown, any: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'Z_BUF_ERROR') return new BackupFailure({ kind: any ? 'cut-short' : 'not-a-backup' })
  if (code === 'Z_DATA_ERROR') return new BackupFailure({ kind: any ? 'damaged' : 'not-a-backup' })
  return error
}
