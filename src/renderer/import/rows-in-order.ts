import { firstValueFrom } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { sortInSlices } from './sort-in-slices.ts'
import { createYield } from './yield-often.ts'

/** Where rows of customers are read. */
export interface RowsInOrderContext {
  readonly customers: Pick<CustomerRepository, 'findByIds' | 'between'>
  /** Knows how many customers there are. */
  readonly roster: Pick<RosterClient, 'counts$'>
}

/** Customers that are read in one go: what a page takes of them at once keeps it for less than a frame. */
const BATCH = 200
/** Readings that are under way at a time: the store reads the next ones while rows are made. */
const AHEAD = 3
/** Rows that are given in one go, likewise. */
const GIVEN = 500
/**
 * Where more than one customer in so many is wanted, reading all from one id to another is faster than asking for each
 * (measured: four times as fast a customer).
 */
const ONE_IN = 4
/** Rows that are kept until their turn comes, some 50 MB: longer lists are read several times. */
const WINDOW = 200_000

/**
 * The rows of customers in the order of `ids`, in batches; those that are not there any more have none. `rowOf` is called
 * for every customer once, in any order.
 */
export async function* rowsInOrder(
  context: RowsInOrderContext,
  ids: readonly string[],
  rowOf: (customer: Customer) => string[],
): AsyncGenerator<string[][]> {
  const { total } = await firstValueFrom(context.roster.counts$)
  if (ids.length * ONE_IN <= total) yield* oneByOne(context, ids, rowOf)
  else
    for (let from = 0; from < ids.length; from += WINDOW)
      yield* ofAll(context, ids.slice(from, from + WINDOW), rowOf)
}

/** Asks for each customer. */
async function* oneByOne(
  { customers }: RowsInOrderContext,
  ids: readonly string[],
  rowOf: (customer: Customer) => string[],
): AsyncGenerator<string[][]> {
  const rest = createYield()
  const read = (from: number): Promise<Map<string, Customer>> =>
    awaitedLater(customers.findByIds(ids.slice(from, from + BATCH)))
  let reading = read(0)
  for (let from = 0; from < ids.length; from += BATCH) {
    const found = await reading
    // The store reads on while these become rows.
    reading = read(from + BATCH)
    const rows: string[][] = []
    for (const id of ids.slice(from, from + BATCH)) {
      const customer = found.get(id)
      if (customer !== undefined && customer.deletedAt === 0) rows.push(rowOf(customer))
      await rest()
    }
    yield rows
  }
}

/** Reads the customers in the order of their ids, which are most of all, and puts their rows in the order asked for. */
async function* ofAll(
  { customers }: RowsInOrderContext,
  ids: readonly string[],
  rowOf: (customer: Customer) => string[],
): AsyncGenerator<string[][]> {
  const rest = createYield()
  const places = new Map<string, number>()
  for (const [at, id] of ids.entries()) {
    places.set(id, at)
    await rest()
  }
  const sorted = await sortInSlices(ids, rest)
  const rows: (string[] | null)[] = ids.map(() => null)
  const read = (from: number): Promise<Customer[]> => {
    const [first, last] = [sorted[from], sorted[Math.min(from + BATCH, sorted.length) - 1]]
    return first === undefined || last === undefined
      ? Promise.resolve([])
      : awaitedLater(customers.between(first, last))
  }
  const reading = Array.from({ length: AHEAD }, (_, at) => read(at * BATCH))
  for (let from = 0; from < sorted.length; from += BATCH) {
    const found = await reading.shift()
    reading.push(read(from + AHEAD * BATCH))
    for (const customer of found ?? []) {
      const at = places.get(customer.id)
      if (at !== undefined && customer.deletedAt === 0) rows[at] = rowOf(customer)
      await rest()
    }
    // Nothing to write yet, but a chance to stop.
    yield []
  }
  for (let from = 0; from < rows.length; from += GIVEN)
    yield rows.slice(from, from + GIVEN).filter((row) => row !== null)
}

/** A reading whose failure is told where it is awaited; where nobody awaits it any more, it is not told. */
function awaitedLater<T>(reading: Promise<T>): Promise<T> {
  reading.catch(() => undefined)
  return reading
}
