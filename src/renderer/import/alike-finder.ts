import { likeness, likenessFacts, type LikenessFacts } from '#shared/domain/likeness.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { looseText } from '#renderer/roster/fold-text.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import {
  allCustomers,
  type AlikeProbe,
  type AlikeResult,
  type MatchOptions,
  type RosterQuery,
} from '#renderer/roster/roster-query.ts'
import type { BeforeImport } from './before-import.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { Found, ReadRow } from './customer-finder.ts'
import type { RecordKey } from './record-keys.ts'

/** A customer that a row may be about. */
export interface AlikeCustomer {
  readonly customer: Customer
  readonly likeness: NonNullable<ClassifiedRow['likeness']>
}

/** Where customers that are alike are looked for. */
export interface AlikeParts {
  readonly customers: Pick<CustomerRepository, 'findByIds'>
  readonly roster: Pick<RosterClient, 'alike' | 'page'>
  readonly order: readonly RecordKey[]
  /** Ids of customers that this import makes itself. */
  readonly own: NonNullable<MatchOptions['except']>
  readonly options: ImportOptions
  /** Takes back what this import has changed already; null where it cannot have. */
  readonly before: BeforeImport | null
}

const EVERYBODY: RosterQuery = { ...allCustomers(), archived: 'all' }

/** Finds customers that a row may be about although no key says so, for a person to decide. */
export class AlikeFinder {
  readonly #parts: AlikeParts
  /** Where there was nobody at the start there is nobody to ask about: a first import is the largest of all. */
  #isAnybodyHere: Promise<boolean> | null = null

  constructor(parts: AlikeParts) {
    this.#parts = parts
  }

  /** For each row the customer it may be; null where somebody is found for certain, or nobody would be asked. */
  async find(rows: readonly ReadRow[], found: readonly Found[]): Promise<(AlikeCustomer | null)[]> {
    const { roster, own } = this.#parts
    const asked = [...rows.entries()].filter(([at, row]) => isOpen(found[at]) && this.#isAsked(row))
    const alike: (AlikeCustomer | null)[] = rows.map(() => null)
    this.#isAnybodyHere ??= roster.page(EVERYBODY, 0, 0).then(({ count }) => count > 0)
    // Waited for in any case: nobody else would notice that it fails.
    const isAnybodyHere = await this.#isAnybodyHere
    if (asked.length === 0 || !isAnybodyHere) return alike
    let open = asked.map(([at, row]) => ({ at, probe: this.#probeOf(row) }))
    while (open.length > 0) {
      const results = await roster.alike(
        open.map(({ probe }) => probe),
        own,
      )
      const present = await this.#present(results)
      const again: typeof open = []
      for (const [place, { at, probe }] of open.entries()) {
        const customer = present.get(results[place]?.id ?? '')
        if (customer?.deletedAt !== 0) continue
        // The list has folded texts of a part of it, and what this import has changed; the customer itself decides.
        const told = likeness(probe.facts, likenessFacts(customer))
        if (told !== null) alike[at] = { customer, likeness: told }
        else again.push({ at, probe: { ...probe, not: [...(probe.not ?? []), customer.id] } })
      }
      open = this.#parts.before === null ? [] : again
    }
    return alike
  }

  async #present(results: readonly (AlikeResult | null)[]): Promise<ReadonlyMap<string, Customer>> {
    const { customers, before } = this.#parts
    const present = await customers.findByIds([
      ...new Set(results.flatMap((result) => (result === null ? [] : [result.id]))),
    ])
    return before === null ? present : before.restore(present)
  }

  #isAsked({ decision }: ReadRow): boolean {
    return (decision ?? this.#parts.options.possible) !== 'new'
  }

  #probeOf({ facts, keys }: ReadRow): AlikeProbe {
    const counted = (key: 'remoteId' | 'code' | 'referenceId'): string =>
      this.#parts.order.includes(key) ? keys[key] : ''
    const [remoteId, code, referenceId] = [counted('remoteId'), counted('code'), counted('referenceId')]
    return { facts: facts(), remoteId, code, referenceId }
  }
}

/** How alike two rows of a file are. */
export function rowsAlike(row: ReadRow, before: ReadRow): ClassifiedRow['likeness'] {
  const told = likeness(row.facts(), before.facts())
  if (told !== null) return told
  const isNamesake = looseText(row.probe.nameAlone ?? '') === looseText(before.probe.name ?? '')
  return isNamesake ? { by: 'name', share: 1 } : null
}

/**
 * Texts of which two records of a file that have one in common are alike for certain. Typing errors are not seen here:
 * that would take holding every row against every other.
 */
export function alikeKeys(facts: LikenessFacts, nameAlone: string): string[] {
  const name = facts.person || facts.company
  if (name === '') return []
  const keys = facts.phones.map((phone) => `phone|${name}|${phone.slice(-7)}`)
  if (hasPlace(facts)) keys.push(`place|${name}|${facts.postcode}|${facts.house.join(' ')}|${facts.street}`)
  const loose = looseText(nameAlone)
  if (loose !== '') keys.push(`name|${loose}`)
  return keys
}

function hasPlace({ postcode, street }: LikenessFacts): boolean {
  return postcode !== '' && street !== ''
}

function isOpen(found: Found | undefined): boolean {
  return found?.type === 'nobody' || found?.type === 'namesakes'
}
