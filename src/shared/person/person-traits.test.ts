import { describe, expect, it } from 'vitest'
import { lineNamesPerson, personTraits, rowNamesPerson, valueNamesPerson } from './person-traits.ts'

const known = {
  emails: ['Ada@X.example', '', '-', 'none', 'ada.old@x.example', 'office@abbott.example'],
  phones: ['+61 412 345 678', '12'],
  names: ['Ada Abbott', 'Ada'],
  nameParts: [{ first: 'Ada', last: 'Abbott' }],
  keys: ['C-1042', '7'],
  ids: ['0190-ada'],
}
const traits = personTraits(known, new Set(['office@abbott.example']))

describe('a row of an imported file', () => {
  it.each([
    ['by e-mail, whatever else stands there', ['Somebody', ' ADA@x.example ']],
    ['by an e-mail of former times', ['ada.old@x.example']],
    ['by an e-mail inside of a cell', ['Ada <ada@x.example>']],
    ['by the full name', ['ada  ABBOTT', 'Bern']],
    ['by the full name the other way round', ['Abbott, Ada']],
    ['by first and last name in two columns', ['Abbott', 'x', 'Ada']],
    ['by a phone, however it is written', ['0412 345 678']],
    ['by a phone that an export has defused', ["'+61412345678"]],
    ['by a phone beside what they are called', ['Ada', '0412 345 678', 'Bern']],
    ['by a code beside what they are called', ['c-1042', 'Ada A.']],
    ['by name beside an e-mail that others have too', ['Ada Abbott', 'office@abbott.example']],
  ])('names the person %s', (_, cells) => {
    expect(rowNamesPerson(cells, traits)).toBe(true)
  })

  it.each([
    ["with somebody else's e-mail", ['Ada Abbott', 'ada@other.example', '0412 345 678']],
    ['with the first name alone', ['Ada', 'Lovelace']],
    ['with an e-mail that others have too', ['Bob Barnes', 'office@abbott.example']],
    ['with another phone', ['0412 345 679']],
    ['with a short key', ['7']],
    ['with a phone that they share', ['Bob Abbott', '0412 345 678', 'Bern']],
    ['with a product or a postcode that reads like their code', ['c-1042', '17']],
    ['with a postcode that reads like their code', ['Bob', 'Main Street', 'C-1042']],
    ['that is blank', ['', '']],
  ])('does not name the person %s', (_, cells) => {
    expect(rowNamesPerson(cells, traits)).toBe(false)
  })
})

it('finds no name that others have too', () => {
  const alike = personTraits(known, new Set(['ada abbott']))
  expect(rowNamesPerson(['Ada Abbott', 'Bern'], alike)).toBe(false)
  expect(rowNamesPerson(['Ada', 'Abbott'], alike)).toBe(false)
  expect(rowNamesPerson(['ada@x.example'], alike)).toBe(true)
})

it('knows values and lines that tell of the person', () => {
  expect(valueNamesPerson('mail to ada@x.example', traits)).toBe(true)
  expect(valueNamesPerson('Bern - none', traits)).toBe(false)
  expect(valueNamesPerson('C-1042', traits)).toBe(false)
  expect(lineNamesPerson('[info] sent 0190-ada', traits)).toBe(true)
  expect(lineNamesPerson('[info] Ada Abbott', traits)).toBe(true)
  expect(lineNamesPerson('[info] 0412 345 678', traits)).toBe(false)
})
