import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileKeys } from './file-keys.ts'
import { differInStrongerKey, keyOrder, RECORD_KEYS, type RecordKeys } from './record-keys.ts'

const NONE = Object.fromEntries(RECORD_KEYS.map((key) => [key, ''])) as RecordKeys
const keys = (some: Partial<RecordKeys>): RecordKeys => ({ ...NONE, ...some })
const ORDER = keyOrder(['remoteId', 'code', 'email', 'mobile', 'address'])

function seen(...rows: Partial<RecordKeys>[]): FileKeys {
  const file = new FileKeys(ORDER)
  for (const [row, some] of rows.entries()) {
    file.add({ row, keys: keys(some), recordId: '', others: [], alike: [] })
  }
  return file
}

describe('rows that were seen', () => {
  test('are found by any key, the strongest first', () => {
    const file = seen({ code: 'a', email: 'x' }, { email: 'y' })
    expect(file.rowOfKeys(keys({ email: 'y' }))).toEqual({ row: 1, strength: ORDER.indexOf('email') })
    expect(file.rowOfKeys(keys({ code: 'a', email: 'y' }))).toEqual({
      row: 0,
      strength: ORDER.indexOf('code'),
    })
    expect(file.rowOfKeys(keys({ code: 'y' }))).toBeUndefined()
    expect(file.rowOfKeys(keys({ referenceId: 'a' }))).toBeUndefined()
  })

  test('are another record where a stronger key differs', () => {
    const file = seen({ code: 'a', email: 'x' })
    expect(file.rowOfKeys(keys({ code: 'b', email: 'x' }))).toBeUndefined()
    expect(file.rowOfKeys(keys({ remoteId: 'b', email: 'x' }))?.row).toBe(0)
  })

  test('are found by the record they are about, what it was known by before, and what they are alike in', () => {
    const file = new FileKeys(ORDER)
    const before = keys({ code: 'a', email: 'old' })
    file.add({
      row: 3,
      keys: keys({ code: 'a', email: 'new' }),
      recordId: 'r',
      others: [before],
      alike: ['p|1', 'q'],
    })
    file.add({ row: 5, keys: keys({ email: 'z' }), recordId: '', others: [], alike: ['q'] })
    expect(file.rowOfRecord('r')).toBe(3)
    expect(file.rowOfRecord('s')).toBeUndefined()
    expect(file.rowOfKeys(keys({ email: 'old' }))?.row).toBe(3)
    expect(file.rowOfKeys(keys({ email: 'new' }))?.row).toBe(3)
    expect(file.rowAlike(['nobody', 'q'])).toBe(3)
  })
})

test('says the same as holding every row against every other', () => {
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
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), row, (rows, asked) => {
      const slow = (): number | undefined => {
        for (const by of ORDER) {
          if (asked[by] === '') continue
          const first = rows.findIndex((one) => one[by] === asked[by])
          const found = rows[first]
          if (found !== undefined && !differInStrongerKey(asked, found, by, ORDER)) return first
        }
        return undefined
      }
      expect(seen(...rows).rowOfKeys(asked)?.row).toBe(slow())
    }),
  )
})

test('many rows keep apart', () => {
  const file = new FileKeys(ORDER)
  for (let row = 0; row < 60_000; row += 1) {
    const some = keys({ code: `c${row}`, email: `${row}@x.example` })
    expect(file.rowOfKeys(some)).toBeUndefined()
    file.add({ row, keys: some, recordId: '', others: [], alike: [] })
  }
  for (const row of [0, 31_111, 59_999])
    expect(file.rowOfKeys(keys({ email: `${row}@x.example` }))?.row).toBe(row)
})
