import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { personTraits } from '#shared/person/person-traits.ts'
import { collectRows, collectStored } from './collect-rows.testing.ts'
import { blankRow } from './person-rows.ts'
import { decodeRow } from './row-encoding.ts'
import { RowPacker } from './row-packer.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { saveRejected } from './save-rejected.ts'
import { StagedStores } from './staged-stores.ts'

let root = ''
let folder = ''
let stores = new StagedStores()
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'person-'))
  folder = join(root, randomUUID())
  stores = new StagedStores()
})
afterEach(() => rm(root, { recursive: true }))

const traits = personTraits({
  emails: ['ada@x.example'],
  phones: ['0412 345 678'],
  names: ['Ada Abbott'],
  nameParts: [],
  keys: [],
  ids: [],
})

async function staged(text: string): Promise<void> {
  const path = join(root, 'list.csv')
  await writeFile(path, text)
  const read = await collectRows(path, { folder })
  await rm(path)
  expect(read.error).toBeNull()
  await stores.keep(folder)
}

async function filesText(): Promise<string> {
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))
  return texts.join('\n')
}

it('finds rows as they came, and as they were edited', async () => {
  await staged(
    'Name,E-mail\nAda Abbott,\nBen,ben@x.example\nX,ADA@x.example\nCleo,\nAda Abbott,other@x.example\n',
  )
  await stores.edit(folder, { type: 'cell', row: 3, column: 1, text: 'ada@x.example' })
  // What it was once stands in the file all the same.
  await stores.edit(folder, { type: 'cell', row: 0, column: 0, text: 'Dina' })
  expect(await stores.findPerson(folder, traits)).toEqual([0, 2, 3])
  expect(await stores.findPerson(join(root, 'none'), traits)).toEqual([])
})

it('leaves nothing of the person in any file, and everything else as and where it was', async () => {
  await staged('Name,E-mail,Phone\nAda Abbott,ada@x.example,0412 345 678\nBen,ben@x.example,\nCleo,,\n')
  await stores.edit(folder, { type: 'cell', row: 0, column: 0, text: 'Ada Abbott-Lee' })
  await stores.edit(folder, { type: 'replace', column: 1, find: 'ben@x.example', text: 'ada@x.example' })
  await stores.edit(folder, { type: 'undo' })
  await stores.edit(folder, { type: 'cell', row: 2, column: 1, text: 'cleo@x.example' })
  await stores.reject(folder, [
    { row: 0, reason: 'No city' },
    { row: 1, reason: 'May be Ada Abbott' },
    { row: 2, reason: 'No phone' },
  ])
  const rows = await stores.findPerson(folder, traits)
  expect(rows).toEqual([0])
  await stores.erasePerson(folder, rows, traits)

  const text = (await filesText()).toLowerCase()
  for (const trace of ['ada', 'abbott', '345']) expect(text).not.toContain(trace)
  for (const again of [stores, new StagedStores()]) {
    const read = await collectStored(again, { folder })
    expect(read.end).toEqual({ rows: 3, blank: 0 })
    expect(read.rows.map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))).toEqual([
      [],
      ['Ben', 'ben@x.example'],
      ['Cleo', 'cleo@x.example'],
    ])
    expect(await again.findPerson(folder, traits)).toEqual([])
  }
  const path = join(root, 'left.csv')
  const header = ['Name', 'E-mail', 'Phone']
  const job = { folder, ...outputAt(path), header, numberHeader: 'Row', reasonHeader: 'Why' }
  expect(await saveRejected(job, stores)).toBe(2)
  expect(await readFile(path, 'utf8')).toContain('"Cleo","cleo@x.example","","4","No phone"')
  // The edit made last can still be taken back.
  expect(await stores.edit(folder, { type: 'undo' })).toBe(1)
  expect(await stores.rows(folder, [2])).toEqual([['Cleo', '', '']])

  await stores.erasePerson(folder, rows, traits)
  expect(await stores.rows(folder, [1])).toEqual([['Ben', 'ben@x.example', '']])
})

it('blanks a row of any length without moving the next', () => {
  for (let bytes = 1; bytes < 400; bytes += 1) {
    const row = blankRow(bytes)
    expect(row).toHaveLength(bytes)
    expect(decodeRow(row, 0, bytes, new RowPacker())).toBe(true)
  }
  expect(blankRow(70_000)).toHaveLength(70_000)
})
