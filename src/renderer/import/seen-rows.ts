import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'

/** Finds rows seen so far by hashes; the forms are those of shared/csv/seen-rows.ts. */
export interface SeenRowIndex {
  /** For each hash 0, or where the row that left it first begins in `rows`, counted from 1. */
  find(hashes: Uint32Array): Promise<{ places: Uint32Array; rows: Uint32Array }>
  /** Remembers rows; what is asked after it finds them. */
  add(rows: Uint32Array): void
}

/** What one pass over a file remembers of its rows outside the window. Calls that wait throw SeenRowsFailure. */
export interface SeenRows extends SeenRowIndex {
  /** What the next rows of the file have to do with others. */
  relate(rows: Uint32Array): void
  /** The same of single rows that were looked at again. */
  replace(rows: Uint32Array): void
  /** What was told of these rows. */
  relations(rows: Uint32Array): Promise<Uint32Array>
  /** The rows that have one of these marks, in no order. */
  rowsWith(marks: Uint32Array): Promise<Uint32Array>
  /** All is forgotten; asking for something is then a failure. */
  close(): void
}

/** Thrown where what was remembered cannot be had any more: a full disk, or the process is gone. */
export class SeenRowsFailure extends Error {
  readonly error: CsvFileError

  constructor(error: CsvFileError) {
    super(error.kind)
    this.error = error
  }
}

type Waiting = (reply: SeenRowsReply) => void

/** Asks over a port that main opened for one pass. */
export function openSeenRows(port: RowPort<SeenRowsReply, SeenRowsRequest>): SeenRows {
  const waiting: Waiting[] = []
  let failed: CsvFileError | null = null
  const fail = (error: CsvFileError): void => {
    failed ??= error
    for (const answer of waiting.splice(0)) answer({ type: 'failed', error: failed })
  }
  port.listen(
    (reply) => {
      if (reply.type === 'failed') fail(reply.error)
      else waiting.shift()?.(reply)
    },
    () => {
      fail({ kind: 'unreadable', detail: 'process-ended' })
    },
  )
  const ask = async <Type extends SeenRowsReply['type']>(
    request: SeenRowsRequest,
    type: Type,
  ): Promise<Extract<SeenRowsReply, { type: Type }>> => {
    const reply =
      failed === null
        ? await new Promise<SeenRowsReply>((resolve) => {
            waiting.push(resolve)
            port.send(request)
          })
        : { type: 'failed' as const, error: failed }
    if (reply.type === 'failed') throw new SeenRowsFailure(reply.error)
    if (reply.type !== type) throw new Error(`Asked for ${type} and answered ${reply.type}`)
    return reply as Extract<SeenRowsReply, { type: Type }>
  }
  return {
    find: (hashes) => ask({ type: 'find', hashes }, 'found'),
    add: (rows) => {
      port.send({ type: 'add', rows })
    },
    relate: (rows) => {
      port.send({ type: 'relate', rows })
    },
    replace: (rows) => {
      port.send({ type: 'replace', rows })
    },
    relations: async (rows) => (await ask({ type: 'relations', rows }, 'relations')).rows,
    rowsWith: async (marks) => (await ask({ type: 'rows-with', marks }, 'rows')).rows,
    close() {
      port.close()
      fail({ kind: 'unreadable', detail: 'closed' })
    },
  }
}

/** The same within the window, for a few rows. */
export function fewSeenRows(): SeenRowIndex {
  const rowOf = new Map<string, Uint32Array>()
  const keyOf = (words: Uint32Array, at: number): string => `${words[at] ?? 0}/${words[at + 1] ?? 0}`
  return {
    find(hashes) {
      const places = new Uint32Array(hashes.length / 2)
      const found: number[] = []
      for (let at = 0; at < places.length; at += 1) {
        const row = rowOf.get(keyOf(hashes, at * 2))
        if (row === undefined) continue
        places[at] = found.length + 1
        found.push(...row)
      }
      return Promise.resolve({ places, rows: Uint32Array.from(found) })
    },
    add(rows) {
      for (let at = 0; at < rows.length;) {
        const end = at + 3 + (rows[at + 2] ?? 0) * 2
        const row = rows.slice(at, end)
        for (at += 3; at < end; at += 2) {
          const key = keyOf(rows, at)
          if (!rowOf.has(key)) rowOf.set(key, row)
        }
      }
    },
  }
}
