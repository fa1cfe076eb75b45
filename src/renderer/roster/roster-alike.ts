import { emptyAddressFields, newAddress } from '#shared/domain/address.ts'
import { likeness, likenessFacts, type LikenessFacts } from '#shared/domain/likeness.ts'
import { keyText, lineText } from './fold-text.ts'
import { KeyIndex } from './key-index.ts'
import { isOffered } from './roster-matcher.ts'
import type { AlikeProbe, AlikeResult, MatchOptions } from './roster-query.ts'
import { PART, type RosterRows } from './roster-rows.ts'

/** Customers held against a record one by one: of more in one house the rest is not looked at. */
const MOST_COMPARED = 60
/** Facts kept, so that those of a big house are not folded again for each of its people. */
const KEPT_FACTS = 20_000
const PHONE_DIGITS = 7

const NO_ADDRESS = emptyAddressFields()

/**
 * Finds customers that are alike in name and address or phone. Who can be alike has the same postcode and house number,
 * or the same last digits of a phone number: only those are compared.
 */
export class RosterAlike {
  readonly #rows: RosterRows
  readonly #byHouse: KeyIndex
  readonly #byPhone: readonly KeyIndex[]
  readonly #facts = new Map<number, { text: string; facts: LikenessFacts }>()

  constructor(rows: RosterRows) {
    this.#rows = rows
    this.#byHouse = new KeyIndex(rows, (row) =>
      houseKey(rows.part(row, PART.postcode), rows.part(row, PART.line1)),
    )
    this.#byPhone = [PART.phone, PART.mobile].map(
      (part) => new KeyIndex(rows, (row) => lastDigits(rows.part(row, part))),
    )
  }

  /** The most alike of all; of several equally alike the one made first. */
  find({ facts, not, ...keys }: AlikeProbe, except: MatchOptions['except']): AlikeResult | null {
    let best: { row: number; likeness: AlikeResult['likeness'] } | null = null
    for (const row of this.#candidates(facts, except, not)) {
      if (this.#isAnother(row, keys)) continue
      const found = likeness(facts, this.#factsOf(row))
      if (found === null) continue
      const isBetter =
        best === null ||
        found.share > best.likeness.share ||
        (found.share === best.likeness.share && this.#isOlder(row, best.row))
      if (isBetter) best = { row, likeness: found }
    }
    return best === null ? null : { id: this.#rows.ids[best.row] ?? '', likeness: best.likeness }
  }

  #candidates(
    facts: LikenessFacts,
    except: MatchOptions['except'],
    not: readonly string[] | undefined,
  ): Iterable<number> {
    const isWanted = (row: number): boolean => isOffered(this.#rows, row, except, not)
    const house = facts.street === '' ? '' : houseKey(facts.postcode, facts.house.at(-1) ?? '')
    const found = new Set(this.#byHouse.find(house, isWanted).slice(0, MOST_COMPARED))
    for (const phone of facts.phones) {
      for (const index of this.#byPhone) {
        for (const row of index.find(lastDigits(phone), isWanted).slice(0, MOST_COMPARED)) found.add(row)
      }
    }
    return found
  }

  #isAnother(row: number, { remoteId, code, referenceId }: Omit<AlikeProbe, 'facts' | 'not'>): boolean {
    const differs = (part: number, key: string): boolean => {
      const here = key === '' ? '' : this.#rows.part(row, part)
      return here !== '' && here !== key
    }
    return (
      differs(PART.remoteId, lineText(remoteId)) ||
      differs(PART.code, keyText(code)) ||
      differs(PART.referenceId, keyText(referenceId))
    )
  }

  #isOlder(row: number, than: number): boolean {
    const { createdAt, ids } = this.#rows
    const age = (createdAt[row] ?? 0) - (createdAt[than] ?? 0)
    return age < 0 || (age === 0 && (ids[row] ?? '') < (ids[than] ?? ''))
  }

  #factsOf(row: number): LikenessFacts {
    const text = this.#rows.texts[row] ?? ''
    const kept = this.#facts.get(row)
    if (kept?.text === text) return kept.facts
    const part = (at: number): string => this.#rows.part(row, at)
    const address = newAddress('here', {
      ...NO_ADDRESS,
      line1: part(PART.line1),
      postcode: part(PART.postcode),
    })
    const facts = likenessFacts({
      name: part(PART.name),
      firstName: '',
      lastName: '',
      company: part(PART.company),
      phone: part(PART.phone),
      mobile: part(PART.mobile),
      addresses: [address],
      defaultShippingAddressId: address.id,
      defaultBillingAddressId: '',
    })
    if (this.#facts.size >= KEPT_FACTS) this.#facts.clear()
    this.#facts.set(row, { text, facts })
    return facts
  }
}

/** Equal wherever postcode and house number are the same to likeness.ts; '' where there is no postcode. */
function houseKey(postcode: string, line: string): string {
  const letters = postcode.replace(/[^\p{L}\p{N}]+/gu, '')
  const place = (/^\d{9}$/.test(letters) ? letters.slice(0, 5) : letters).replace(/^0+(?=.)/, '')
  if (place === '') return ''
  let house = ''
  for (const [, digits = ''] of line.matchAll(/(?<![\p{L}\p{N}])(\d+)\p{L}?(?![\p{L}\p{N}])/gu))
    house = digits
  return `${place}|${house}`
}

/** The end of a phone number, however it begins; '' where there are too few digits to say anything. */
function lastDigits(phone: string): string {
  const digits = phone.replace(/[^0-9]+/g, '')
  return digits.length < PHONE_DIGITS ? '' : digits.slice(-PHONE_DIGITS)
}
