import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft, newCustomer, type Customer } from '#shared/domain/customer.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { allCustomers, type RosterPage, type RosterQuery } from '#renderer/roster/roster-query.ts'
import { openTestWorkspace, type TestWorkspace } from '#renderer/workspace/test-workspace.testing.tsx'
import { CustomerRows } from './customer-rows.ts'

const COUNT = 700

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The real roster, whose answers are held back until the test lets them go one by one. */
class HeldRoster {
  readonly asked: { from: number; search: string; letGo: () => Promise<void> }[] = []
  readonly #roster: RosterClient

  constructor(roster: RosterClient) {
    this.#roster = roster
  }

  readonly page = (query: RosterQuery, from: number, to: number): Promise<RosterPage> =>
    new Promise((resolve, reject) => {
      const letGo = async (): Promise<void> => {
        await this.#roster.page(query, from, to).then(resolve, reject)
        await settle()
      }
      this.asked.push({ from, search: query.search, letGo })
    })

  get version$(): RosterClient['version$'] {
    return this.#roster.version$
  }

  /** Lets the oldest question be answered. */
  async answer(): Promise<void> {
    const question = this.asked.shift()
    if (question === undefined) throw new Error('Nothing was asked')
    await question.letGo()
  }
}

const nameAt = (index: number): string => `Customer ${String(index).padStart(4, '0')}`
const idAt = (index: number): string => `id-${String(index).padStart(4, '0')}`

let desk: TestWorkspace
let roster: HeldRoster
let rows: CustomerRows
let errors: unknown[]

beforeEach(async () => {
  desk = await openTestWorkspace()
  const all = Array.from({ length: COUNT }, (_, index): Customer =>
    newCustomer(idAt(index), { ...emptyCustomerDraft(), name: nameAt(index) }, 1),
  )
  await desk.workspace.customers.insertMany(all)
  await desk.workspace.roster.flush()
  roster = new HeldRoster(desk.workspace.roster)
  errors = []
  rows = new CustomerRows(roster, desk.workspace.customers, allCustomers())
})
afterEach(async () => {
  rows.close()
  await desk.close()
})

function open(): void {
  rows.open((error) => errors.push(error))
}

/** Waits for something of the store, which answers in its own time. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise<void>((resolve) => {
      const stop = rows.subscribe(() => {
        stop()
        resolve()
      })
    })
  }
}

it('shows the first page from the index until the roster answers', async () => {
  open()
  await until(() => rows.snapshot().provisional)
  expect(rows.snapshot().count).toBeLessThan(COUNT)
  expect(rows.snapshot().idAt(0)).toBe(idAt(0))
  await roster.answer()
  expect(rows.snapshot()).toMatchObject({ provisional: false, count: COUNT })
})

it('reads only what is seen, and its documents by id', async () => {
  open()
  await roster.answer()
  rows.setVisible(510, 540)
  await settle()
  expect(roster.asked.map(({ from }) => from)).toEqual([500])
  await roster.answer()
  expect(rows.snapshot().idAt(520)).toBe(idAt(520))
  await until(() => rows.snapshot().customer(idAt(520)) !== undefined)
  expect(rows.snapshot().customer(idAt(520))?.name).toBe(nameAt(520))
  expect(rows.snapshot().customer(idAt(300))).toBeUndefined()
})

it('keeps only the newest wish while a question is under way', async () => {
  open()
  await roster.answer()
  for (const from of [100, 200, 300, 600]) rows.setVisible(from, from + 40)
  await settle()
  expect(roster.asked.map(({ from }) => from)).toEqual([100])
  await roster.answer()
  expect(roster.asked.map(({ from }) => from)).toEqual([600])
})

it('keeps the old rows until another list is there, and drops an answer that came too late', async () => {
  open()
  await roster.answer()
  rows.setQuery({ ...allCustomers(), search: '06' })
  rows.setQuery({ ...allCustomers(), search: '0666' })
  expect(rows.snapshot().idAt(0)).toBe(idAt(0))
  await roster.answer()
  expect(rows.snapshot().idAt(0)).toBe(idAt(0))
  await roster.answer()
  await until(() => rows.snapshot().idAt(0) === idAt(666))
  expect(rows.snapshot()).toMatchObject({ count: 1 })
  expect(rows.snapshot().customer(idAt(666))?.name).toBe(nameAt(666))
})

it('asks again for what is seen when the roster has changed', async () => {
  open()
  await roster.answer()
  await desk.workspace.customers.create({ ...emptyCustomerDraft(), name: 'Aaron' })
  await desk.workspace.roster.flush()
  while (rows.snapshot().count === COUNT) {
    if (roster.asked.length > 0) await roster.answer()
    else await settle()
  }
  expect(rows.snapshot().idAt(1)).toBe(idAt(0))
})

it('follows a document that changes while it is seen', async () => {
  open()
  await roster.answer()
  await until(() => rows.snapshot().customer(idAt(3)) !== undefined)
  await desk.workspace.customers.modify(idAt(3), (customer) => ({ ...customer, phone: '+1 555 0100' }))
  await until(() => rows.snapshot().customer(idAt(3))?.phone === '+1 555 0100')
})

it('asks nothing and tells nothing after it was closed', async () => {
  open()
  rows.close()
  rows.setVisible(200, 240)
  await roster.answer()
  expect(roster.asked).toEqual([])
  expect(rows.snapshot().known).toBe(false)
  expect(errors).toEqual([])
})
