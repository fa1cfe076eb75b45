import { NUMBER_WORDS, OTHER_MATTERS, REACH_WORDS, type ColumnNames } from './customer-column-names.ts'
import { headerScore } from './header-words.ts'

/** How well a header fits the names of a field. A `sure` fit scores 3 to 4, any other less than 3. */
export interface NameFit {
  score: number
  sure: boolean
}

/**
 * Holds a header against the names of a field; null where it fits none. Exact beats whole words, whole words beat a part
 * of a word. `isNumber`: the field is a number, a code or an address of its own (phone, e-mail, customer code), so that
 * such words in the header do not speak against it.
 */
export function scoreNames(words: string, { exact, loose }: ColumnNames, isNumber: boolean): NameFit | null {
  const at = exact.indexOf(words)
  // Of two exact names the one that the list has first is meant.
  if (at !== -1) return { score: 4 - at / exact.length, sure: true }
  if (loose.length === 0 || isAboutElse(words, isNumber)) return null
  // Longer names say more: "first name" before "name". The fraction only orders within one kind of fit.
  let best = 0
  for (const name of loose) {
    const fit = headerScore(words, name)
    if (fit > 0) best = Math.max(best, Math.min(fit, 2) - 1 + Math.min(name.length, 99) / 100)
  }
  return best === 0 ? null : { score: best, sure: false }
}

function isAboutElse(words: string, isNumber: boolean): boolean {
  return words.split(' ').some((word) => {
    const one = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
    if (OTHER_MATTERS.has(word) || OTHER_MATTERS.has(one)) return true
    // A number or a phone is no name, no company and no city.
    return !isNumber && (NUMBER_WORDS.has(word) || REACH_WORDS.has(word))
  })
}
