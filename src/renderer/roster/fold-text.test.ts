import { expect, it } from 'vitest'
import { foldText } from './fold-text.ts'

it.each([
  ['Łódź', 'lodz'],
  ['Åsa Møller', 'asa moller'],
  ['Straße', 'strasse'],
  ['ÆGIR Þór Guðrún', 'aegir thor gudrun'],
  ['Đorđe', 'dorde'],
  ['ISTANBUL İzmir ılık', 'istanbul izmir ilik'],
  ['東京', '東京'],
  ['a\u0001b ', 'a b'],
])('folds %s as people type it: %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})
