import { expect, it } from 'vitest'
import { ALL_OF_THEM, NONE_OF_THEM, withChosen } from './restore-choices.ts'

it('is the choice of the whole kind where all of them were ticked one by one', () => {
  const one = withChosen(NONE_OF_THEM, 'a', true, 2)
  expect(one).toEqual({ all: false, except: new Set(['a']) })
  expect(withChosen(one, 'b', true, 2)).toEqual(ALL_OF_THEM)
})

it('is the choice of none where all of them were unticked one by one', () => {
  const one = withChosen(ALL_OF_THEM, 'a', false, 2)
  expect(one).toEqual({ all: true, except: new Set(['a']) })
  expect(withChosen(one, 'b', false, 2)).toEqual(NONE_OF_THEM)
})
