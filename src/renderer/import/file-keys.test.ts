import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileKeys, type AskedRow } from './file-keys.ts'
import { differInStrongerKey, keyOrder, RECORD_KEYS, type RecordKeys } from './record-keys.ts'
import { fewSeenRows } from './seen-rows.ts'

const NONE = Object.fromEntries(RECORD_KEYS.map((key) => [key, ''])) as RecordKeys
const keys = (some: Partial<RecordKeys>): RecordKeys => ({ ...NONE, ...some })
const ORDER = keyOrder(['remoteId', 'code', 'email', 'mobile', 'address'])

/** Rows that were seen a batch before those that may be asked about. */
async function seen(
  rows: readonly Partial<RecordKeys>[],
  asked: readonly Partial<RecordKeys>[],
): Promise<FileKeys> {
  const file = new FileKeys(ORDER, fewSeenRows())
  await file.prepare([])
  for (const [row, some] of rows.entries()) {
    file.add({ row, keys: keys(some), recordId: '', others: [], alike: [] })
  }
  file.keep()
  await file.prepare(asked.map(ask))
  return file
}

function ask(some: Partial<RecordKeys>): AskedRow {
  return { keys: keys(some), recordIds: [], alike: [] }
}

describe('rows that were seen', () => {
  test('are found by any key, the strongest first', async () => {
    const asked = [{ email: 'y' }, { code: 'a', email: 'y' }, { code: 'y' }, { referenceId: 'a' }]
    const file = await seen([{ code: 'a', email: 'x' }, { email: 'y' }], asked)
    expect(asked.map((some) => file.rowOfKeys(keys(some)))).toEqual([
      { row: 1, strength: ORDER.indexOf('email') },
      { row: 0, strength: ORDER.indexOf('code') },
      undefined,
      undefined,
    ])
  })

  test('are another record where a stronger key differs', async () => {
    const asked = [
      { code: 'b', email: 'x' },
      { remoteId: 'b', email: 'x' },
    ]
    const file = await seen([{ code: 'a', email: 'x' }], asked)
    expect(asked.map((some) => file.rowOfKeys(keys(some))?.row)).toEqual([undefined, 0])
  })

  test.each(['before', 'in'])(
    'are found by the record they are about, what it was known by before, and what they are alike in: %s the same batch',
    async (when) => {
      const file = new FileKeys(ORDER, fewSeenRows())
      const asked = [
        ask({ email: 'old' }),
        { ...ask({ email: 'new' }), recordIds: ['r', 's'], alike: ['nobody', 'q'] },
      ]
      await file.prepare(asked)
      const old = keys({ code: 'a', email: 'old' })
      const now = keys({ code: 'a', email: 'new' })
      file.add({ row: 3, keys: now, recordId: 'r', others: [old], alike: ['p|1', 'q'] })
      file.add({ row: 5, keys: keys({ email: 'z' }), recordId: '', others: [], alike: ['q'] })
      if (when === 'before') {
        file.keep()
        await file.prepare(asked)
      }
      expect([file.rowOfRecord('r'), file.rowOfRecord('s')]).toEqual([3, undefined])
      expect(file.rowOfKeys(keys({ email: 'old' }))?.row).toBe(3)
      expect(file.rowOfKeys(keys({ email: 'new' }))?.row).toBe(3)
      expect(file.rowAlike(['nobody', 'q'])).toBe(3)
    },
  )

  test('are only those that were asked for', async () => {
    const file = await seen([{ code: 'a' }], [])
    expect(() => file.rowOfKeys(keys({ code: 'a' }))).toThrow('not prepared')
  })
})

test('says the same as holding every row against every other', async () => {
  const part = fc.constantFrom('', '', 'a', 'b', 'c')
  const row = fc.record({
    localId: part,
    remoteId: part,
    code: part,
    referenceId: part,
    email: part,
    mobileE164: part,
    address: part,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), row, async (rows, asked) => {
      const slow = (): number | undefined => {
        for (const by of ORDER) {
          if (asked[by] === '') continue
          const first = rows.findIndex((one) => one[by] === asked[by])
          const found = rows[first]
          if (found !== undefined && !differInStrongerKey(asked, found, by, ORDER)) return first
        }
        return undefined
      }
      expect((await seen(rows, [asked])).rowOfKeys(asked)?.row).toBe(slow())
    }),
  )
})
