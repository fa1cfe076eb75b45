import type { SkuColumnTarget } from '#shared/csv/sku-mapping-columns.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { looseText } from '#renderer/roster/fold-text.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { allCustomers, type MatchProbe } from '#renderer/roster/roster-query.ts'

/** The columns that say whose SKU a row is, in the order in which they are believed. */
export const CUSTOMER_TARGETS = [
  'customerLocalId',
  'customerRemoteId',
  'customerCode',
  'customerReferenceId',
  'customerEmail',
  'customerName',
] as const satisfies readonly SkuColumnTarget[]

/** What a row says of its customer. */
export interface CustomerName {
  target: (typeof CUSTOMER_TARGETS)[number]
  text: string
}

/** Where customers are found. */
export interface FinderContext {
  readonly customers: Pick<CustomerRepository, 'findByIds'>
  readonly roster: Pick<RosterClient, 'match' | 'page'>
}

/** Rows of one customer mostly follow each other: found once is enough. */
const REMEMBERED = 20_000

/** Finds the customers that the rows of a SKU file name: by the first of their columns that finds anybody. */
export class SkuCustomerFinder {
  readonly #context: FinderContext
  readonly #found = new Map<string, string | null>()

  constructor(context: FinderContext) {
    this.#context = context
  }

  /** The customer's local id for each row; '' where there is none, null where there are several. */
  async find(rows: readonly (readonly CustomerName[])[]): Promise<(string | null)[]> {
    const missing = new Map<string, readonly CustomerName[]>()
    for (const names of rows) {
      const key = keyOf(names)
      if (!this.#found.has(key)) missing.set(key, names)
    }
    if (this.#found.size > REMEMBERED) this.#found.clear()
    await this.#look(missing)
    return rows.map((names) => this.#found.get(keyOf(names)) ?? (this.#found.has(keyOf(names)) ? null : ''))
  }

  async #look(missing: ReadonlyMap<string, readonly CustomerName[]>): Promise<void> {
    const all = [...missing]
    const textOf = (names: readonly CustomerName[], target: CustomerName['target']): string =>
      names.find((name) => name.target === target)?.text ?? ''
    const byId = await this.#context.customers.findByIds(
      all.map(([, names]) => textOf(names, 'customerLocalId')).filter((id) => id !== ''),
    )
    const matches = await this.#context.roster.match(all.map(([, names]) => probeOf(names)))
    for (const [at, [key, names]] of all.entries()) {
      const known = byId.get(textOf(names, 'customerLocalId'))
      const match = matches[at]
      if (known?.deletedAt === 0) this.#found.set(key, known.id)
      else if (match != null) this.#found.set(key, match.alike > 1 ? null : match.id)
      else this.#found.set(key, await this.#byName(textOf(names, 'customerName')))
    }
  }

  /** A name alone finds a customer where exactly one has it. */
  async #byName(name: string): Promise<string | null> {
    if (name === '') return ''
    const query = { ...allCustomers(), search: name, archived: 'all' } as const
    const { ids } = await this.#context.roster.page(query, 0, 50)
    const found = await this.#context.customers.findByIds(ids)
    const wanted = looseText(name)
    const same = [...found.values()].filter((customer) => looseText(displayName(customer)) === wanted)
    return same.length > 1 ? null : (same[0]?.id ?? '')
  }
}

function probeOf(names: readonly CustomerName[]): MatchProbe {
  const probe: MatchProbe = {}
  for (const { target, text } of names) {
    if (target === 'customerRemoteId') probe.remoteId = text
    else if (target === 'customerCode') probe.code = text
    else if (target === 'customerReferenceId') probe.referenceId = text
    else if (target === 'customerEmail') probe.email = text
  }
  return probe
}

function keyOf(names: readonly CustomerName[]): string {
  return JSON.stringify(names.map(({ target, text }) => [target, text]))
}
