import type { CellKind, ColumnProfile } from './cell-profile.ts'
import { parseAddressTarget, type ColumnTarget } from './column-target.ts'
import type { ColumnCandidate } from './header-words.ts'

type Target = Exclude<ColumnTarget, 'ignore'>
type Candidate = ColumnCandidate<Target>

/** From which share of the filled cells on they speak for a meaning. */
const MOST = 0.8
const HALF = 0.5
/** Columns within which the parts of an address stand together. */
const NEAR = 5

/** What the cells of a field must look like, mostly; and what they must not look like. */
interface Expectation {
  some?: readonly CellKind[]
  none?: readonly CellKind[]
}

const TEXT: readonly CellKind[] = ['email', 'date', 'url']
const NAMES: readonly CellKind[] = [...TEXT, 'phone', 'number']

const EXPECTED: Readonly<Partial<Record<string, Expectation>>> = {
  email: { some: ['email'] },
  phone: { some: ['phone'] },
  mobile: { some: ['phone'] },
  fax: { some: ['phone'] },
  postcode: { some: ['postcode'] },
  country: { some: ['country'] },
  countryCode: { some: ['country'] },
  acceptsMarketing: { some: ['yes-no'] },
  archived: { some: ['yes-no'] },
  latitude: { some: ['number'] },
  longitude: { some: ['number'] },
  name: { none: NAMES },
  firstName: { none: NAMES },
  lastName: { none: NAMES },
  company: { none: NAMES },
  city: { none: NAMES },
  region: { none: [...NAMES, 'street'] },
  regionCode: { none: [...NAMES, 'street'] },
  line1: { none: TEXT },
  line2: { none: TEXT },
}

/** True where what stands in a column cannot be what its name says. */
export function contradicts(target: Target, profile: ColumnProfile): boolean {
  if (profile.filled === 0) return false
  const { some, none } = EXPECTED[parseAddressTarget(target)?.field ?? target] ?? {}
  if (some !== undefined && !some.some((kind) => profile.share(kind) >= HALF)) return true
  return none?.some((kind) => profile.share(kind) >= HALF) ?? false
}

/** What a column is whose name says nothing: only what its cells show beyond doubt, and never for certain. */
export function candidatesByCells(profile: ColumnProfile): Candidate[] {
  const candidates: Candidate[] = []
  const speak = (kind: CellKind, target: Target, score: number): void => {
    if (profile.share(kind) >= MOST) candidates.push({ target, score, sure: false, byCells: true })
  }
  speak('email', 'email', 0.09)
  speak('clear-phone', 'phone', 0.08)
  speak('country-name', 'shipping.country', 0.08)
  return candidates
}

/** What the columns of a file are that names none, by their cells and places alone; nothing of it is sure. */
export function candidatesWithoutNames(profiles: readonly ColumnProfile[]): Candidate[][] {
  const street = profiles.findIndex((profile) => profile.share('street') >= HALF)
  return profiles.map((profile, column) => {
    const candidates = profile.filled === 0 ? [] : meaningsOf(profile)
    const isAfterStreet = street !== -1 && column > street && column <= street + 2
    // Four digits far from any street are a number of somebody's own.
    if (street === -1 || Math.abs(column - street) > NEAR) {
      const isPlain = profile.share('number') >= HALF
      if (isPlain && candidates[0]?.target === 'shipping.postcode') candidates.length = 0
    }
    const isWord = profile.share('one-word') + profile.share('full-name') >= HALF
    if (isAfterStreet && isWord) candidates.push(byCells('shipping.city', 0.75))
    return candidates
  })
}

function byCells(target: Target, score: number): Candidate {
  return { target, score, sure: false, byCells: true }
}

function meaningsOf(profile: ColumnProfile): Candidate[] {
  const is = (kind: CellKind, share = MOST): boolean => profile.share(kind) >= share
  if (is('email')) return [byCells('email', 0.9)]
  if (is('date') || is('id') || is('url')) return []
  // Many codes of states are codes of countries too: a column of several of them is one of states.
  const isRegion = is('region') && (profile.distinct > 1 || !is('country'))
  if (isRegion && profile.share('region') >= profile.share('country'))
    return [byCells('shipping.region', 0.8)]
  if (is('country-name')) return [byCells('shipping.country', 0.9)]
  if (is('country')) return [byCells('shipping.countryCode', 0.9)]
  if (is('postcode')) return [byCells('shipping.postcode', 0.7)]
  if (is('clear-phone')) return [byCells('phone', 0.9), byCells('mobile', 0.8)]
  if (is('phone')) return [byCells('phone', 0.6), byCells('mobile', 0.5)]
  if (is('yes-no') || is('number')) return []
  if (is('street', HALF)) return [byCells('shipping.line1', 0.9), byCells('shipping.line2', 0.5)]
  if (is('company', HALF)) return [byCells('company', 0.8)]
  if (is('full-name', HALF)) return [byCells('name', 0.8), byCells('company', 0.4)]
  if (is('one-word', HALF)) return [byCells('firstName', 0.5), byCells('lastName', 0.4)]
  return []
}
