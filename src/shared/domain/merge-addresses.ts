import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { ADDRESS_FIELDS, type Address } from './address.ts'
import { carriedFields, isReadOnlySlot, takesPart, withAddress, withoutAddress } from './address-state.ts'
import { isTracked, POINTER_FIELDS, SLOT_OF } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, addressIdOf, type FieldMap } from './field-map.ts'
import { omit, type FieldSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { isEmptyValue, sameField, sameFields, valueIn } from './normalise-field.ts'
import type { RemoteFieldMap } from './remote-field-map.ts'

/**
 * Settles, before the rows of R2, the addresses of ours that a record telling all its addresses does not have
 * (docs/sync.md, section 9): one never sent is new; one that had a remote id was deleted there, and vanishes unless it
 * was edited here, which is a conflict over the whole address. Returns the keys it dealt with, which the rows leave alone.
 */
export function settleAbsentAddresses(
  customer: Customer,
  sides: FieldSides,
  record: RemoteCustomer,
  pair: RemoteFieldMap,
  capabilities: ConnectorCapabilities,
  settled: boolean,
): Set<string> {
  const done = new Set<string>()
  if (record.addresses === undefined) return done
  for (const address of customer.addresses) {
    const absent = !(address.id in pair.addressIds)
    if (!takesPart(address, customer, capabilities) || (address.superseded !== '' && absent)) {
      const underWay = keysOf(sides.sent, address.id).some((key) => valueIn(sides.sent, key) !== '')
      if (absent && address.remoteId === '' && underWay && !settled) {
        for (const key of keysOf(sides.base, address.id)) done.add(key)
      } else forgetAddress(sides, address.id)
    } else if (absent) settleAbsent(address, sides, capabilities, done)
  }
  return done
}

function settleAbsent(
  address: Address,
  sides: FieldSides,
  { addresses, normaliser }: ConnectorCapabilities,
  done: Set<string>,
): void {
  const keys = addresses.fields.map((part) => addressFieldKey(address.id, part))
  const based = keys.filter((key) => key in sides.base)
  if (!wasThere(address, keys, sides)) {
    for (const key of keys) {
      if (key in sides.mine) sides.base[key] = ''
      if (valueIn(sides.sent, key) === '') sides.sent = omit(sides.sent, key)
    }
    return
  }
  const edited = based.some((key) => {
    const base = sides.base[key]
    const same =
      base !== null && base !== undefined && sameField(key, valueIn(sides.mine, key), base, normaliser)
    return !same
  })
  if (!edited) {
    for (const part of ADDRESS_FIELDS) sides.mine = omit(sides.mine, addressFieldKey(address.id, part))
    forgetAddress(sides, address.id)
    return
  }
  for (const key of keys) {
    if (!(key in sides.mine) && !(key in sides.base)) continue
    sides.base[key] = sides.base[key] === undefined ? valueIn(sides.mine, key) : sides.base[key]
    sides.theirs[key] = ''
    done.add(key)
  }
}

/**
 * True where an address that the remote does not have was there at the last common state; but not where what we have sent
 * since took it away.
 */
function wasThere({ remoteId }: Address, keys: readonly string[], { mine, base, sent }: FieldSides): boolean {
  const known = keys.filter((key) => {
    const common = base[key] === undefined && remoteId !== '' ? valueIn(mine, key) : (base[key] ?? '')
    return !isEmptyValue(common)
  })
  if (known.length === 0) return remoteId !== ''
  return !known.every((key) => key in sent && isEmptyValue(valueIn(sent, key)))
}

/**
 * Holds against an address removed here what a record says of it beyond what was known: with no base that would be taken
 * over, and bring the address back with these parts alone. It is an edit there; but where the record is the first to tell
 * the address (`isFirst`) it is what the remote has filled in by itself, and goes with the removal.
 */
export function noteUnknownParts(
  { addresses }: Pick<Customer, 'addresses'>,
  sides: FieldSides,
  told: FieldMap,
  isFirst: (address: Address) => boolean,
  capabilities: ConnectorCapabilities,
): void {
  for (const address of addresses) {
    if (address.superseded === '') continue
    for (const key of keysOf(told, address.id)) {
      const t = valueIn(told, key)
      if (key in sides.base || isEmptyValue(t) || !isTracked(key, capabilities)) continue
      sides.base[key] = isFirst(address) ? t : ''
    }
  }
}

/**
 * An address removed here and edited there is one question: the conflict takes in all that the remote has of it, so
 * that choosing theirs brings the whole address back.
 */
export function widenRemovalConflicts(customer: Customer, sides: FieldSides, told: FieldMap): void {
  for (const address of customer.addresses) {
    if (address.superseded === '' || keysOf(sides.theirs, address.id).length === 0) continue
    for (const key of keysOf(told, address.id)) {
      if (valueIn(told, key) === '' && !(key in sides.base)) continue
      sides.base[key] = sides.base[key] === undefined ? '' : sides.base[key]
      sides.theirs[key] = valueIn(told, key)
    }
  }
}

/** Stores the remote ids of a pairing, drops what a complete list no longer has, and keeps bystanders as the remote has them. */
export function withPairing(
  customer: Customer,
  record: RemoteCustomer,
  pair: RemoteFieldMap,
  capabilities: ConnectorCapabilities,
): Customer {
  const remoteById = new Map((record.addresses ?? []).map((remote) => [remote.remoteId, remote]))
  const addresses: Address[] = []
  for (const address of customer.addresses) {
    const remoteId = pair.addressIds[address.id]
    if (remoteId !== undefined) {
      const told = takesPart(address, customer, capabilities) ? undefined : remoteById.get(remoteId)?.fields
      addresses.push({ ...address, ...definedParts(told), remoteId })
    } else if (record.addresses === undefined) addresses.push(address)
    else if (address.superseded === '' || address.remoteId === '') {
      if (isReadOnlySlot(address.remoteId, capabilities.addresses)) continue // emptied there
      addresses.push({ ...address, remoteId: '' })
    }
  }
  const whole = { ...customer, addresses }
  if (capabilities.addresses.readOnlySlots === undefined) return whole
  for (const pointer of POINTER_FIELDS) {
    if (!addresses.some(({ id }) => id === whole[pointer])) whole[pointer] = ''
  }
  return whole
}

/** A document whose addresses have the ids that an accepted write told, and what folding two of them into one replaced. */
export interface AdoptedIds {
  customer: Customer
  lost: FieldChange[]
}

/**
 * Stores the remote ids that an accepted write told. Where the remote took a new address for one it had, the two are
 * one here, too: the older stays and is the default where the new one was. One edited since it was sent stays apart, and
 * a slot has one address: of one that was parted since (see withDefaultsParted) the one that it is for.
 */
export function adoptAddressIds(
  customer: Customer,
  addressIds: Readonly<Record<string, string>> | undefined,
  capabilities: ConnectorCapabilities,
): AdoptedIds {
  let adopted: AdoptedIds = { customer, lost: [] }
  const created = customer.sync.intent?.kind === 'create' ? customer.sync.intent.sent : {}
  for (const [sentId, remoteId] of Object.entries(addressIds ?? {})) {
    const pointer = POINTER_FIELDS.find((each) => SLOT_OF[each] === remoteId && each in created)
    const id = pointer === undefined || capabilities.addresses.shape === 'list' ? sentId : created[pointer]
    const address = adopted.customer.addresses.find((candidate) => candidate.id === id)
    if (address === undefined || remoteId === '' || address.remoteId === remoteId) continue
    const holder = adopted.customer.addresses.find((candidate) => candidate.remoteId === remoteId)
    if (holder === undefined) {
      adopted = { ...adopted, customer: withAddress(adopted.customer, { ...address, remoteId }) }
    } else if (capabilities.addresses.shape === 'list') adopted = fold(adopted, address, holder, capabilities)
  }
  return adopted
}

function fold(
  { customer, lost }: AdoptedIds,
  address: Address,
  holder: Address,
  { normaliser, addresses }: ConnectorCapabilities,
): AdoptedIds {
  const inUse = address.superseded === ''
  const mine = Object.fromEntries(
    addresses.fields.map((part) => [addressFieldKey(address.id, part), address[part]]),
  )
  const sent = carriedFields(customer)
  if (
    inUse &&
    keysOf(sent, address.id).length > 0 &&
    !sameFields(Object.keys(mine), mine, sent, normaliser)
  ) {
    return { customer, lost }
  }
  const point = <V>(map: Record<string, V>): Record<string, V> =>
    Object.fromEntries(
      Object.entries(withoutAddress(map, address.id)).map(([key, value]) => [
        key,
        POINTER_FIELDS.some((pointer) => pointer === key) && value === address.id ? (holder.id as V) : value,
      ]),
    )
  const { sync } = customer
  const folded: Customer = {
    ...customer,
    addresses: customer.addresses.filter((candidate) => candidate.id !== address.id),
    sync: {
      ...sync,
      base: point(sync.base),
      sent: sync.sent && { ...sync.sent, fields: point(sync.sent.fields) },
      theirs:
        sync.theirs?.kind === 'fields' ? { ...sync.theirs, fields: point(sync.theirs.fields) } : sync.theirs,
      intent:
        sync.intent?.kind === 'create' ? { ...sync.intent, sent: point(sync.intent.sent) } : sync.intent,
    },
  }
  for (const pointer of POINTER_FIELDS) if (folded[pointer] === address.id) folded[pointer] = holder.id
  if (!inUse) return { customer: folded, lost }
  const kept: Address = { ...holder, superseded: '' }
  for (const part of ADDRESS_FIELDS) {
    if (!addresses.fields.includes(part)) kept[part] = holder[part] || address[part]
  }
  const differing = ADDRESS_FIELDS.filter(
    (part) => address[part] !== '' && !sameField(`address/-/${part}`, address[part], kept[part], normaliser),
  )
  return {
    customer: withAddress(folded, kept),
    lost: [
      ...lost,
      ...differing.map((part) => ({
        key: addressFieldKey(holder.id, part),
        before: address[part],
        after: kept[part],
      })),
    ],
  }
}

function forgetAddress(sides: FieldSides, addressId: string): void {
  sides.base = withoutAddress(sides.base, addressId)
  sides.sent = withoutAddress(sides.sent, addressId)
  sides.theirs = withoutAddress(sides.theirs, addressId)
}

function keysOf(map: object, addressId: string): string[] {
  return Object.keys(map).filter((key) => addressIdOf(key) === addressId)
}

function definedParts(fields: Partial<Record<string, string>> | undefined): Partial<Address> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined))
}
