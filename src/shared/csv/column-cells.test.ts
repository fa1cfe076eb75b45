import { describe, expect, test } from 'vitest'
import { recogniseCustomerColumns } from './customer-columns.ts'

/** Targets as they were recognised; a doubtful one ends in "?". */
function recognised(header: readonly string[], sample: readonly (readonly string[])[]): string[] {
  return recogniseCustomerColumns(header, sample).map(({ target, sure }) => (sure ? target : `${target}?`))
}

describe('cells that contradict the name', () => {
  test.each([
    ['E-mail', '0412 345 678', 'email?'],
    ['E-mail', 'ann@lee.example', 'email'],
    ['Phone', 'ann@lee.example', 'phone?'],
    ['Phone', '4.41E+11', 'phone'],
    ['Phone', '2026-11-21', 'phone?'],
    ['Postcode', 'Melbourne', 'shipping.postcode?'],
    ['Postcode', 'SW1A 1AA', 'shipping.postcode'],
    ['Country', 'Victoria', 'shipping.country?'],
    ['Country', 'Österreich', 'shipping.country'],
    ['Name', 'ann@lee.example', 'name?'],
    ['Name', '17', 'name?'],
    ['City', '3000', 'shipping.city?'],
    ['St', 'VIC', 'shipping.region'],
    ['St', '1 Station St', 'shipping.region?'],
    ['Accepts marketing', 'Main St', 'acceptsMarketing?'],
    ['Notes', '17', 'notes'],
  ])('%j over %j is %s', (name, cell, target) => {
    expect(recognised([name], [[cell], [''], [cell]])).toEqual([target])
  })

  test('a doubtful name over cells of another kind is no guess at all', () => {
    expect(recognised(['Main phone line'], [['ann@lee.example']])).toEqual(['ignore?'])
  })

  test('blank cells contradict nothing', () => {
    expect(recognised(['E-mail', 'Phone'], [['', '  ']])).toEqual(['email', 'phone'])
  })
})

describe('columns whose names say nothing', () => {
  const sample = [
    ['ann@lee.example', '+61 3 5550 1234', 'Australia', '12.50', 'x'],
    ['ben@okafor.example', '(02) 5550 1234', 'New Zealand', '7', 'y'],
  ]

  test('are guessed by unmistakable cells, never for certain', () => {
    expect(recognised(['A', 'B', 'C', 'D', 'E'], sample)).toEqual([
      'email?',
      'phone?',
      'shipping.country?',
      'ignore',
      'ignore',
    ])
  })

  test('give way to columns with a name, without a question', () => {
    expect(recognised(['E-mail', 'Owner'], [['ann@lee.example', 'rep@shop.example']])).toEqual([
      'email',
      'ignore',
    ])
  })
})

test('of two names for the same the filled column is meant, and a blank one asks nothing', () => {
  const header = ['Primary phone', 'Home phone']
  expect(recognised(header, [['', '03 5550 1234']])).toEqual(['ignore', 'phone'])
  expect(recognised(header, [['03 5550 0000', '03 5550 1234']])).toEqual(['phone', 'ignore?'])
})

test('a second column of one name is asked about whatever stands in it', () => {
  expect(recognised(['Name', 'E-mail', 'E-Mail'], [['Ann', 'a@b.example', 'c@d.example']])).toEqual([
    'name',
    'email',
    'ignore?',
  ])
})

test('notes and tags may come out of several columns', () => {
  expect(recognised(['Name', 'Notes', 'Comments', 'Tags', 'Groups', 'Notes'], [])).toEqual([
    'name',
    'notes',
    'notes',
    'tags',
    'tags',
    'ignore?',
  ])
})

describe('a file without names', () => {
  test('is recognised by its cells, and all of it is to be looked at', () => {
    const sample = [
      ['1001', 'Ann Lee', 'Lee Pty Ltd', 'ann@lee.example', '+61 3 5550 1234', '0412 345 678'],
      ['1002', 'Ben Okafor', 'Okafor & Co', 'ben@okafor.example', '+61 3 5550 0000', '0412 000 111'],
    ]
    expect(recognised(['', '', '', '', '', ''], sample)).toEqual([
      'ignore',
      'name?',
      'company?',
      'email?',
      'phone?',
      'mobile?',
    ])
  })

  test('finds addresses by street, town, state, postcode and country', () => {
    const sample = [
      ['Ann', 'Lee', '1 High Street', 'Melbourne', 'VIC', '3000', 'Australia', '2026-01-02'],
      ['Ben', 'Okafor', 'Unit 4, 22 Swan Lane', 'Fremantle', 'WA', '6160', 'Australia', '2026-01-03'],
    ]
    expect(recognised(Array<string>(8).fill(''), sample)).toEqual([
      'firstName?',
      'lastName?',
      'shipping.line1?',
      'shipping.city?',
      'shipping.region?',
      'shipping.postcode?',
      'shipping.country?',
      'ignore',
    ])
  })

  test('knows codes of countries from codes of states', () => {
    expect(recognised([''], [['DE'], ['AT'], ['CH']])).toEqual(['shipping.countryCode?'])
    expect(recognised([''], [['CA'], ['DE'], ['NY'], ['TX']])).toEqual(['shipping.region?'])
  })

  test('says nothing where nothing stands', () => {
    expect(recognised(['', ''], [])).toEqual(['ignore', 'ignore'])
    expect(recognised([], [])).toEqual([])
  })
})
