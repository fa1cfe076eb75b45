import { similarity } from '../domain/text-similarity.ts'
import { parseAddressTarget } from './column-target.ts'
import { countryCodeOf, countryLike } from './country-names.ts'
import { unescapeCell } from './csv-escape.ts'
import { regionsOf } from './region-names.ts'
import type { CellRule, RowProblem } from './row-cells.ts'
import { readYesNo } from './yes-no.ts'

/** Rules that are broken by a value of which there is a list of right ones. */
const MAPPABLE = ['country', 'region', 'yes-no'] as const

type MappableRule = (typeof MAPPABLE)[number]

/** One value of a column that cannot be taken, with what may be meant. */
export interface ValueToMap {
  column: number
  target: string
  rule: MappableRule
  /** The cell as it stands in the file, outer blanks aside: `find` of a RowEdit of type `replace`. */
  value: string
  /** Rows that say so, as far as they were added. */
  count: number
  /** What may be meant: the code of a country or a region, `yes` or `no`; '' = nobody can tell. */
  suggestion: string
  /** Country of a region (ISO 3166-1 alpha-2) in the first row that says so, '' = unknown or not one. */
  countryCode: string
}

/** A file can hold anything: of more different values than these a list is of no use to anybody. */
const MOST_VALUES = 1000
const ALIKE = 0.6

/** Collects the values of a file that a person can map to right ones, by looking at the rows that have problems. */
export class ValuesToMap {
  readonly #mapping: readonly string[]
  readonly #values: ValueToMap[] = []
  /** Where each value stands among them. */
  readonly #places = new Map<string, number>()

  /** `mapping`: the target of each column, to find the country beside a region. */
  constructor(mapping: readonly string[]) {
    this.#mapping = mapping
  }

  /** Counts what can be mapped of a row; answers where the values stand, for `takeBack`. */
  add(row: readonly string[], problems: readonly RowProblem[]): number[] {
    const places: number[] = []
    for (const { column, target, rule } of problems) {
      if (!isMappable(rule) || column < 0) continue
      const value = (row[column] ?? '').trim()
      const key = `${column}/${rule}/${value}`
      const place = this.#places.get(key) ?? this.#values.length
      const known = this.#values[place]
      if (known !== undefined) known.count += 1
      else {
        if (value === '' || place >= MOST_VALUES) continue
        const countryCode = rule === 'region' ? this.#countryOf(row, target) : ''
        const suggestion = suggest(rule, unescapeCell(value).trim(), countryCode)
        this.#places.set(key, place)
        this.#values.push({ column, target, rule, value, count: 1, suggestion, countryCode })
      }
      places.push(place)
    }
    return places
  }

  /** A row does not say any more what it was counted for. */
  takeBack(places: readonly number[]): void {
    for (const place of places) {
      const value = this.#values[place]
      if (value !== undefined) value.count -= 1
    }
  }

  /** The values, the most frequent first. */
  list(): ValueToMap[] {
    const said = this.#values.filter(({ count }) => count > 0).map((value) => ({ ...value }))
    return said.sort((a, b) => b.count - a.count || a.column - b.column)
  }

  #countryOf(row: readonly string[], target: string): string {
    const group = parseAddressTarget(target)?.group
    for (const field of ['countryCode', 'country']) {
      const column = this.#mapping.indexOf(`${group ?? ''}.${field}`)
      const code = countryCodeOf(row[column] ?? '')
      if (code !== null) return code
    }
    return ''
  }
}

function isMappable(rule: CellRule): rule is MappableRule {
  return MAPPABLE.some((one) => one === rule)
}

/** What is closest to a value that nobody understands. */
function suggest(rule: MappableRule, value: string, countryCode: string): string {
  if (rule === 'yes-no') {
    const first = readYesNo(value.split(/[\s,/]/)[0] ?? '')
    return first === null ? '' : first ? 'yes' : 'no'
  }
  if (rule === 'country') return countryLike(value, ALIKE)
  let best = { code: '', share: ALIKE }
  for (const { code, name } of regionsOf(countryCode)) {
    const share = similarity(value.toLowerCase(), name.toLowerCase(), best.share)
    if (share > best.share) best = { code, share }
  }
  return best.code
}
