import { expect, test } from 'vitest'
import { readCells } from './row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext } from './row-to-draft.ts'
import { runsOn } from './run-on-cell.ts'

test.each([
  ['name', 'Dan,dan@x.example,4\nEve,eve@x.example,5\n', 3, true],
  ['shipping.city', 'Bern\nBen,Basel\n', 2, true],
  ['company', 'Smith; Sons\r\nAnn;ann@x.example', 2, true],
  // Closed by a mark further down, in the middle of another row.
  ['name', 'Bob,b@x.example,1\n"Smith, John', 3, true],
  ['notes', 'Call first\nAnn,ann@x.example,03 1,Bern\nBen', 4, true],
  ['shipping.line1', '1 High St\nAnn,ann@x.example,03 1,Bern', 4, true],
  ['company', 'Acme\nHoldings', 3, false],
  ['name', 'Smith, John', 3, false],
  ['name', 'Smith, John\n', 3, false],
  ['notes', 'Bring:\nmilk, eggs, bread', 2, false],
  ['notes', 'Bring:\nmilk, eggs, bread, salt', 9, false],
  ['ignore', 'Call first\nAnn,ann@x.example,03 1,Bern\nBen', 4, true],
  ['ignore', 'Bring:\nmilk, eggs, bread', 8, false],
  ['shipping.line1', 'Unit 4,\n1 High St, rear', 8, false],
])('%s %j in a file of several columns', (target, cell, columns, is) => {
  expect(runsOn(cell, target, columns)).toBe(is)
})

test('such a cell is to be put right, in files of other programs', () => {
  const row = ['Dan,dan@x.example\nEve,eve@x.example', '']
  const read = (mapping: Parameters<typeof rowContext>[0]): unknown => {
    const context = rowContext(mapping, null, () => 'new')
    return newDraftFrom(readCells(row, context), context).problems
  }
  expect(read(['name', 'email'])).toEqual([{ column: 0, target: 'name', rule: 'run-on' }])
  expect(read(['name', 'localId'])).toEqual([])
})

test('rows that a column left out has swallowed are told of as well', () => {
  const row = ['Dan', 'Call first\nEve,x,1\nFay,y,2', '4', 'dan@x.example']
  const context = rowContext(['name', 'ignore', 'ignore', 'email'], null, () => 'new')
  const told = [{ column: 1, target: 'ignore', rule: 'run-on' }]
  expect(newDraftFrom(readCells(row, context), context).problems).toEqual([])
  const whole = ['Dan', 'Call first\nEve,x,1,eve@x.example\nFay,y', '4', 'dan@x.example']
  const cells = readCells(whole, context)
  expect(newDraftFrom(cells, context).problems).toEqual(told)
  expect(editedDraftFrom(newDraftFrom(cells, context).draft, cells, context).problems).toEqual(told)
})
