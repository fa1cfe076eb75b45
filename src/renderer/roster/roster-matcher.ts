import { keyText, lineText, looseText } from './fold-text.ts'
import { KeyIndex } from './key-index.ts'
import { FLAG } from './roster-entry.ts'
import {
  MATCHES_TOLD,
  PROBE_KEYS,
  type MatchOptions,
  type MatchProbe,
  type MatchResult,
} from './roster-query.ts'
import { PART, type RosterRows } from './roster-rows.ts'

type MatchKey = MatchResult['by']

/** Finds the customer a record belongs to. Customers whose deletion waits to be sent are not found. */
export class RosterMatcher {
  readonly #rows: RosterRows
  readonly #indexes: Record<MatchKey, KeyIndex>

  constructor(rows: RosterRows) {
    this.#rows = rows
    const byPart = (part: number): KeyIndex => new KeyIndex(rows, (row) => rows.part(row, part))
    this.#indexes = {
      remoteId: byPart(PART.remoteId),
      code: byPart(PART.code),
      referenceId: byPart(PART.referenceId),
      email: byPart(PART.email),
      mobileE164: byPart(PART.mobileE164),
      address: new KeyIndex(rows, (row) =>
        addressKey(rows.part(row, PART.name), rows.part(row, PART.postcode), rows.part(row, PART.line1)),
      ),
      nameAlone: new KeyIndex(rows, (row) => looseText(rows.part(row, PART.name))),
    }
  }

  /** The customer with the first of the probe's keys that any has; of several the one made first. */
  match(
    probe: MatchProbe,
    { keys = PROBE_KEYS, except, told = MATCHES_TOLD }: MatchOptions = {},
  ): MatchResult | null {
    for (const by of [...keys, 'nameAlone'] as const) {
      const key = probeKey(probe, by)
      if (key === '') continue
      const rows = this.#indexes[by].find(key, (row) => isOffered(this.#rows, row, except, probe.not?.[by]))
      if (rows.length === 0) continue
      const [id = '', ...others] = this.#oldestFirst(rows).slice(0, told + 1)
      return { id, by, alike: rows.length, others }
    }
    return null
  }

  #oldestFirst(rows: readonly number[]): string[] {
    const { createdAt, ids } = this.#rows
    const found = rows.map((row) => ({ id: ids[row] ?? '', age: createdAt[row] ?? 0 }))
    return found.sort((a, b) => a.age - b.age || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
  }
}

/** False for customers whose deletion waits to be sent, and for those that are not to be found. */
export function isOffered(
  rows: RosterRows,
  row: number,
  except: MatchOptions['except'],
  not: readonly string[] = [],
): boolean {
  if (((rows.flags[row] ?? 0) & FLAG.deleted) !== 0) return false
  const id = rows.ids[row] ?? ''
  if (not.includes(id)) return false
  return except === undefined || !(id.startsWith(except.start) && id.endsWith(except.end))
}

function probeKey(probe: MatchProbe, by: MatchKey): string {
  if (by === 'address') return addressKey(probe.name ?? '', probe.postcode ?? '', probe.line1 ?? '')
  const value = probe[by] ?? ''
  if (by === 'nameAlone') return looseText(value)
  return by === 'remoteId' || by === 'mobileE164' ? lineText(value) : keyText(value)
}

/** Name, postcode and first line together; '' unless all three say something. */
function addressKey(name: string, postcode: string, line1: string): string {
  const parts = [looseText(name), looseText(postcode), looseText(line1)]
  return parts.includes('') ? '' : parts.join('|')
}
