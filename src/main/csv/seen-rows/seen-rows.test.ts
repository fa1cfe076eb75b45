import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeenRows } from './seen-rows.ts'

const root = mkdtempSync(join(tmpdir(), 'seen-rows-'))
let folders = 0

/** Tables so small that a few hashes fill several of them. */
function seenRows(): SeenRows {
  folders += 1
  return new SeenRows(join(root, String(folders)), 16)
}

/** Few values, many of them at one place of a table. */
const hash = fc.tuple(fc.nat(3), fc.oneof(fc.nat(40), fc.constantFrom(16, 32, 48, 0xffffffff)))
const hashes = fc.array(hash, { maxLength: 50 })

function words(rows: readonly (readonly [number, number])[][]): Uint32Array {
  return Uint32Array.from(rows.flatMap((own, row) => [row, 7, own.length, ...own.flat()]))
}

test('finds by every hash the first row that left it, with all that it left', async () => {
  const batches = fc.array(fc.array(hashes, { maxLength: 4 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(batches, hashes, async (all, asked) => {
      const seen = seenRows()
      const rows = all.flat()
      for (const [at, batch] of all.entries()) {
        const before = all.slice(0, at).flat().length
        const shifted = Array.from<[number, number][]>({ length: before }).fill([])
        seen.add(words([...shifted, ...batch]).slice(before * 3))
      }
      const found = seen.find(Uint32Array.from(asked.flat()))
      const told = [...found.places].map((place) => {
        const [row = 0, mask, count = 0] = found.rows.subarray(place - 1)
        const own = [...found.rows.subarray(place + 2, place + 2 + count * 2)]
        return place === 0 ? null : { row, mask, own }
      })
      const expected = asked.map(([high, low]) => {
        const row = rows.findIndex((own) => own.some((one) => one[0] === high && one[1] === low))
        return row < 0 ? null : { row, mask: 7, own: rows[row]?.flat() }
      })
      await seen.close()
      expect(told).toEqual(expected)
    }),
    { numRuns: 200 },
  )
}, 60_000)

test('tells of every row what it has to do with others, and who shares a mark', async () => {
  const row = fc.record({ marks: fc.array(fc.nat(60), { maxLength: 5 }), places: fc.array(fc.nat(9)) })
  const form = ({ marks, places }: { marks: number[]; places: number[] }): number[] => [
    marks.length,
    places.length,
    ...marks,
    ...places,
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 600 }),
      fc.array(fc.tuple(fc.nat(700), row), { maxLength: 5 }),
      fc.uniqueArray(fc.nat(60), { maxLength: 3 }),
      async (rows, replaced, wanted) => {
        const seen = seenRows()
        for (let from = 0; from < rows.length; from += 100) {
          seen.relations.add(Uint32Array.from(rows.slice(from, from + 100).flatMap(form)))
        }
        const now = [...rows]
        for (const [place, changed] of replaced) {
          const at = place % rows.length
          now[at] = changed
          seen.relations.replace(Uint32Array.from([at, ...form(changed)]))
        }
        const asked = [rows.length - 1, 0, rows.length, Math.floor(rows.length / 2)]
        const none = { marks: [], places: [] }
        expect([...seen.relations.of(Uint32Array.from(asked))]).toEqual(
          asked.flatMap((at) => form(now[at] ?? none)),
        )
        const found = [...(await seen.relations.rowsWith(Uint32Array.from(wanted)))].sort((a, b) => a - b)
        const sharing = now.flatMap(({ marks }, at) =>
          marks.some((one) => wanted.includes(one)) ? [at] : [],
        )
        await seen.close()
        expect(found).toEqual(sharing)
      },
    ),
    { numRuns: 100 },
  )
}, 60_000)

test('leaves nothing behind', async () => {
  const seen = seenRows()
  seen.add(words([[[1, 2]]]))
  const folder = join(root, String(folders))
  expect(existsSync(folder)).toBe(true)
  await seen.close()
  expect(existsSync(folder)).toBe(false)
})
