import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer, RemoteSkuMapping } from '#shared/connector/remote-record.ts'
import { emptyCustomerDraft, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { TestClock } from '../test-clock.testing.ts'
import { Machine } from './machine.testing.ts'
import { plainLine, REMOTES, type ModelRemote, type RemoteName } from './remotes.testing.ts'
import type { Seeded } from './seeded.testing.ts'
import { uniqueText } from './values.testing.ts'
import { Weather } from './weather.testing.ts'

const NEVER = new AbortController().signal
/** When every run begins. */
export const START = Date.UTC(2026, 10, 2, 8)

const TEXT_FIELDS = ['name', 'firstName', 'lastName', 'company', 'phone'] as const

/** A field that the model edits. */
export type TextField = (typeof TEXT_FIELDS)[number]

/** Is told what happens, line by line. */
export type Tell = (line: string) => void

/** A value that somebody entered, and where. */
export interface Promised {
  machine: number
  customerId: string
  /** By what the customer can be told. */
  keys: string[]
}

/** Machines, one remote, the weather between them, and a memory of what was promised. */
export class World {
  readonly weather: Weather
  readonly machines: Machine[] = []
  readonly remote: ModelRemote
  /** What somebody else works by, and what the checks read by. */
  readonly plain: RemoteConnector
  /** Values that somebody entered and nobody has replaced having seen them. */
  readonly promised = new Map<string, Promised>()
  /** Values that somebody has replaced having seen them, and at which machines. */
  readonly replaced = new Map<string, ReadonlySet<number>>()
  /** Ids, remote ids and e-mails of customers that somebody deleted. */
  readonly deleted = new Set<string>()
  /** Customers, and the records that they have ever been linked with. */
  readonly links = new Map<string, Set<string>>()
  /** Records gone there whose customers somebody has restored. */
  readonly restored = new Set<string>()
  /** Deletions at a machine that nobody took back. */
  readonly deletions = new Map<string, { machine: number; remoteId: string }>()
  /** Commands that were given: amount -> machine. */
  readonly commands = new Map<string, number>()
  credit: { remoteId: string; creditId: string; orderId: string } | null = null
  /** The remote's clock, in ms. */
  now = START
  /** Machines that died. */
  crashes = 0
  #values = 0
  #ids = 0
  #products = 0

  private constructor(remote: ModelRemote, weather: Weather) {
    this.remote = remote
    this.weather = weather
    // No two writes fall into one second (docs/sync.md, section 13).
    const tick = (): void => {
      this.now += 1_000
    }
    weather.tick = tick
    this.plain = plainLine(remote, tick)
  }

  /** Machines with clocks up to some minutes apart, in step with a remote that has two customers. */
  static async open(
    name: RemoteName,
    random: Seeded,
    options: { machines: number; rate: number; tell: Tell },
  ): Promise<World> {
    const clock = { now: () => START }
    const remote = await REMOTES[name](() => clock.now())
    const world = new World(remote, new Weather(random, options.rate))
    clock.now = () => world.now
    for (let i = 0; i < 2; i += 1) await world.createThere()
    world.weather.calm = false
    for (let i = 0; i < options.machines; i += 1) {
      const skew = (random.below(3) - 1) * 400_000
      const machine = await Machine.open({
        connect: () => remote.connect(world.weather),
        newId: () => world.newId(),
        clock: new TestClock(START + skew),
        tell: (line) => options.tell(`  machine ${i}: ${line}`),
      })
      world.machines.push(machine)
    }
    world.weather.calm = true
    for (const machine of world.machines) await machine.start()
    world.weather.calm = false
    return world
  }

  newId(): string {
    this.#ids += 1
    return `018f0000-0000-7000-8000-${this.#ids.toString(16).padStart(12, '0')}`
  }

  /** A text that nobody has used. */
  value(): string {
    this.#values += 1
    return uniqueText(this.#values)
  }

  at(index: number): Machine {
    const found = this.machines[index]
    if (found === undefined) throw new Error('There is no such machine')
    return found
  }

  /** The text fields that the remote can hold and that are no keys. */
  get fields(): TextField[] {
    const { fields } = this.plain.capabilities
    return TEXT_FIELDS.filter((field) => fields.includes(field))
  }

  /** `seen`: what the new value replaces; who replaces it has seen it. */
  promise(value: string, seen: string, machine: number, customer: Customer): void {
    this.promised.delete(seen)
    this.promised.set(value, { machine, customerId: customer.id, keys: this.#keysOf(customer) })
  }

  /** A customer that is gone now may be gone: somebody deleted it. */
  mayBeGone(customer: Customer): void {
    for (const key of this.#keysOf(customer)) this.deleted.add(key)
  }

  /** The same for a record that somebody deletes there. */
  mayBeGoneThere({ remoteId, fields }: RemoteCustomer): void {
    const texts = [fields.email, ...this.fields.map((field) => fields[field])]
    for (const key of [remoteId, ...texts]) if (typeof key === 'string' && key !== '') this.deleted.add(key)
  }

  /** Remembers what is linked with what: a name may be changed before somebody deletes the record. */
  async noteLinks(): Promise<void> {
    for (const { own } of this.machines) {
      for (const { id, remoteId } of await own.customers.linkedAfter('', 10_000)) {
        const known = this.links.get(id)
        if (known === undefined) this.links.set(id, new Set([remoteId]))
        else known.add(remoteId)
      }
    }
  }

  /** All by which a customer can be told: nobody enters the same twice. */
  #keysOf(customer: Customer): string[] {
    const keys = [
      customer.id,
      customer.remoteId,
      customer.email,
      ...this.fields.map((field) => customer[field]),
    ]
    return keys.filter((key) => key !== '' && !key.startsWith('+'))
  }

  /** Ends with `work`, or earlier where something is held on its way, or the machine dies. */
  async until(machine: Machine, work: Promise<unknown>): Promise<void> {
    await Promise.race([work, this.weather.holding(), machine.fate.death])
  }

  /** The remote's ids, in its own order. */
  async recordsThere(): Promise<RemoteCustomer[]> {
    const records: RemoteCustomer[] = []
    let checkpoint = null
    for (;;) {
      const page = await this.plain.pull('customer', { mode: 'sweep', checkpoint, limit: 100 }, NEVER)
      if (!page.ok) throw new Error(`The list cannot be read: ${page.error.kind}`)
      records.push(...page.value.records)
      if (!page.value.hasMore) break
      checkpoint = page.value.checkpoint as never
    }
    const ids = records.map(({ remoteId }) => remoteId)
    const whole = await this.plain.get('customer', ids, NEVER)
    if (!whole.ok) throw new Error(`The records cannot be read: ${whole.error.kind}`)
    return whole.value.filter((record) => record !== null)
  }

  async mappingsThere(customerRemoteId: string): Promise<RemoteSkuMapping[]> {
    const request = { mode: 'of', of: customerRemoteId, checkpoint: null, limit: 100 } as const
    const page = await this.plain.pull('sku-mapping', request, NEVER)
    return page.ok ? page.value.records : []
  }

  /** Somebody else adds a customer. */
  async createThere(): Promise<void> {
    const name = this.value()
    const whole = { ...this.draft(name), email: this.email(name) }
    const push = { type: 'create', localId: 'somebody', key: '', whole, archived: false } as const
    const [outcome] = await this.plain.push('customer', [push], NEVER)
    if (outcome?.status !== 'accepted') throw new Error(`Not created there: ${JSON.stringify(outcome)}`)
  }

  /** An e-mail of its own, in which the text is not found again. */
  email(text: string): string {
    return `m${text.slice(1)}@example.com`
  }

  /** A product that nobody else has chosen. */
  product(): string {
    this.#products += 1
    return String(this.#products)
  }

  /** What is entered of a new customer. */
  draft(name: string): CustomerDraft {
    const named = this.fields.filter((field) => ['name', 'firstName', 'lastName'].includes(field))
    return { ...emptyCustomerDraft(), ...Object.fromEntries(named.map((field) => [field, name])) }
  }

  /** Time passes everywhere. A request that was given up takes effect within the remote's own time, if at all. */
  async wait(ms: number): Promise<void> {
    this.weather.release()
    await this.weather.runLate()
    this.now += ms
    for (const machine of this.machines) {
      machine.clock.advance(ms)
      await this.until(machine, machine.engine.roundFinished())
      await this.reviveIfDead(machine)
    }
    await this.noteLinks()
  }

  /** A machine that died is started again. */
  async reviveIfDead(machine: Machine): Promise<void> {
    if (!machine.fate.dead) return
    this.crashes += 1
    machine.renew()
    await this.until(machine, machine.start())
  }

  async close(): Promise<void> {
    this.weather.calm = true
    this.weather.release()
    for (const machine of this.machines) await machine.close()
    await this.remote.close()
  }
}
