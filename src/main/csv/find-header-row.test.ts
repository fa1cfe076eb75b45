import { describe, expect, test } from 'vitest'
import { findHeaderRow } from './find-header-row.ts'

const data = [
  ['Ann', 'ann@lee.example', '3000'],
  ['Ben', '', '4051'],
]

describe('the row with the column names', () => {
  test.each<[string, string[][], number]>([
    ['the first', [['Name', 'E-mail', 'Postcode'], ...data], 0],
    ['after a title', [['Spring market'], ['Name', 'E-mail', 'Postcode'], ...data], 1],
    [
      'after a title that fills no more than half of its width',
      [['Printed', '2026', '', '', ''], ['Name', 'E-mail', 'Postcode', 'City', 'Tags'], ...data],
      1,
    ],
    ['with names that have numbers', [['Address 1', 'Address 2', 'Phone 1 - Value'], ...data], 0],
    ['with an unnamed column', [['', 'E-mail', 'Postcode'], ...data], 0],
    ['wider than what is filled in', [['Name', 'E-mail', 'Postcode', 'a', 'b', 'c', 'd'], ...data], 0],
    ['a single column', [['E-mail'], ['ann@lee.example']], 0],
    ['nothing but it', [['Name', 'City']], 0],
    [
      'repeated further down',
      [
        ['Name', 'City'],
        ['Ann', 'Bern'],
        ['Name', 'City'],
      ],
      0,
    ],
    ['data with an e-mail', data, -1],
    [
      'data with a phone',
      [
        ['Ann', '+61 412 345 678'],
        ['Ben', 'none'],
      ],
      -1,
    ],
    [
      'data in which values come again',
      [
        ['Ann', 'Bern'],
        ['Ben', 'Bern'],
        ['Cara', 'Basel'],
      ],
      -1,
    ],
    [
      'numbers',
      [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
      -1,
    ],
    ['a sentence', [['x'.repeat(100)], ['y']], -1],
    // Leaving a row out of the import is worse than asking.
    ['names after a row of data', [...data, ['Name', 'E-mail', 'Postcode']], -1],
    ['nothing', [], -1],
  ])('%s', (_name, head, row) => {
    expect(findHeaderRow(head)).toBe(row)
  })
})
