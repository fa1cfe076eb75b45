import { expect, it } from 'vitest'
import { tabularShape } from './tabular-text.ts'

it('takes rows copied from a spreadsheet', () => {
  expect(tabularShape('Name\tE-mail\r\nAnn\tann@lee.example\r\n')).toEqual({ rows: 2, columns: 2 })
  expect(tabularShape('Ann\tann@lee.example')).toEqual({ rows: 1, columns: 2 })
})

it('takes a CSV', () => {
  expect(tabularShape('Name,E-mail\nAnn,ann@lee.example\n\nBen,')).toEqual({ rows: 3, columns: 2 })
  expect(tabularShape('Name;Ort\nJörg;Zürich')).toEqual({ rows: 2, columns: 2 })
})

it('leaves words and single values alone', () => {
  expect(tabularShape('')).toBeNull()
  expect(tabularShape('ann@lee.example')).toBeNull()
  expect(tabularShape('Dear Ann, thank you for the list.')).toBeNull()
  expect(tabularShape('Dear Ann,\nthe list\nis attached\nbest wishes\nBen')).toBeNull()
})
