import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { changesBetween } from '#shared/csv/draft-changes.ts'
import type { CellRule, RowCells, RowProblem } from '#shared/csv/row-cells.ts'
import { editedDraftFrom, type RowContext, type RowDraft } from '#shared/csv/row-to-draft.ts'
import type { RowDecision } from '#shared/csv/csv-file.ts'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { LikenessFacts } from '#shared/domain/likeness.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { looseText } from '#renderer/roster/fold-text.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import {
  MATCHES_TOLD,
  type MatchOptions,
  type MatchProbe,
  type MatchResult,
} from '#renderer/roster/roster-query.ts'
import type { BeforeImport } from './before-import.ts'
import { agreeInSomething, keysOfCustomer } from './customer-keys.ts'
import { differInStrongerKey, matchKeyOf, type RecordKey, type RecordKeys } from './record-keys.ts'

/** A row as far as it says something by itself. */
export interface ReadRow {
  readonly row: number
  readonly number: number
  readonly texts: readonly string[]
  readonly cells: RowCells
  /** What it would make. */
  readonly made: RowDraft
  /** What looks wrong with the row as a whole, whoever it is about. */
  readonly warnings: readonly RowProblem[]
  readonly probe: MatchProbe
  readonly keys: RecordKeys
  /** What it is held against others by; folded when it is first asked for. */
  readonly facts: () => LikenessFacts
  readonly decision: RowDecision | null
}

/** Who a row is about, as far as the store can say. */
export type Found =
  | { readonly type: 'nobody' }
  /** One of these, all of which say already what the row says; mostly it is just one. */
  | { readonly type: 'known'; readonly customers: readonly Customer[]; readonly by: RecordKey }
  /** A row that has nothing but a name: those who have the same, and those of them who say already what it says. */
  | { readonly type: 'namesakes'; readonly all: readonly Customer[]; readonly same: readonly Customer[] }
  /** The customer that this very row has made before the app ended. */
  | { readonly type: 'made' }
  /** There is no saying which, or it cannot be a new one either. */
  | { readonly type: 'problem'; readonly problem: RowProblem }

/** Where customers are looked for. */
export interface FinderParts {
  readonly customers: Pick<CustomerRepository, 'findByIds'>
  readonly roster: Pick<RosterClient, 'match'>
  readonly rows: RowContext
  /** Keys that count, strongest first. */
  readonly order: readonly RecordKey[]
  /** Ids of customers that this import makes itself. */
  readonly own: NonNullable<MatchOptions['except']>
  /** Takes back what this import has changed already; null where it cannot have. */
  readonly before: BeforeImport | null
}

/** Customers with one key that are looked at where the import itself may have given it to many. */
const MOST_TOLD = 2000

interface Candidates {
  readonly by: MatchResult['by']
  readonly customers: readonly Customer[]
  /** True where more have the key than are told. */
  readonly more: boolean
}

/** Finds the customers that rows are about, by their id here or else by the strongest key that anybody has. */
export class CustomerFinder {
  readonly #parts: FinderParts

  constructor(parts: FinderParts) {
    this.#parts = parts
  }

  /** For each row who it is about. `made` are the ids of what the rows may have made before; empty where they cannot. */
  async find(rows: readonly ReadRow[], made: readonly string[]): Promise<Found[]> {
    const ids = [...rows.map((row) => row.keys.localId), ...made].filter((id) => id !== '')
    const { matches, found } = await this.#match(rows, ids)
    const present = (id: string | undefined): Customer[] => {
      const customer = found.get(id ?? '')
      return customer === undefined || customer.deletedAt !== 0 ? [] : [customer]
    }
    return rows.map((row, at): Found => {
      if (present(made[at]).length > 0) return { type: 'made' }
      const named = present(row.keys.localId)
      if (named.length > 0) return { type: 'known', customers: named, by: 'localId' }
      const match = matches[at] ?? null
      if (match === null) return { type: 'nobody' }
      const candidates = [match.id, ...match.others].flatMap(present)
      return this.#judge(row, {
        by: match.by,
        customers: candidates,
        more: match.alike > match.others.length + 1,
      })
    })
  }

  /**
   * For each row who has its strongest key, with all customers that are named by that or by `ids`. Whoever has the key
   * from this import alone does not count: then it is looked again without them.
   */
  async #match(
    rows: readonly ReadRow[],
    ids: readonly string[],
  ): Promise<{ matches: (MatchResult | null)[]; found: ReadonlyMap<string, Customer> }> {
    const { roster, customers, order, own, before } = this.#parts
    const keys = order.filter((key) => key !== 'localId')
    const matches: (MatchResult | null)[] = rows.map(() => null)
    const not = new Map<number, NonNullable<MatchProbe['not']>>()
    const found = new Map<string, Customer>()
    /** Those that this import has changed already. */
    const changed = new Set<string>()
    for (let open = [...rows.keys()]; open.length > 0;) {
      const probes = open.map((at) => {
        const without = not.get(at)
        return { ...rows[at]?.probe, ...(without !== undefined && { not: without }) }
      })
      const told = not.size === 0 ? MATCHES_TOLD : MOST_TOLD
      const answers = await roster.match(probes, { keys, except: own, told })
      const named = answers.flatMap((match) => (match === null ? [] : [match.id, ...match.others]))
      const read = await customers.findByIds([...new Set([...ids, ...named])].filter((id) => !found.has(id)))
      const restored = before === null ? read : await before.restore(read)
      for (const [id, customer] of restored) {
        found.set(id, customer)
        if (customer !== read.get(id)) changed.add(id)
      }
      const again: number[] = []
      for (const [place, at] of open.entries()) {
        const match = answers[place] ?? null
        const row = rows[at]
        matches[at] = match
        if (match === null || row === undefined) continue
        const gained = [match.id, ...match.others].filter(
          (id) => changed.has(id) && lacks(found.get(id), row, match.by),
        )
        if (gained.length === 0) continue
        const known = not.get(at) ?? {}
        not.set(at, { ...known, [match.by]: [...(known[match.by] ?? []), ...gained] })
        again.push(at)
      }
      open = again
    }
    return { matches, found }
  }

  /**
   * Which of the candidates it is: the only one that nothing stronger speaks against; of several those that say already
   * what the row says. A name alone never leads to a change.
   */
  #judge(row: ReadRow, { by, customers, more }: Candidates): Found {
    if (by === 'nameAlone') {
      return {
        type: 'namesakes',
        all: customers,
        same: customers.filter((one) => this.#saysTheSame(one, row, by)),
      }
    }
    const { rows, order } = this.#parts
    // A file of another workspace may be of another remote, whose ids mean other customers here.
    const fromElsewhere = by === 'remoteId' && row.keys.localId !== ''
    const suitable = customers.filter(
      (customer) =>
        !differInStrongerKey(row.keys, keysOfCustomer(customer), by, order) &&
        (!fromElsewhere || agreeInSomething(row.keys, row.probe, customer)),
    )
    if (suitable.length === 1 && !more) return { type: 'known', customers: suitable, by }
    const same = suitable.filter((customer) => this.#saysTheSame(customer, row, by))
    if (same.length > 0) return { type: 'known', customers: same, by }
    if (suitable.length > 0 || more) return { type: 'problem', problem: problemOf(row, by, 'ambiguous') }
    // Others have this key. Where the remote keeps it unique, one more would be refused there.
    const isUnique = uniqueKeysOf(rows.capabilities).some((key) => key === by)
    return customers.length > 0 && (isUnique || fromElsewhere)
      ? { type: 'problem', problem: problemOf(row, by, 'taken-elsewhere') }
      : { type: 'nobody' }
  }

  #saysTheSame(customer: Customer, row: ReadRow, by: MatchResult['by']): boolean {
    const present = draftOf(customer)
    const { draft, archived, problems } = editedDraftFrom(
      present,
      row.cells,
      this.#parts.rows,
      matchKeyOf(by),
    )
    const stays = archived === null || archived === (customer.archivedAt !== 0)
    return stays && problems.length === 0 && changesBetween(present, draft).length === 0
  }
}

/** True for a customer that has not the key by which it was found. */
function lacks(customer: Customer | undefined, row: ReadRow, by: MatchResult['by']): boolean {
  if (customer === undefined) return false
  return by === 'nameAlone'
    ? looseText(displayName(customer)) !== looseText(row.probe.nameAlone ?? '')
    : keysOfCustomer(customer)[by] !== row.keys[by]
}

/** The keys that the remote keeps unique, so that a second customer with one of them would be refused there. */
export function uniqueKeysOf(capabilities: ConnectorCapabilities | null): RecordKey[] {
  return capabilities?.uniqueKeys.map((key) => UNIQUE_KEYS[key]) ?? []
}

/** A problem with the cell of a key. */
export function problemOf(row: ReadRow, by: RecordKey, rule: CellRule): RowProblem {
  const target = by === 'mobileE164' ? 'mobile' : by === 'address' ? 'name' : by
  return { column: row.cells.get(target)?.column ?? -1, target, rule }
}

const UNIQUE_KEYS = {
  email: 'email',
  code: 'code',
  referenceId: 'referenceId',
  mobile: 'mobileE164',
} as const
