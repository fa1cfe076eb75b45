import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unescapeCell } from '#shared/csv/csv-escape.ts'
import type { CsvFlavour, CsvWriteMessage, CsvWriteReply } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { collectRows } from './collect-rows.testing.ts'
import { csvText } from './csv-output.ts'
import { writeCsv } from './write-csv.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-csv-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Writes the way the window does: each batch after the one before was acknowledged. */
async function write(
  path: string,
  flavour: CsvFlavour,
  batches: string[][][],
  last: 'end' | 'cancel' | 'close' = 'end',
): Promise<CsvWriteReply[]> {
  const [process, window] = portPair<CsvWriteMessage, CsvWriteReply>()
  const replies: CsvWriteReply[] = []
  let next = 0
  const step = (): void => {
    const rows = batches[next++]
    if (rows !== undefined) window.send({ type: 'rows', rows: JSON.stringify(rows) })
    else if (last === 'close') window.close()
    else window.send({ type: last })
  }
  const closed = new Promise<void>((resolve) => {
    window.listen((reply) => {
      replies.push(reply)
      if (reply.type === 'ack') step()
    }, resolve)
  })
  step()
  await writeCsv(process, { ...outputAt(path), flavour })
  process.close()
  if (last !== 'close') await closed
  return replies
}

const ROWS = [
  ['Name', 'Note'],
  ['Ann', '=1+1'],
  ['Ben "the" Smith', 'two\nlines'],
]

test('for Excel: byte-order mark, quotes, formulas defused, line ends of Windows', async () => {
  const path = join(folder, 'excel.csv')
  const replies = await write(path, 'excel', [ROWS.slice(0, 1), ROWS.slice(1)])
  const text = await readFile(path, 'utf8')
  expect(text).toBe(`\uFEFF"Name","Note"\r\n"Ann","'=1+1"\r\n"Ben ""the"" Smith","two\nlines"\r\n`)
  expect(replies).toEqual([
    { type: 'ack' },
    { type: 'ack' },
    { type: 'done', bytes: Buffer.byteLength(text) },
  ])
})

test('for other programs: plain UTF-8, cells as they are', async () => {
  const path = join(folder, 'plain.csv')
  await write(path, 'machine', [ROWS])
  expect(await readFile(path, 'utf8')).toBe('Name,Note\r\nAnn,=1+1\r\n"Ben ""the"" Smith","two\nlines"\r\n')
})

describe('an older export is only replaced by a whole one', () => {
  test.each(['cancel', 'close'] as const)('after a %s it is as it was', async (last) => {
    const path = join(folder, 'old.csv')
    await writeFile(path, 'old')
    await write(path, 'excel', [ROWS], last)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['old.csv'])
  })

  test('a whole one replaces it and leaves nothing beside it', async () => {
    const path = join(folder, 'old.csv')
    await writeFile(path, 'old')
    await write(path, 'machine', [[['new']]])
    expect(await readFile(path, 'utf8')).toBe('new\r\n')
    expect(await readdir(folder)).toEqual(['old.csv'])
  })

  test('a folder that is not there is told', async () => {
    const replies = await write(join(folder, 'none', 'x.csv'), 'machine', [])
    expect(replies).toEqual([{ type: 'failed', error: { kind: 'not-found' } }])
  })
})

/** Any text but halves of surrogate pairs, which UTF-8 cannot hold. */
const text = fc.string({ unit: 'binary', maxLength: 6 })
const cell = fc.oneof(text, fc.stringMatching(/^['"=+\-@\t\r\n, ;＝]{0,4}[a0]?['"\r\n]?$/))

test('whatever is written is read again', { timeout: 60_000 }, async () => {
  const path = join(folder, 'any.csv')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('excel' as const, 'machine' as const),
      async (cells, flavour) => {
        // A header and a last column that is always filled, as exports have them.
        const rows = cells.map((row) => [...row, 'end'])
        await write(path, flavour, [[['a', 'b', 'c', 'd'], ...rows]])
        const read = await collectRows(path, { options: { headerRow: 0 } })
        expect(read.error).toBeNull()
        expect(read.rows.map((row) => row.map(unescapeCell))).toEqual(rows)
      },
    ),
    { numRuns: 300 },
  )
})

test('no rows are no text', () => {
  expect(csvText([], 'excel')).toBe('')
})
