import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import { addressTarget, type AddressGroup, type ColumnTarget } from './column-target.ts'
import {
  ADDRESS_COLUMN_NAMES,
  ADDRESS_GROUP_WORDS,
  CUSTOMER_COLUMN_NAMES,
  DOUBTFUL_NAMES,
  ROOT_ADDRESS_FIELDS,
  type ColumnNames,
} from './customer-column-names.ts'
import {
  assignColumns,
  headerScore,
  headerWords,
  type ColumnCandidate,
  type ColumnGuess,
} from './header-words.ts'

type Target = Exclude<ColumnTarget, 'ignore'>

/**
 * What each column of a customer file goes to, judged by its name: an exact name is sure, a name among other words or
 * inside a word is taken but marked as not sure. Each target is given once.
 */
export function recogniseCustomerColumns(header: readonly string[]): ColumnGuess<Target>[] {
  const guesses = assignColumns(header.map((cell) => candidatesFor(headerWords(cell))))
  return guesses.map((guess, column) => {
    const words = headerWords(header[column] ?? '')
    return DOUBTFUL_NAMES.includes(words) ? { target: 'ignore', sure: false } : guess
  })
}

function candidatesFor(words: string): ColumnCandidate<Target>[] {
  if (words === '' || DOUBTFUL_NAMES.includes(words)) return []
  const grouped = addressGroupIn(words)
  if (grouped !== null) {
    return ADDRESS_FIELDS.flatMap((field) =>
      scored(addressTarget(grouped.group, field), grouped.rest, partNames(field)),
    )
  }
  const customer = Object.entries(CUSTOMER_COLUMN_NAMES) as [Target, ColumnNames][]
  return [
    ...customer.flatMap(([target, names]) => scored(target, words, names)),
    ...ROOT_ADDRESS_FIELDS.flatMap((field) =>
      scored(addressTarget('shipping', field), words, ADDRESS_COLUMN_NAMES[field]),
    ),
  ]
}

/** Inside a group the parts may stand among other words; a name alone ("Shipping") says nothing. */
function partNames(field: AddressField): ColumnNames {
  const names = ADDRESS_COLUMN_NAMES[field]
  return { exact: names.exact, loose: names.exact }
}

function scored(target: Target, words: string, names: ColumnNames): ColumnCandidate<Target>[] {
  if (names.exact.includes(words)) return [{ target, score: 3 }]
  const loose = Math.max(
    0,
    // Longer names say more: "first name" before "name". The fraction only orders within one kind of fit.
    ...names.loose.map((name) => {
      const score = headerScore(words, name)
      return score === 0 ? 0 : Math.min(score, 2) - 1 + Math.min(name.length, 99) / 100
    }),
  )
  return loose > 0 ? [{ target, score: loose }] : []
}

/** The address that a header names, and what it says besides; null where it names none. */
function addressGroupIn(words: string): { group: AddressGroup; rest: string } | null {
  for (const [name, group] of ADDRESS_GROUP_WORDS) {
    const ofAddress = name.endsWith(' address')
    if (words === name) return ofAddress ? { group, rest: 'address' } : null
    if (words.startsWith(`${name} `)) {
      const rest = words.slice(name.length + 1)
      if (/method|rate|fee|cost|price|zone id/.test(rest)) return null
      // "billing address 1" is the first line of the billing address, not its part called "1".
      return { group, rest: /^\d$/.test(rest) ? `address ${rest}` : rest }
    }
    if (!ofAddress && words.endsWith(` ${name}`)) return { group, rest: words.slice(0, -name.length - 1) }
  }
  return null
}
