import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from './leveldb-manifest.ts'
import { StoreGuard } from './store-guard.ts'

let data = ''
let store = ''

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'store-check-'))
  store = join(data, 'IndexedDB', 'app_desk_0.indexeddb.leveldb')
})

afterEach(async () => {
  await rm(data, { recursive: true, force: true })
})

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
}

function text(value: string): number[] {
  return [...varint(value.length), ...Buffer.from(value, 'latin1')]
}

/** A record of a log of LevelDB; nobody looks at its checksum here. */
function record(type: number, payload: readonly number[]): number[] {
  return [0, 0, 0, 0, payload.length & 255, payload.length >> 8, type, ...payload]
}

const begun = [1, ...text('idb_cmp1'), 2, ...varint(12), 3, ...varint(13), 4, ...varint(900)]
const table = (number: number, size: number): number[] => [
  ...[7, 0, ...varint(number), ...varint(size)],
  ...[...text('a'), ...text('z')],
]
const withoutTable = (number: number): number[] => [6, 0, ...varint(number)]

describe('readManifest', () => {
  it('tells which tables and logs must be there', () => {
    const bytes = Buffer.from([
      ...record(1, [...begun, ...table(5, 70_000)]),
      ...record(1, [...table(7, 300), ...withoutTable(5), 5, 1, ...text('k')]),
    ])
    expect(readManifest(bytes)).toEqual({ tables: new Map([[7, 300]]), logNumber: 12 })
  })

  it('puts together what is longer than a block', () => {
    const long = [
      ...begun,
      ...table(5, 1),
      ...Array.from({ length: 5000 }, (_, at) => table(100 + at, at)).flat(),
    ]
    const first = long.slice(0, 32_768 - 7)
    const bytes = Buffer.from([...record(2, first), ...record(4, long.slice(32_768 - 7))])
    expect(readManifest(bytes)?.tables.size).toBe(5001)
  })

  it('leaves out a record that was never finished, and knows a damaged file', () => {
    const whole = [...record(1, [...begun, ...table(5, 7)]), ...record(1, table(9, 1))]
    expect(readManifest(Buffer.from(whole.slice(0, -3)))?.tables).toEqual(new Map([[5, 7]]))
    expect(readManifest(Buffer.from(whole.slice(0, 20)))).toBeNull()
    expect(readManifest(Buffer.from([]))).toBeNull()
    expect(readManifest(Buffer.from(record(1, [...begun, 77])))).toBeNull()
    expect(readManifest(Buffer.from(record(9, begun)))).toBeNull()
  })
})

async function makeStore(): Promise<void> {
  await mkdir(store, { recursive: true })
  await writeFile(join(store, 'CURRENT'), 'MANIFEST-000001\n')
  await writeFile(join(store, 'MANIFEST-000001'), Buffer.from(record(1, [...begun, ...table(5, 40)])))
  await writeFile(join(store, '000005.ldb'), 'x'.repeat(40))
  await writeFile(join(store, '000012.log'), 'y'.repeat(100))
}

async function noted(): Promise<void> {
  await makeStore()
  await (await StoreGuard.open(data)).note('w1', 3)
}

describe('StoreGuard', () => {
  it('finds nothing wrong with a first start, and with what was noted', async () => {
    expect((await StoreGuard.open(data)).damage).toBeNull()
    await noted()
    const guard = await StoreGuard.open(data)
    expect(guard.damage).toBeNull()
    expect(guard.customers).toEqual({ w1: 3 })
  })

  const damages: [string, () => Promise<void>][] = [
    ['no CURRENT', () => rm(join(store, 'CURRENT'))],
    ['no manifest', () => rm(join(store, 'MANIFEST-000001'))],
    [
      'half a manifest',
      () => writeFile(join(store, 'MANIFEST-000001'), Buffer.from(record(1, begun).slice(0, 9))),
    ],
    ['no table', () => rm(join(store, '000005.ldb'))],
    ['a shorter table', () => writeFile(join(store, '000005.ldb'), 'x')],
    ['no log', () => rm(join(store, '000012.log'))],
    ['a shorter log', () => writeFile(join(store, '000012.log'), 'y')],
  ]
  it.each(damages)('sees %s', async (_what, damage) => {
    await noted()
    await damage()
    expect((await StoreGuard.open(data)).damage).toBe('damaged')
  })

  it('sees that the folder is gone, where there were customers', async () => {
    await noted()
    await rm(store, { recursive: true })
    expect((await StoreGuard.open(data)).damage).toBe('gone')
    const guard = await StoreGuard.open(data)
    await guard.note('w1', 0)
    expect((await StoreGuard.open(data)).damage).toBeNull()
  })

  it('moves damaged files aside, whole', async () => {
    await noted()
    await writeFile(join(store, '000012.log'), 'y')
    const guard = await StoreGuard.open(data)
    const name = await guard.setAside(Date.UTC(2026, 10, 21))
    expect(await readdir(join(data, 'IndexedDB'))).toEqual([])
    expect((await readdir(join(data, 'damaged', name))).sort()).toContain('000005.ldb')
    expect(guard.damage).toBeNull()
  })

  it('copies them where they are opened as they are', async () => {
    await noted()
    await writeFile(join(store, '000012.log'), 'y')
    const guard = await StoreGuard.open(data)
    await guard.openAnyway(Date.UTC(2026, 10, 21))
    const [name = ''] = await readdir(join(data, 'damaged'))
    expect(await readFile(join(data, 'damaged', name, '000012.log'), 'utf8')).toBe('y')
    expect(await readFile(join(store, '000012.log'), 'utf8')).toBe('y')
    expect((await StoreGuard.open(data)).damage).toBeNull()
  })
})
