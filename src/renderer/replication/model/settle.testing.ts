import type { Customer } from '#shared/domain/customer.ts'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { Broken } from './broken.testing.ts'
import type { Machine } from './machine.testing.ts'
import type { Seeded } from './seeded.testing.ts'
import type { World } from './world.testing.ts'

/** Longer than any pause and any settle time. */
const A_WHILE = 3_700_000
/** Longer than lists are believed without being read again. */
const A_DAY = 90_000_000
const WAITS = [A_WHILE, A_DAY, A_WHILE]
/** So many days more at most until nobody has anything to send. */
const MORE_DAYS = 3
/** So often people look at what waits for them before they give up. */
const LOOKS = 8

/** All is well again: what waits goes, and everybody has read everything. */
export async function settle(world: World, rounds = WAITS.length): Promise<void> {
  world.weather.calm = true
  let known = writes(world)
  for (const ms of WAITS.slice(0, rounds)) {
    if (ms === A_DAY) known = writes(world)
    await rest(world, ms)
  }
  // What the daily reading of SKU mappings has set free is sent after it: the others meet it a day later.
  for (let days = 0; writes(world) > known && days < MORE_DAYS; days += 1) {
    known = writes(world)
    await rest(world, A_DAY)
    await rest(world, A_WHILE)
  }
}

/** Lets everybody go on, then time pass, then everybody read the complete list. */
async function rest(world: World, ms: number): Promise<void> {
  for (const machine of world.machines) {
    world.weather.release()
    machine.fate.left = Infinity
    await world.reviveIfDead(machine)
    machine.engine.resume()
    await machine.engine.roundFinished()
  }
  await world.wait(ms)
  for (const { engine } of world.machines) {
    await engine.sweepNow()
    await engine.answerQuestion('check')
    await engine.roundFinished()
  }
}

function writes({ machines }: World): number {
  return machines.flatMap(({ calls }) => calls).filter((operation) => operation === 'push').length
}

/** People decide everything that waits for them, until nothing does. */
export async function decideAll(world: World, random: Seeded): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    let open = 0
    for (const machine of world.machines) open += await decideAt(world, machine, random, look)
    if (open === 0) return
    await settle(world, 2)
  }
  const left = await Promise.all(world.machines.map(openAt))
  throw new Broken(`People cannot settle it: ${JSON.stringify(left.flat().map(({ sync }) => sync))}`)
}

async function openAt(machine: Machine): Promise<Customer[]> {
  return (await machine.all()).filter(
    ({ sync, pendingSince }) =>
      !sync.localOnly &&
      // A refused deletion is only to be known of, unless an edit waits behind it.
      (sync.theirs !== null ||
        (sync.refused !== null && (sync.refused.of !== 'delete' || pendingSince !== 0))),
  )
}

async function decideAt(world: World, machine: Machine, random: Seeded, look: number): Promise<number> {
  const customers = await openAt(machine)
  for (const customer of customers) {
    await decideCustomer(world, machine, customer, random, look)
    await machine.engine.roundFinished()
  }
  let open = customers.length
  for (const customer of await machine.all()) {
    for (const mapping of await machine.own.skuMappings.findFor(customer.id)) {
      if (mapping.theirs !== null) {
        const side = random.chance(0.5) ? 'mine' : 'theirs'
        await machine.engine.decideConflicts({
          customers: new Map(),
          mappings: new Map([[mapping.id, side]]),
        })
        open += 1
      } else if (mapping.refused !== null) {
        await machine.engine.retrySkuMapping(mapping.id)
        open += 1
      }
    }
  }
  for (const action of await machine.own.actions.findAll()) {
    if (action.state !== 'unknown') continue
    // Somebody looks whether it was done.
    const done = world.remote.allocated?.().includes(amountOf(action)) === true
    await machine.own.actions.decide(action.id, done ? 'was-done' : 'again')
    open += 1
  }
  await machine.engine.roundFinished()
  return open
}

async function decideCustomer(
  world: World,
  machine: Machine,
  customer: Customer,
  random: Seeded,
  look: number,
): Promise<void> {
  const { engine } = machine
  const { theirs, refused } = customer.sync
  const decide = async (decision: ConflictDecision): Promise<void> => {
    await engine.decideConflicts({ customers: new Map([[customer.id, decision]]), mappings: new Map() })
  }
  // Whoever decides something else about it has seen that its deletion was refused.
  if (refused?.of === 'delete') world.deletions.delete(customer.id)
  switch (theirs?.kind) {
    case 'fields': {
      const take = random.chance(0.5) ? ('mine' as const) : ('theirs' as const)
      const choices = Object.fromEntries(Object.keys(theirs.fields).map((key) => [key, { take }]))
      return decide({ kind: 'fields', choices })
    }
    case 'deleted-there': {
      const twin = (await machine.all()).some(
        ({ id, email }) => id !== customer.id && email === customer.email,
      )
      // People talk to each other: it is restored once, and not where it stands there again.
      const missed = customer.email !== '' && !world.restored.has(customer.remoteId) && !twin
      if (missed && random.chance(0.5)) {
        world.restored.add(customer.remoteId)
        return decide({ kind: 'restore-as-new' })
      }
      world.mayBeGone(customer)
      return decide({ kind: 'delete' })
    }
    case 'edited-there':
      if (random.chance(0.5)) return decide({ kind: 'delete-anyway' })
      world.deletions.delete(customer.id)
      return decide({ kind: 'keep' })
    case undefined:
      break
  }
  if (refused === null) return
  if (refused.of === 'ask') {
    // Somebody looks whether it is there.
    const values = new Set((await world.recordsThere()).flatMap(({ fields }) => Object.values(fields)))
    const there = world.fields.some((field) => customer[field] !== '' && values.has(customer[field]))
    return engine.answerUnknownCreate(customer.id, there ? 'keep-local-only' : 'send-again')
  }
  if (look < 3) return engine.retry(customer.id)
  if (customer.remoteId !== '') {
    await engine.discard({ customers: [customer.id], mappings: [] })
    return
  }
  world.mayBeGone(customer)
  await machine.own.customers.markDeleted([customer.id])
}

/** The amount of a command of the model; there is one order in each. */
export function amountOf(action: QueuedAction): string {
  const { orders } = action.input as unknown as { orders: { amount: string }[] }
  return orders[0]?.amount ?? ''
}
