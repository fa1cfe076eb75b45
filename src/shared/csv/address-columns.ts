import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import {
  ADDRESS_COLUMN_NAMES,
  ADDRESS_NAMINGS,
  PLACE_FIELDS,
  ROOT_ADDRESS,
  type AddressNaming,
} from './address-column-names.ts'
import { addressTarget, type AddressGroup } from './column-target.ts'
import type { ColumnCandidate } from './header-words.ts'
import { scoreNames } from './score-names.ts'

/** What a column may be as a part of an address. */
export interface AddressMeaning {
  candidates: ColumnCandidate<`${AddressGroup}.${AddressField}`>[]
  /** True where it names an address of its own: then it can mean nothing else. */
  isNamed: boolean
  /** True where it is part of an address for which a row has no room. */
  hasNoRoom: boolean
}

/** What a header says of an address: which one it names, and what it says besides. */
interface AddressHeader {
  naming: AddressNaming
  rest: string
}

/** What "shipping" and the like are about when they are about no address. */
const NO_ADDRESS = /\b(method|rate|fee|cost|price|zone id)\b/
const ADDRESS_WORD = /address|adresse|anschrift|direccion/
const CLEAR_AT_THE_END = 2
/** Header of the id that only exports of this app have, see customer-to-row.ts. */
const OWN_ID = 'customer desk id'

/**
 * What each column may be as a part of an address, by its name. Which address is which is judged by all headers together:
 * "Home" ships where no other address does.
 */
export function addressMeanings(headers: readonly string[]): AddressMeaning[] {
  const all = headers.map(addressIn)
  // In a file of this app "Address 3 city" alone is what it says.
  const isOwn = headers.includes(OWN_ID)
  const named = isOwn ? all : withoutLoneNumbers(all)
  const groups = chooseGroups(headers, named)
  return headers.map((words, at) => {
    const header = named[at] ?? null
    const naming = header?.naming ?? ROOT_ADDRESS
    const group = groups.get(naming)
    const fields = header === null ? PLACE_FIELDS : ADDRESS_FIELDS
    const candidates = fields.flatMap((field) => {
      const { exact, loose } = ADDRESS_COLUMN_NAMES[field]
      // Inside a named address the parts may stand among other words; a name alone ("Shipping") says nothing.
      const fit = scoreNames(
        header?.rest ?? words,
        { exact, loose: header === null ? loose : exact },
        field === 'phone' || field === 'email',
      )
      if (fit === null) return []
      const sure = fit.sure && (naming.clear || group === naming.wants[0])
      return [{ target: addressTarget(group ?? 'shipping', field), score: fit.score, sure }]
    })
    const hasNoRoom = group === undefined && candidates.length > 0
    return { candidates: hasNoRoom ? [] : candidates, isNamed: header !== null, hasNoRoom }
  })
}

/** The address that a header names, and what it says besides; null where it names none. */
function addressIn(words: string): AddressHeader | null {
  for (const [at, naming] of ADDRESS_NAMINGS.entries()) {
    for (const name of naming.words) {
      const rest = restOf(words, name, at < CLEAR_AT_THE_END)
      if (rest === null || NO_ADDRESS.test(rest)) continue
      // "billing address 1" is the first line of the billing address, not its part called "1".
      const part = /^\d$/.test(rest) ? `address ${rest}` : rest
      if (isPartOf(naming, part) || at < CLEAR_AT_THE_END) return { naming, rest: part }
    }
  }
  return null
}

function restOf(words: string, name: string, mayEnd: boolean): string | null {
  const isAddress = ADDRESS_WORD.test(name)
  if (words === name) return isAddress && !/\d$/.test(name) ? 'address' : null
  if (words.startsWith(`${name} `)) return words.slice(name.length + 1)
  if (mayEnd && !isAddress && words.endsWith(` ${name}`)) return words.slice(0, -name.length - 1)
  return null
}

/** True where words name a part that a naming can be about: of a place only, or of any part. */
function isPartOf({ placeOnly }: AddressNaming, words: string): boolean {
  return (placeOnly ? PLACE_FIELDS : ADDRESS_FIELDS).some((field) =>
    ADDRESS_COLUMN_NAMES[field].exact.includes(words),
  )
}

/** "Address 2 (Suburb)" alone is a second line; only with several columns is "Address 2" an address. */
function withoutLoneNumbers(named: readonly (AddressHeader | null)[]): (AddressHeader | null)[] {
  const isNumbered = ({ naming }: AddressHeader): boolean => /\d$/.test(naming.words[0] ?? '')
  return named.map((header) => {
    if (header === null || !isNumbered(header)) return header
    const same = named.filter((other) => other?.naming === header.naming)
    return same.length > 1 ? header : null
  })
}

/** Gives each address that the headers name a place in a row; those for which there is none are not in it. */
function chooseGroups(
  headers: readonly string[],
  named: readonly (AddressHeader | null)[],
): Map<AddressNaming, AddressGroup> {
  const isPlace = (words: string): boolean => isPartOf({ ...ROOT_ADDRESS, placeOnly: true }, words)
  const rootColumns = headers.filter((words, at) => named[at] === null && isPlace(words)).length
  const order: AddressNaming[] = []
  const groups = new Map<AddressNaming, AddressGroup>()
  for (const naming of ADDRESS_NAMINGS) {
    const parts = named.flatMap((header) => (header?.naming === naming ? [header.rest] : []))
    if (parts.length === 0) continue
    const [only] = naming.wants
    // A "Shipping phone" beside a root address is of that one: it takes no room of its own.
    if (isClear(naming) && only !== undefined && !parts.some(isPlace)) groups.set(naming, only)
    else order.push(naming)
  }
  // A lone "Country" is no address that others have to make room for.
  if (rootColumns > 1) order.splice(order.filter(isClear).length, 0, ROOT_ADDRESS)
  else order.push(ROOT_ADDRESS)
  const taken = new Set<AddressGroup>()
  for (const naming of order) {
    const free = naming.wants.find((group) => !taken.has(group))
    if (free === undefined) continue
    groups.set(naming, free)
    taken.add(free)
  }
  return groups
}

/** True for the shipping and the billing address, which can be nothing else and choose first. */
function isClear(naming: AddressNaming): boolean {
  return ADDRESS_NAMINGS.indexOf(naming) < CLEAR_AT_THE_END
}
