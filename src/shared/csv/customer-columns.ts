import { addressMeanings } from './address-columns.ts'
import { profileColumn, type ColumnProfile } from './cell-profile.ts'
import { candidatesByCells, candidatesWithoutNames, contradicts } from './column-cells.ts'
import { takesSeveralColumns, type ColumnTarget } from './column-target.ts'
import {
  CUSTOMER_COLUMN_NAMES,
  DOUBTFUL_NAMES,
  OWN_COLUMNS,
  SHOWN_COLUMNS,
  type ColumnNames,
  type CustomerColumn,
} from './customer-column-names.ts'
import { assignColumns, headerWords, type ColumnCandidate, type ColumnGuess } from './header-words.ts'
import { scoreNames } from './score-names.ts'

type Target = Exclude<ColumnTarget, 'ignore'>
type Candidate = ColumnCandidate<Target>

/** One column as far as it is understood by itself. */
interface SeenColumn {
  candidates: Candidate[]
  /** True where a person is asked if it is left out. */
  asks: boolean
}

const CUSTOMER_NAMES = Object.entries(CUSTOMER_COLUMN_NAMES) as [CustomerColumn, ColumnNames][]
/** Fields that are numbers, codes or addresses of their own. */
const NUMBERS: ReadonlySet<CustomerColumn> = new Set<CustomerColumn>([
  'email',
  'phone',
  'mobile',
  'fax',
  'code',
  'referenceId',
  'acceptsMarketing',
])
/** By how much a filled column is preferred to a blank one that is named as well. */
const FILLED = 1

/**
 * What each column of a customer file goes to, judged by its name and by what stands in it (`sample`: the first data
 * rows). An exact name over cells that do not speak against it is sure; a name among other words, or cells alone, are
 * taken but not sure, and so is everything in a file whose columns have no names. Each target is given once, but notes
 * and tags may have several columns. Of two columns of one name the second is left out and not sure.
 */
export function recogniseCustomerColumns(
  header: readonly string[],
  sample: readonly (readonly string[])[] = [],
): ColumnGuess<Target>[] {
  const names = header.map(headerWords)
  const profiles = names.map((_, at) => profileColumn(sample, at))
  if (names.every((name) => name === '')) return assignColumns(candidatesWithoutNames(profiles))
  const columns = seeColumns(names, profiles)
  const guesses = assignColumns(
    columns.map((column) => column.candidates),
    takesSeveralColumns,
  )
  return guesses.map((guess, at) => {
    if (guess.target !== 'ignore') return guess
    const profile = profiles[at]
    // Nothing is lost where nothing stands.
    const isBlank = profile !== undefined && profile.cells > 0 && profile.filled === 0
    return { target: 'ignore', sure: isBlank || (guess.sure && columns[at]?.asks !== true) }
  })
}

function seeColumns(names: readonly string[], profiles: readonly ColumnProfile[]): SeenColumn[] {
  const meanings = addressMeanings(names)
  return profiles.map((profile, at) => {
    const name = names[at] ?? ''
    const meaning = meanings[at] ?? { candidates: [], isNamed: false, hasNoRoom: false }
    if (OWN_COLUMNS.includes(name)) return { candidates: [], asks: false }
    if (DOUBTFUL_NAMES.includes(name) || SHOWN_COLUMNS.includes(name)) return { candidates: [], asks: true }
    const named: Candidate[] = [
      ...meaning.candidates,
      ...(meaning.isNamed ? [] : customerCandidates(name, names)),
    ]
    // The second column of one name means the same: only a person can say which is the right one.
    if (name !== '' && names.indexOf(name) !== at) return { candidates: [], asks: named.length > 0 }
    if (meaning.hasNoRoom) return { candidates: [], asks: true }
    if (named.length === 0) return { candidates: candidatesByCells(profile), asks: false }
    return { candidates: named.flatMap((one) => heldAgainst(one, profile)), asks: true }
  })
}

function customerCandidates(name: string, names: readonly string[]): Candidate[] {
  // In German lists "Name" beside "Vorname" is the surname.
  const isSurname = name === 'name' && names.includes('vorname') && !names.includes('nachname')
  if (isSurname) return [{ target: 'lastName', score: 4, sure: true }]
  return CUSTOMER_NAMES.flatMap(([target, columnNames]) => {
    const fit = scoreNames(name, columnNames, NUMBERS.has(target))
    return fit === null ? [] : [{ target, ...fit }]
  })
}

/** A meaning by name after a look at the cells: dropped or in doubt where they speak against it. */
function heldAgainst(candidate: Candidate, profile: ColumnProfile): Candidate[] {
  if (!contradicts(candidate.target, profile)) {
    return [{ ...candidate, score: candidate.score + (profile.filled > 0 ? FILLED : 0) }]
  }
  return candidate.sure ? [{ ...candidate, sure: false }] : []
}
