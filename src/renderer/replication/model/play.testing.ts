import { newAddress, type Address } from '#shared/domain/address.ts'
import { newCustomerFrom } from '#shared/domain/apply-edit.ts'
import { POINTER_FIELDS } from '#shared/domain/customer-field-map.ts'
import type { Customer, CustomerDraft } from '#shared/domain/customer.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { Step } from './steps.testing.ts'
import { uniqueProduct } from './values.testing.ts'
import type { TextField, World } from './world.testing.ts'

const NEVER = new AbortController().signal

/** Lets one thing happen. */
export async function play(world: World, step: Step): Promise<void> {
  const machine = world.at(step.machine)
  switch (step.do) {
    case 'create':
      return createHere(world, step)
    case 'import':
      return importHere(world, step)
    case 'edit':
    case 'revert':
      return editHere(world, step)
    case 'archive': {
      const customer = await customerHere(world, step)
      if (customer !== null && world.plain.capabilities.writes.archive) {
        await machine.own.customers.setArchived([customer.id], customer.archivedAt === 0)
      }
      return
    }
    case 'address':
      return addressHere(world, step)
    case 'default':
      return defaultHere(world, step)
    case 'delete':
      return deleteHere(world, step)
    case 'mapping':
      return mappingHere(world, step)
    case 'allocate':
      return allocateHere(world, step)
    case 'create-there':
      return world.createThere()
    case 'edit-there':
      return world.weather.inOneMoment(() => editThere(world, step))
    case 'delete-there':
      return world.weather.inOneMoment(async () => {
        const record = await recordThere(world, step)
        if (record === null || record.remoteId === world.credit?.remoteId) return
        world.mayBeGoneThere(record)
        world.remote.deleteThere(record.remoteId)
      })
    case 'refuse-delete':
      return world.weather.inOneMoment(async () => {
        const record = await recordThere(world, step)
        if (record !== null) world.remote.refuseDelete?.(record.remoteId)
      })
    case 'mapping-there':
      return world.weather.inOneMoment(() => mappingThere(world, step))
    case 'sync':
      world.weather.release()
      await world.until(machine, machine.sync())
      return world.reviveIfDead(machine)
    case 'sweep':
      await world.until(machine, machine.engine.sweepNow())
      return world.reviveIfDead(machine)
    case 'crash':
      machine.dieAfter(Math.floor(step.luck * 40))
      await world.until(machine, machine.sync())
      return world.reviveIfDead(machine)
    case 'restart':
      world.weather.release()
      await world.until(machine, machine.engine.stop())
      machine.renew()
      return world.until(machine, machine.start())
    case 'pause':
      machine.engine.pause()
      return
    case 'resume':
      machine.engine.resume()
      await world.until(machine, machine.engine.roundFinished())
      return world.reviveIfDead(machine)
    case 'release':
      world.weather.release(step.luck < 0.3)
      return
    case 'wait':
      return world.wait([1_000, 5_000, 40_000, 90_000][step.which % 4] ?? 1_000)
  }
}

async function customerHere(world: World, step: Step): Promise<Customer | null> {
  const all = (await world.at(step.machine).all()).filter(({ deletedAt }) => deletedAt === 0)
  const customer = all[step.which % Math.max(1, all.length)] ?? null
  // Somebody who works on it has seen that its deletion was refused.
  if (customer?.sync.refused?.of === 'delete') world.deletions.delete(customer.id)
  return customer
}

async function recordThere(world: World, step: Step): Promise<RemoteCustomer | null> {
  const all = await world.recordsThere()
  return all[step.which % Math.max(1, all.length)] ?? null
}

async function createHere(world: World, step: Step): Promise<void> {
  const machine = world.at(step.machine)
  const value = world.value()
  const draft = { ...keyed(world, value, step.luck < 0.7), addresses: [placeOf(world, world.value())] }
  const made = await machine.own.customers.create(draft)
  for (const field of world.fields.slice(0, 1)) world.promise(made[field], '', step.machine, made)
}

/** What is entered of a new customer: with an e-mail to find it by, or as little as the remote takes. */
function keyed(world: World, value: string, email: boolean): CustomerDraft {
  const { requirements } = world.plain.capabilities
  const needsEmail = email || requirements.required.includes('email')
  return {
    ...world.draft(value),
    email: needsEmail ? world.email(value) : '',
    phone: !needsEmail && requirements.anyOf.length > 0 ? '+61 3 9555 0101' : '',
  }
}

/** Many at once, as an import writes them. */
async function importHere(world: World, step: Step): Promise<void> {
  const { own, clock } = world.at(step.machine)
  const made = Array.from({ length: 2 + step.which }, () => {
    const value = world.value()
    return newCustomerFrom(world.newId(), keyed(world, value, true), clock.now())
  })
  await own.customers.insertMany(made)
  for (const customer of made) {
    for (const field of world.fields.slice(0, 1)) {
      world.promise(customer[field], '', step.machine, customer)
    }
  }
}

async function editHere(world: World, step: Step): Promise<void> {
  const customer = await customerHere(world, step)
  const field = fieldOf(world, step)
  if (customer === null) return
  const seen = customer[field]
  const base = customer.sync.base[field]
  const value = step.do === 'revert' && typeof base === 'string' ? base : world.value()
  if (value === seen) return
  const edited = await editIfThere(world, step, customer, { [field]: value })
  if (edited === null) return
  world.promised.delete(seen)
  world.replaced.set(seen, new Set([...(world.replaced.get(seen) ?? []), step.machine]))
  // What was taken back before anything was sent is no edit any more.
  const isNone = value === base && edited.sync.base[field] === undefined
  // Nor is a value that somebody elsewhere had already replaced, having seen it; their edit may not be there yet.
  const others = [...(world.replaced.get(value) ?? [])].filter((each) => each !== step.machine)
  if (value !== '' && !isNone && others.length === 0) world.promise(value, seen, step.machine, customer)
}

/** Saves an edit; null where the customer has gone since it was opened, of which the person is told. */
async function editIfThere(
  world: World,
  step: Step,
  customer: Customer,
  fields: Partial<CustomerDraft>,
): Promise<Customer | null> {
  const machine = world.at(step.machine)
  try {
    return await machine.edit(customer, fields)
  } catch (error) {
    if ((await machine.own.customers.get(customer.id)) !== null) throw error
    return null
  }
}

function fieldOf(world: World, { luck }: Step): TextField {
  const { fields } = world
  const field = fields[Math.floor(luck * fields.length)]
  if (field === undefined) throw new Error('The remote holds no text')
  return field
}

async function addressHere(world: World, step: Step): Promise<void> {
  const customer = await customerHere(world, step)
  if (customer === null) return
  const inUse = customer.addresses.filter(({ superseded }) => superseded === '')
  const last = inUse.at(-1)
  const value = world.value()
  let addresses: Address[]
  if (step.luck < 0.5 || last === undefined) addresses = [...customer.addresses, placeOf(world, value)]
  else if (step.luck < 0.85) {
    // Two parts at a time, too: one of them may then be in conflict, and the other goes with it in one address.
    const city = step.luck < 0.65 ? last.city : `Leeds ${step.which}`
    addresses = customer.addresses.map((each) => (each === last ? { ...each, line1: value, city } : each))
  } else addresses = customer.addresses.filter((each) => each !== last)
  const edited = await editIfThere(world, step, customer, { addresses })
  if (edited === null) return
  if (last !== undefined && !addresses.includes(last)) world.promised.delete(last.line1)
  if (addresses.some(({ line1 }) => line1 === value)) world.promise(value, '', step.machine, customer)
}

/** Another address becomes a default, or none is one. */
async function defaultHere(world: World, step: Step): Promise<void> {
  const customer = await customerHere(world, step)
  if (customer === null) return
  const inUse = customer.addresses.filter(({ superseded }) => superseded === '')
  const chosen = inUse[Math.floor(step.luck * (inUse.length + 0.3))]
  const pointer = POINTER_FIELDS[step.which % POINTER_FIELDS.length] ?? POINTER_FIELDS[0]
  await editIfThere(world, step, customer, { [pointer]: chosen?.id ?? '' })
}

function placeOf(world: World, line1: string): Address {
  return newAddress(world.newId(), {
    ...{
      firstName: 'Ann',
      lastName: 'Lee',
      line1,
      city: 'Leeds',
      postcode: 'LS1 1AA',
      // Where the remote has one phone for the customer and the address, another would be brought along.
      phone: world.plain.capabilities.addresses.ofCustomer === undefined ? '+44 113 496 0000' : '',
    },
    ...{ countryCode: 'GB', country: 'United Kingdom', region: 'England', regionCode: 'ENG' },
  })
}

async function deleteHere(world: World, step: Step): Promise<void> {
  const customer = await customerHere(world, step)
  if (customer === null || !world.plain.capabilities.writes.delete) return
  if (customer.remoteId !== '' && customer.remoteId === world.credit?.remoteId) return
  await world.at(step.machine).own.customers.markDeleted([customer.id])
  const marked = await world.at(step.machine).own.customers.get(customer.id)
  if (marked !== null && marked.deletedAt === 0) return
  world.mayBeGone(customer)
  world.deletions.set(customer.id, { machine: step.machine, remoteId: customer.remoteId })
}

async function editThere(world: World, step: Step): Promise<void> {
  const record = await recordThere(world, step)
  if (record === null) return
  const field = fieldOf(world, step)
  const value = world.value()
  world.promised.delete(record.fields[field] ?? '')
  const changes = {
    addedAddresses: [],
    changedAddresses: [],
    removedAddresses: [],
    fields: { [field]: value },
  }
  const whole = { ...world.draft(''), ...record.fields, [field]: value }
  const push = { type: 'update', localId: 'somebody', remoteId: record.remoteId, changes, whole } as const
  const [outcome] = await world.plain.push('customer', [push], NEVER)
  if (outcome?.status !== 'accepted') throw new Error(`Not edited there: ${JSON.stringify(outcome)}`)
}

function hasMappings(world: World): boolean {
  return world.plain.capabilities.entities.includes('sku-mapping')
}

/** Few SKUs, so that both sides meet at the same. */
function skuOf({ which, luck }: Step): string {
  return `SKU-${(which + Math.floor(luck * 10)) % 2}`
}

async function mappingHere(world: World, step: Step): Promise<void> {
  const customer = await customerHere(world, step)
  if (customer === null || !hasMappings(world)) return
  const { skuMappings } = world.at(step.machine).own
  const customerSku = skuOf(step)
  const seen = (await skuMappings.findFor(customer.id)).find((each) => each.customerSku === customerSku)
  const before = seen === undefined ? '' : uniqueProduct(seen.productId)
  if (seen !== undefined && step.luck > 0.8) {
    world.promised.delete(before)
    await skuMappings.remove([seen.id])
    return
  }
  const productId = world.product()
  await skuMappings.upsert(customer.id, { customerSku, productId }, { seen: seen?.productId ?? '' })
  world.promise(uniqueProduct(productId), before, step.machine, customer)
}

async function mappingThere(world: World, step: Step): Promise<void> {
  const record = await recordThere(world, step)
  if (record === null || !hasMappings(world)) return
  const customerSku = skuOf(step)
  const all = await world.mappingsThere(record.remoteId)
  const seen = all.find((each) => each.customerSku === customerSku)
  if (seen !== undefined) world.promised.delete(uniqueProduct(seen.productId))
  const there = { type: 'upsert', localId: 'somebody', customerRemoteId: record.remoteId } as const
  await world.plain.push('sku-mapping', [{ ...there, customerSku, productId: world.product() }], NEVER)
}

async function addCredit(world: World, step: Step): Promise<void> {
  const record = await recordThere(world, step)
  const credit = record === null ? undefined : world.remote.addCredit?.(record.remoteId, 5_000)
  if (record !== null && credit !== undefined) world.credit = { remoteId: record.remoteId, ...credit }
}

/** Pays a part of the one order with the one credit; no two parts are equal. */
async function allocateHere(world: World, step: Step): Promise<void> {
  if (world.remote.addCredit === undefined) return
  if (world.credit === null) await world.weather.inOneMoment(() => addCredit(world, step))
  if (world.credit === null) return
  const { remoteId, creditId, orderId } = world.credit
  const { customers, actions } = world.at(step.machine).own
  const customer = (await customers.findByRemoteIds([remoteId])).get(remoteId)
  if (customer === undefined || customer.deletedAt !== 0) return
  const amount = `${world.commands.size + 1}.00`
  const orders = [{ orderId, orderNumber: orderId, amount }]
  await actions.add('allocate-credit', customer.id, { creditId, creditNumber: creditId, orders })
  world.commands.set(amount, step.machine)
}
