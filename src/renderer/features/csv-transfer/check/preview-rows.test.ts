import { expect, it } from 'vitest'
import { rowOf, type ClassifiedRow } from '#renderer/import/classified-row.ts'
import { PreviewRows } from './preview-rows.ts'

const described = (numbers: readonly number[], text: string): ClassifiedRow[] =>
  numbers.map((number) => ({ ...rowOf(number, number + 2, [text]), kind: 'new' }))
const fail = (error: unknown): void => {
  throw error
}
const told = (rows: PreviewRows): Promise<void> =>
  new Promise((resolve) => {
    const stop = rows.subscribe(() => {
      stop()
      resolve()
    })
  })

it('asks only for rows that are seen and not known in this version', async () => {
  const asked: number[][] = []
  const rows = new PreviewRows(fail)
  const source = (text: string) => (numbers: readonly number[]) => {
    asked.push([...numbers])
    return Promise.resolve({ ok: true as const, value: described(numbers, text) })
  }
  rows.setSource(source('a'), 1)
  const first = told(rows)
  rows.setVisible([3, 4])
  await first
  expect(rows.row(3)?.cells).toEqual(['a'])
  const second = told(rows)
  rows.setVisible([4, 5])
  await second
  expect(asked).toEqual([[3, 4], [5]])
  const third = told(rows)
  rows.setSource(source('b'), 2)
  // The old row stays until the new one is there.
  expect(rows.row(4)?.cells).toEqual(['a'])
  await third
  expect(rows.row(4)?.cells).toEqual(['b'])
})

it('shows at once what was typed', async () => {
  const rows = new PreviewRows(fail)
  rows.setSource((numbers) => Promise.resolve({ ok: true, value: described(numbers, 'a') }), 1)
  const first = told(rows)
  rows.setVisible([0])
  await first
  rows.type(0, 2, 'typed')
  expect(rows.row(0)?.cells).toEqual(['a', '', 'typed'])
})

it('tells why rows cannot be shown, and tries again with the next version', async () => {
  const rows = new PreviewRows(fail)
  rows.setSource(() => Promise.resolve({ ok: false, error: { kind: 'not-kept' } }), 1)
  const first = told(rows)
  rows.setVisible([0])
  await first
  expect(rows.failed).toEqual({ kind: 'not-kept' })
  const second = told(rows)
  rows.setSource((numbers) => Promise.resolve({ ok: true, value: described(numbers, 'a') }), 2)
  await second
  expect(rows.failed).toBeNull()
  expect(rows.row(0)?.cells).toEqual(['a'])
})

it('tells that other rows are on screen also where all of them are known', async () => {
  const rows = new PreviewRows(fail)
  rows.setSource((numbers) => Promise.resolve({ ok: true, value: described(numbers, 'x') }), 1)
  rows.setVisible([1, 2, 3])
  await told(rows)
  const before = rows.snapshot()
  rows.setVisible([1, 2, 3])
  expect(rows.snapshot()).toBe(before)
  rows.setVisible([2])
  expect(rows.snapshot()).not.toBe(before)
})
