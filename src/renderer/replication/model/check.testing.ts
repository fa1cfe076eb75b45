import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { fieldMapOf, isTracked } from '#shared/domain/customer-field-map.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { mergeRemote } from '#shared/domain/merge-remote.ts'
import type { Machine } from './machine.testing.ts'
import { amountOf } from './settle.testing.ts'
import { Broken } from './broken.testing.ts'
import { uniqueProduct } from './values.testing.ts'
import type { World } from './world.testing.ts'

function must(holds: boolean, promise: string, found?: unknown): asserts holds {
  if (!holds) throw new Broken(found === undefined ? promise : `${promise}: ${JSON.stringify(found)}`)
}

/**
 * Holds a world at rest against the promises (docs/sync.md, section 12). `decided`: people have decided all that waited
 * for them, so that nothing may be open.
 */
export async function check(world: World, decided: boolean): Promise<void> {
  const records = new Map((await world.recordsThere()).map((record) => [record.remoteId, record]))
  noneTwiceThere(world, [...records.values()])
  const held = new Set<string>()
  for (const [at, machine] of world.machines.entries()) {
    must(machine.overruled.length === 0, `machine ${at} leaves conflicts to people`, machine.overruled)
    const all = await machine.all()
    const linked = all.map(({ remoteId }) => remoteId).filter((remoteId) => remoteId !== '')
    must(new Set(linked).size === linked.length, 'there is one document for a record', linked)
    // Deleted there, and made anew by the machine whose create got no answer (docs/sync.md, section 13): the old one is asked about.
    const standing = all.filter(({ sync }) => !sync.localOnly && sync.theirs?.kind !== 'deleted-there')
    const emails = standing.map(({ email }) => email)
    const filled = emails.filter((email) => email !== '')
    must(new Set(filled).size === filled.length, `no customer stands twice at machine ${at}`, filled)
    for (const remoteId of records.keys()) {
      must(linked.includes(remoteId), `machine ${at} has every record`, [remoteId, machine.engine.status])
    }
    for (const customer of all) {
      await collect(machine, customer, held)
      const { refused, theirs, localOnly } = customer.sync
      if (localOnly) continue
      if (refused !== null && refused.of === 'delete' && customer.pendingSince === 0) {
        must(customer.deletedAt === 0, 'a refused delete is back')
      } else if (refused !== null || theirs !== null) {
        must(!decided, 'nothing waits for a person', customer.sync)
        continue
      }
      try {
        agrees(world, customer, records.get(customer.remoteId))
        await mappingsAgree(world, machine, customer)
      } catch (error) {
        throw new Broken(`${String(error)} at machine ${at}, in phase ${machine.engine.status.phase}`, {
          cause: [customer, machine.engine.status],
        })
      }
    }
  }
  await editsAreHeld(world, held)
  await deletedStays(world, records)
  if (decided) await commandsOnce(world)
  await quiet(world)
}

function noneTwiceThere(world: World, records: readonly RemoteCustomer[]): void {
  const keys = ['email', ...world.fields] as const
  for (const key of keys) {
    const values = records
      .map(({ fields }) => fields[key] ?? '')
      .filter((value) => value !== '' && !value.startsWith('+'))
    must(new Set(values).size === values.length, `no customer is there twice, by ${key}`, values.sort())
  }
}

async function collect(machine: Machine, customer: Customer, held: Set<string>): Promise<void> {
  const { theirs, base, sent, intent } = customer.sync
  const values: unknown[] = [...Object.values(fieldMapOf(customer)), ...Object.values(base)]
  if (theirs !== null && 'fields' in theirs) values.push(...Object.values(theirs.fields))
  if (sent !== null) values.push(...Object.values(sent.fields))
  if (intent?.kind === 'create') values.push(...Object.values(intent.sent))
  for (const { productId, base: known, sent: under, theirs: other } of await machine.own.skuMappings.findFor(
    customer.id,
  )) {
    const products = [productId, known, under?.productId, other]
    for (const product of products) held.add(uniqueProduct(product ?? ''))
  }
  for (const { changes, origin } of await machine.own.history.findFor(customer.id)) {
    // That it was entered, or replaced by news without a question, is no proof.
    if (!['conflict', 'link', 'discard', 'undo', 'rule'].includes(origin)) continue
    for (const { key, before, after } of changes) {
      const isProduct = key.startsWith('sku/')
      for (const value of [before, after]) values.push(isProduct ? uniqueProduct(String(value)) : value)
    }
  }
  for (const value of values) held.add(String(value))
}

/** A clean document: what the remote can hold of it is what the remote holds. */
function agrees(world: World, customer: Customer, record: RemoteCustomer | undefined): void {
  must(customer.pendingSince === 0, 'nothing waits', customer.sync)
  must(customer.sync.intent === null, 'nothing is under way', customer.sync.intent)
  must(record !== undefined, 'a clean customer is there', customer)
  const { capabilities } = world.plain
  for (const field of [...world.fields, 'email'] as const) {
    must(customer[field] === (record.fields[field] ?? ''), `both sides agree in ${field}`, [
      customer[field],
      record.fields[field],
    ])
  }
  // What is in no slot stays here; what was replaced and cannot be removed there is kept as its like.
  const slots = capabilities.addresses.shape === 'slots'
  const here = customer.addresses.filter(({ remoteId }) => !slots || remoteId !== '')
  const lines = [here.map(({ line1 }) => line1), (record.addresses ?? []).map(({ fields }) => fields.line1)]
  const [mine, there] = lines.map((each) => each.filter((line) => line !== '' && line !== undefined).sort())
  must(JSON.stringify(mine) === JSON.stringify(there), 'both sides have the same addresses', lines)
  const { customer: merged } = mergeRemote(customer, record, capabilities, {
    now: world.now,
    newAddressId: (id) => `of ${id}`,
  })
  must(
    trackedText(merged, world) === trackedText(customer, world),
    'reading the record anew changes nothing',
    [trackedText(customer, world), trackedText(merged, world)],
  )
}

function trackedText(customer: Customer, { plain: { capabilities } }: World): string {
  const map = Object.entries(fieldMapOf(customer)).filter(([key]) => isTracked(key, capabilities))
  return JSON.stringify(map.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function mappingsAgree(world: World, machine: Machine, customer: Customer): Promise<void> {
  if (!world.plain.capabilities.entities.includes('sku-mapping')) return
  const here = await machine.own.skuMappings.findFor(customer.id)
  if (here.some(({ theirs, refused }) => theirs !== null || refused !== null)) return
  const there = await world.mappingsThere(customer.remoteId)
  const text = (all: readonly { customerSku: string; productId: string }[]): string =>
    all
      .map(({ customerSku, productId }) => `${customerSku} ${productId}`)
      .sort()
      .join()
  must(text(here) === text(there), 'both sides have the same mappings', [here, there])
}

/** An acknowledged edit is in the final state, in a conflict, or in a history; or its customer was deleted. */
async function editsAreHeld(world: World, held: ReadonlySet<string>): Promise<void> {
  for (const [value, { machine, customerId, keys }] of world.promised) {
    const found = await world.at(machine).own.customers.get(customerId)
    if (found !== null)
      must(held.has(value) || unseen(world, value, machine), `the edit ${value} is not lost`)
    else {
      const known = [...keys, ...(world.links.get(customerId) ?? [])].some((key) => world.deleted.has(key))
      must(known, `the customer of ${value} is gone, though nobody deleted it`, keys)
    }
  }
}

/** Overwritten by somebody who had read the record before the value arrived there (docs/sync.md, section 13). */
function unseen(world: World, value: string, at: number): boolean {
  const others = world.machines.filter((machine) => machine !== world.at(at))
  return (
    world.at(at).brought.has(value) &&
    others.some(({ brought }) => brought.size > 0) &&
    !others.some(({ read }) => read.has(value))
  )
}

/** Deleted stays deleted; what the remote refused to delete is back. */
async function deletedStays(world: World, records: ReadonlyMap<string, RemoteCustomer>): Promise<void> {
  for (const [id, { machine, remoteId }] of world.deletions) {
    const found = await world.at(machine).own.customers.get(id)
    if (found === null) must(!records.has(remoteId), 'what was deleted is not there', remoteId)
    else {
      const asked = found.sync.theirs !== null || found.sync.refused !== null
      must(asked, 'a deletion is done, refused or asked about', [found.deletedAt, found.sync])
    }
  }
}

/** Each command that is said to be done was done once, and no other. */
async function commandsOnce(world: World): Promise<void> {
  const said: string[] = []
  for (const machine of world.machines) {
    for (const action of await machine.own.actions.findAll()) {
      must(action.state === 'done' || action.state === 'refused', 'no command waits', action)
      if (action.state === 'done') said.push(amountOf(action))
    }
  }
  const done = world.remote.allocated?.() ?? []
  must(new Set(done).size === done.length, 'no command is done twice', done)
  for (const amount of said) must(done.includes(amount), 'what is said to be done is done', [amount, done])
  for (const amount of done.filter((each) => !said.includes(each))) {
    // The commands of a customer that is gone go with it.
    const { customers } = world.at(world.commands.get(amount) ?? 0).own
    const id = world.credit?.remoteId ?? ''
    must(!(await customers.findByRemoteIds([id])).has(id), 'what was done is said to be done', amount)
  }
}

/** A quiet system sends nothing but the cheapest question for news. */
async function quiet(world: World): Promise<void> {
  for (const machine of world.machines) {
    const mark = machine.calls.length
    machine.clock.advance(61_000)
    await machine.engine.roundFinished()
    const more = machine.calls.slice(mark).filter((operation) => operation !== 'pull')
    must(more.length === 0, 'a quiet system sends nothing', more)
  }
  world.now += 61_000
}
