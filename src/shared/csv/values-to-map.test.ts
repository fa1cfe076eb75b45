import { describe, expect, test } from 'vitest'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { readCells } from './row-cells.ts'
import { newDraftFrom, rowContext } from './row-to-draft.ts'
import { ValuesToMap } from './values-to-map.ts'

function valuesOf(header: string[], rows: string[][]): ValuesToMap {
  const mapping = recogniseCustomerColumns(header).map((guess) => guess.target)
  const context = rowContext(mapping, null, () => 'new')
  const values = new ValuesToMap(mapping)
  for (const row of rows) values.add(row, newDraftFrom(readCells(row, context), context).problems)
  return values
}

describe('ValuesToMap', () => {
  test('counts what nobody understands and says what may be meant', () => {
    const rows = [
      ['Ann', 'Austrlia', '', 'sometimes'],
      ['Ben', ' Austrlia ', '', 'yes please'],
      ['Cara', 'Germny', 'Bayern', 'yes'],
      ['Dee', 'Qwertz', '', ''],
      ['Eve', 'Australia', 'Victorria', 'no'],
    ]
    const list = valuesOf(['Name', 'Country', 'State', 'Newsletter'], rows).list()
    expect(
      list.map(({ column, rule, value, count, suggestion }) => [column, rule, value, count, suggestion]),
    ).toEqual([
      [1, 'country', 'Austrlia', 2, 'AU'],
      [1, 'country', 'Germny', 1, 'DE'],
      [1, 'country', 'Qwertz', 1, ''],
      [2, 'region', 'Victorria', 1, 'VIC'],
      [3, 'yes-no', 'sometimes', 1, ''],
      [3, 'yes-no', 'yes please', 1, 'yes'],
    ])
    expect(list.find((one) => one.rule === 'region')).toMatchObject({
      countryCode: 'AU',
      target: 'shipping.region',
    })
  })

  test.each([
    ['Deutchland', 'DE'],
    ['Östereich', 'AT'],
    ['Niederland', 'NL'],
    ['Frnce', 'FR'],
    ['Untied Kingdom', 'GB'],
    ['Estados Undios', 'US'],
    ['Nowhere', ''],
    ['Qwertzuiop', ''],
    ['Xx', ''],
  ])('a country that is misspelt in any language: %s', (value, suggestion) => {
    expect(valuesOf(['Name', 'Country'], [['Ann', value]]).list()).toMatchObject([{ value, suggestion }])
  })

  test('names a value as an edit finds it, with its escape', () => {
    expect(valuesOf(['Name', 'Country'], [['Ann', "'=1+1"]]).list()).toMatchObject([{ value: "'=1+1" }])
  })

  test('leaves other problems and missing values alone', () => {
    const values = valuesOf(['Name', 'E-mail'], [['', 'nobody']])
    values.add(['', ''], [{ column: -1, target: 'name', rule: 'required' }])
    expect(values.list()).toEqual([])
  })

  test('ends where a column holds anything at all', () => {
    const rows = Array.from({ length: 1500 }, (_, at) => ['Ann', `Nowhere ${at}`])
    expect(valuesOf(['Name', 'Country'], rows).list()).toHaveLength(1000)
  })
})
