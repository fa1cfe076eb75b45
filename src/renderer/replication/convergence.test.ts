import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { skuIoLikeProfile, upsertingProfile, type MemoryProfile } from '#shared/connector/memory-profiles.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { fieldMapOf, isTracked } from '#shared/domain/customer-field-map.ts'
import { Desk, newRemote, place } from './desk.testing.ts'

const FIELDS = ['phone', 'name', 'firstName'] as const
type Field = (typeof FIELDS)[number]

/** One thing that happens: at a desk, at the remote, or on the way between them. */
type Step =
  | { do: 'create'; desk: number; keyed: boolean }
  | { do: 'edit' | 'revert'; desk: number; which: number; field: Field }
  | { do: 'add-address' | 'delete'; desk: number; which: number }
  | { do: 'edit-there'; which: number; field: Field }
  | { do: 'create-there' }
  | { do: 'delete-there'; which: number }
  | { do: 'cut'; desk: number; when: 'before' | 'after' | 'later' }
  | { do: 'server-error'; desk: number; took: boolean }
  | { do: 'offline'; desk: number }
  | { do: 'sync' | 'sweep' | 'restart'; desk: number }
  | { do: 'wait'; ms: number }

const desk = fc.constantFrom(0, 1)
const which = fc.nat(7)
const field = fc.constantFrom(...FIELDS)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), desk, keyed: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('edit' as const), desk, which, field }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revert' as const), desk, which, field }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('add-address' as const), desk, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), desk, which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit-there' as const), which, field }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create-there' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-there' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cut' as const),
      desk,
      when: fc.constantFrom('before' as const, 'after' as const, 'later' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('server-error' as const), desk, took: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('offline' as const), desk }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('sync' as const, 'sync' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sweep' as const, 'restart' as const), desk }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(5_000, 40_000, 90_000) }),
  },
)

/** Two desks, one remote, and a memory of what was promised. */
class World {
  readonly remote: MemoryRemote
  readonly desks: Desk[] = []
  /** Values that somebody entered and nobody has replaced having seen them. */
  readonly promised = new Map<string, { desk: number; customerId: string }>()
  #values = 0

  constructor(profile: MemoryProfile) {
    this.remote = newRemote(profile)
  }

  value(): string {
    this.#values += 1
    return `v${this.#values}`
  }

  async open(): Promise<void> {
    for (let i = 0; i < 2; i += 1) {
      const opened = await Desk.open(this.remote)
      this.desks.push(opened)
      await opened.start()
    }
  }

  at(index: number): Desk {
    const found = this.desks[index]
    if (found === undefined) throw new Error('There are two desks')
    return found
  }

  async customer(index: number, nth: number): Promise<Customer | null> {
    const all = (await this.at(index).all()).filter(({ deletedAt }) => deletedAt === 0)
    return all[nth % Math.max(1, all.length)] ?? null
  }

  recordThere(nth: number): string | null {
    const ids = [...this.remote.customers.keys()]
    return ids[nth % Math.max(1, ids.length)] ?? null
  }

  /** `seen`: what the new value replaces; who replaces it has seen it. */
  promise(value: string, seen: string, desk: number, customerId: string): void {
    this.promised.delete(seen)
    this.promised.set(value, { desk, customerId })
  }

  async run(todo: Step): Promise<void> {
    switch (todo.do) {
      case 'create': {
        const name = this.value()
        const address = place('a', `${name} Mill Lane`, 'LS1 1AA')
        const { id } = await this.at(todo.desk).create({
          name,
          firstName: name,
          email: todo.keyed || this.remote.profile.upserts ? `${name}@example.com` : '',
          addresses: [address],
        })
        this.promise(name, '', todo.desk, id)
        return
      }
      case 'edit':
      case 'revert': {
        const customer = await this.customer(todo.desk, todo.which)
        if (customer === null) return
        const seen = customer[todo.field]
        const base = customer.sync.base[todo.field]
        const value = todo.do === 'revert' && typeof base === 'string' ? base : this.value()
        if (value === seen) return
        await this.at(todo.desk).edit(customer.id, { [todo.field]: value })
        this.promise(value, seen, todo.desk, customer.id)
        return
      }
      case 'add-address': {
        const customer = await this.customer(todo.desk, todo.which)
        if (customer === null) return
        const address = place(this.value(), this.value(), 'LS2 2BB')
        await this.at(todo.desk).edit(customer.id, { addresses: [...customer.addresses, address] })
        return
      }
      case 'delete': {
        const customer = await this.customer(todo.desk, todo.which)
        if (customer !== null) await this.at(todo.desk).customers.markDeleted([customer.id])
        return
      }
      case 'edit-there': {
        const remoteId = this.recordThere(todo.which)
        if (remoteId === null) return
        const value = this.value()
        this.promised.delete(this.remote.customers.get(remoteId)?.fields[todo.field] ?? '')
        this.remote.directEdit(remoteId, { [todo.field]: value })
        return
      }
      case 'create-there': {
        const name = this.value()
        this.remote.directCreate({ name, firstName: name, email: `${name}@example.com` })
        return
      }
      case 'delete-there': {
        const remoteId = this.recordThere(todo.which)
        if (remoteId !== null) this.remote.directDelete(remoteId)
        return
      }
      case 'cut':
        this.at(todo.desk).connector.faults.cutNext(todo.when)
        return
      case 'server-error': {
        const error = { kind: 'unavailable', status: 500, retryAfterMs: 0 } as const
        this.at(todo.desk).connector.faults.failNext(error, 1)
        return
      }
      case 'offline': {
        const { faults } = this.at(todo.desk).connector
        faults.offline = !faults.offline
        return
      }
      case 'sync':
        return this.at(todo.desk).sync()
      case 'sweep':
        return this.at(todo.desk).engine.sweepNow()
      case 'restart': {
        const restarted = this.at(todo.desk)
        const late = restarted.connector.faults.late.splice(0)
        await restarted.engine.stop()
        restarted.renew()
        restarted.connector.faults.late.push(...late)
        return restarted.start()
      }
      case 'wait':
        return this.wait(todo.ms)
    }
  }

  /** Time passes. A request that was given up takes effect within the remote's own time, if at all. */
  async wait(ms: number): Promise<void> {
    for (const each of this.desks) {
      each.connector.faults.runLate()
      await each.later(ms)
    }
  }

  /** All is well again: what waits goes, and everybody has read everything. */
  async settle(): Promise<void> {
    for (let i = 0; i < 4; i += 1) {
      for (const each of this.desks) {
        each.connector.faults.offline = false
        each.connector.faults.clear()
      }
      await this.wait(3_700_000)
      for (const each of this.desks) {
        await each.engine.sweepNow()
        await each.engine.answerQuestion('check')
        await each.engine.roundFinished()
      }
    }
  }
}

/** What the remote can hold of a customer, addresses aside. */
function tracked(customer: Customer, remote: MemoryRemote): Record<string, unknown> {
  const { capabilities } = remote.profile
  const map = Object.entries(fieldMapOf(customer)).filter(
    ([key]) => isTracked(key, capabilities) && !key.includes('ddress'),
  )
  return Object.fromEntries(map)
}

function lines(addresses: readonly { line1?: string; fields?: { line1?: string } }[]): string[] {
  return addresses.map((address) => (address.fields?.line1 ?? address.line1 ?? '').toLowerCase()).sort()
}

async function check(world: World): Promise<void> {
  const { remote } = world
  // No customer is created twice: the name it was created with is found in one record at most.
  const names = [...remote.customers.values()]
    .map(({ fields }) => fields.email)
    .filter((email) => email !== '')
  expect(new Set(names).size).toBe(names.length)
  const held = new Set<string>()
  for (const each of world.desks) {
    const all = await each.all()
    const linked = all.map(({ remoteId }) => remoteId).filter((remoteId) => remoteId !== '')
    expect(new Set(linked).size, 'one document for a record').toBe(linked.length)
    for (const customer of all) {
      const { refused, theirs, base, intent } = customer.sync
      for (const text of [customer.name, customer.phone, customer.firstName]) held.add(text)
      for (const value of Object.values(base)) held.add(String(value))
      if (theirs !== null && 'fields' in theirs)
        for (const value of Object.values(theirs.fields)) held.add(String(value))
      if (refused !== null || theirs !== null) continue
      expect(intent, 'nothing is under way').toBeNull()
      expect(customer.pendingSince, 'nothing waits').toBe(0)
      const there = remote.customers.get(customer.remoteId)
      if (there === undefined) throw new Error('A clean customer is not there')
      for (const [key, value] of Object.entries(tracked(customer, remote))) {
        expect((there.fields as Record<string, unknown>)[key] ?? false, key).toEqual(value)
      }
      // An address that is in no slot of the remote stays here.
      const slots = remote.profile.capabilities.addresses.shape === 'slots'
      const inUse = customer.addresses.filter(
        ({ superseded, remoteId }) => superseded === '' && (!slots || remoteId !== ''),
      )
      expect(lines(inUse)).toEqual(lines(there.addresses))
    }
    for (const remoteId of remote.customers.keys()) expect(linked, 'everybody has it').toContain(remoteId)
    for (const customer of all) {
      for (const { changes } of await each.history.findFor(customer.id)) {
        for (const { before, after } of changes) held.add(String(before)).add(String(after))
      }
    }
  }
  // An acknowledged edit is in the final state, in a conflict, or in a history; or its customer was deleted.
  for (const [value, { desk: index, customerId }] of world.promised) {
    if ((await world.at(index).customers.get(customerId)) === null) continue
    expect(held, `the edit ${value} is not lost`).toContain(value)
  }
  // A quiet system sends nothing but the cheapest question for news.
  for (const each of world.desks) {
    const mark = each.connector.requests.length
    await each.later(61_000)
    const operations = each.requestsSince(mark).map(({ operation }) => operation)
    expect(operations).toEqual(remote.profile.capabilities.pull === 'full-scan' ? [] : ['pull'])
  }
}

const RUNS = Number(import.meta.env['CONVERGENCE_RUNS'] ?? 25)

describe.each([
  ['SKU.io', skuIoLikeProfile],
  ['an upserting remote', upsertingProfile],
])('two desks with %s', (_, profile) => {
  test(
    'agree after random edits and faults, and lose nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
          const world = new World(profile())
          try {
            await world.open()
            for (const todo of steps) await world.run(todo)
            await world.settle()
            await check(world)
          } finally {
            for (const each of world.desks) await each.close()
          }
        }),
        { numRuns: RUNS, ...(import.meta.env['SEED'] ? { seed: Number(import.meta.env['SEED']) } : {}) },
      )
    },
    RUNS * 5_000,
  )
})
