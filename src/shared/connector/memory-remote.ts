import { addressFieldsOf, addressIdentity, newAddress, type Address } from '../domain/address.ts'
import type { CustomerDraft } from '../domain/customer.ts'
import type { KeyField } from './capabilities.ts'
import { MemoryLedger } from './memory-ledger.ts'
import type { MemoryProfile } from './memory-profiles.ts'
import type { CustomerPush, FindKeys, PushOutcome, SkuMappingPush } from './remote-connector.ts'
import type { CustomerFieldValues, RemoteAddress, RemoteCustomer, RemoteSkuMapping } from './remote-record.ts'

/** A customer as the remote in memory keeps it. */
interface StoredCustomer {
  remoteId: string
  fields: CustomerFieldValues
  archived: boolean
  addresses: RemoteAddress[]
  defaultShipping: string
  defaultBilling: string
  /** Grows with every change: what `changes` is ordered by. */
  sequence: number
}

type CustomerOutcome = PushOutcome<'customer'>

/**
 * A remote system in memory, for several machines at once: the data and the rules of the system itself. Connectors to it
 * (memory-connector.ts) add paging, faults and the log. Methods named `direct…` are what somebody else does over there.
 */
export class MemoryRemote {
  readonly profile: MemoryProfile
  scopeId = 'scope-1'
  readonly customers = new Map<string, StoredCustomer>()
  readonly skuMappings = new Map<string, RemoteSkuMapping>()
  /** Credits and orders, and the commands that were given. */
  readonly ledger = new MemoryLedger()
  /** Every customer record that was ever made, for counting double creates. */
  readonly created: string[] = []
  /** The remote's own refusal for a write, null = none. */
  refuse: (push: CustomerPush) => string | null = () => null
  /** The same for SKU mappings. */
  refuseSkuMapping: (push: SkuMappingPush) => string | null = () => null
  #sequence = 0
  #nextId = 1

  constructor(profile: MemoryProfile) {
    this.profile = profile
  }

  /** Somebody adds a customer over there; returns its remote id. */
  directCreate(fields: CustomerFieldValues, addresses: Partial<Address>[] = []): string {
    const remoteId = this.#newCustomer(fields).remoteId
    const stored = this.#stored(remoteId)
    for (const address of addresses) this.#addAddress(stored, { ...emptyAddress(), ...address })
    stored.defaultShipping = stored.addresses[0]?.remoteId ?? ''
    return remoteId
  }

  /** Somebody edits a customer over there. */
  directEdit(remoteId: string, fields: CustomerFieldValues, archived?: boolean): void {
    const stored = this.#stored(remoteId)
    stored.fields = { ...stored.fields, ...this.#rewritten(fields) }
    if (archived !== undefined) stored.archived = archived
    this.#touch(stored)
  }

  /** Somebody adds an address over there; returns its remote id. */
  directAddAddress(remoteId: string, address: Partial<Address>): string {
    const stored = this.#stored(remoteId)
    const id = this.#addAddress(stored, { ...emptyAddress(), ...address })
    this.#touch(stored)
    return id
  }

  /** Somebody fills or empties a slot over there. */
  directSetSlot(remoteId: string, slot: 'shipping' | 'billing', address: Partial<Address> | null): void {
    const stored = this.#stored(remoteId)
    stored.addresses = stored.addresses.filter((each) => each.remoteId !== slot)
    if (address !== null) this.#addAddress(stored, { ...emptyAddress(), ...address }, slot)
    if (slot === 'shipping') stored.defaultShipping = address === null ? '' : slot
    else stored.defaultBilling = address === null ? '' : slot
    this.#touch(stored)
  }

  /** Somebody deletes a customer over there. */
  directDelete(remoteId: string): void {
    this.customers.delete(remoteId)
    for (const [id, mapping] of this.skuMappings) {
      if (mapping.customerRemoteId === remoteId) this.skuMappings.delete(id)
    }
  }

  /** Sets a SKU mapping, by its natural key; the record as it then is, null where there is no such customer. */
  setSkuMapping(customerRemoteId: string, customerSku: string, productId: string): RemoteSkuMapping | null {
    if (!this.customers.has(customerRemoteId)) return null
    const existing = [...this.skuMappings.values()].find(
      (mapping) => mapping.customerRemoteId === customerRemoteId && mapping.customerSku === customerSku,
    )
    const remoteId = existing?.remoteId ?? this.#newId()
    const mapping = { remoteId, customerRemoteId, customerSku, productId }
    this.skuMappings.set(remoteId, mapping)
    return mapping
  }

  /** The record as the remote tells it; `brief` leaves out what only a direct read tells. */
  record(stored: StoredCustomer, brief = false): RemoteCustomer {
    const { capabilities } = this.profile
    const fields: CustomerFieldValues = {}
    for (const field of capabilities.fields) {
      const empty = field === 'tags' ? [] : field === 'acceptsMarketing' ? false : ''
      Object.assign(fields, { [field]: stored.fields[field] ?? empty })
    }
    const told: RemoteCustomer = {
      remoteId: stored.remoteId,
      revision: String(stored.sequence),
      complete: !brief,
      fields,
      facts: { updatedAt: stored.sequence },
      ...(capabilities.writes.archive ? { archived: stored.archived } : {}),
    }
    if (brief) return told
    return {
      ...told,
      addresses: stored.addresses.map((address) => ({ ...address, fields: { ...address.fields } })),
      ...this.#toldDefaults(stored),
    }
  }

  /** A slot is the default by being filled; an empty one says nothing about which address of ours is to go into it. */
  #toldDefaults({
    addresses,
    defaultShipping,
    defaultBilling,
  }: StoredCustomer): Pick<RemoteCustomer, 'defaultShipping' | 'defaultBilling'> {
    if (this.profile.capabilities.addresses.shape === 'list') return { defaultShipping, defaultBilling }
    const isFilled = (slot: string): boolean => addresses.some(({ remoteId }) => remoteId === slot)
    return {
      ...(isFilled('shipping') ? { defaultShipping: 'shipping' } : {}),
      ...(isFilled('billing') ? { defaultBilling: 'billing' } : {}),
    }
  }

  /** Customers with one of these keys. */
  find(keys: FindKeys): StoredCustomer[] {
    const all = [...this.customers.values()]
    const place = keys.nameAndAddress
    return all.filter((stored) =>
      this.profile.capabilities.findKeys.some((field) =>
        field === 'nameAndPhone'
          ? false
          : field === 'nameAndAddress'
            ? place !== undefined && this.#isAtPlace(stored, place.name, place.postcode, place.line1)
            : this.#hasKey(stored, field, keys[field]),
      ),
    )
  }

  /** Does one write and tells its outcome. */
  write(push: CustomerPush): CustomerOutcome {
    const localId = push.localId
    if (push.type !== 'create' && !this.customers.has(push.remoteId)) return { status: 'gone', localId }
    const reason = this.refuse(push)
    if (reason !== null) return { status: 'refused', localId, reason, field: '' }
    if (push.type === 'create') return this.#create(push)
    if (push.type === 'delete') {
      this.directDelete(push.remoteId)
      return { status: 'accepted', localId, record: null, addressIds: {} }
    }
    return this.#update(push)
  }

  #create(push: Extract<CustomerPush, { type: 'create' }>): CustomerOutcome {
    const { capabilities, upserts, refusesSamePlace } = this.profile
    const fields: CustomerFieldValues = {}
    for (const field of capabilities.fields) {
      if (!capabilities.updateOnlyFields.includes(field))
        Object.assign(fields, { [field]: push.whole[field] })
    }
    const address = push.whole.addresses.find((each) => each.id === push.whole.defaultShippingAddressId)
    const twin = [...this.customers.values()].find(
      (stored) =>
        capabilities.uniqueKeys.some((key) => this.#hasKey(stored, key, push.whole[key])) ||
        (refusesSamePlace &&
          address !== undefined &&
          this.#isAtPlace(stored, push.whole.name, address.postcode, address.line1)),
    )
    if (twin !== undefined && !upserts) {
      return { status: 'exists', localId: push.localId, reason: 'This customer exists already.' }
    }
    const stored = twin ?? this.#newCustomer(fields)
    stored.fields = { ...stored.fields, ...this.#rewritten(fields) }
    if (capabilities.writes.archive) stored.archived = push.archived
    const addressIds: Record<string, string> = {}
    for (const each of this.#createdAddresses(push.whole)) {
      addressIds[each.id] = this.#addAddress(stored, each, slotOf(each, push.whole))
    }
    this.#setDefaults(stored, push.whole, addressIds)
    this.#touch(stored)
    return { status: 'accepted', localId: push.localId, record: this.record(stored), addressIds }
  }

  #update(push: Extract<CustomerPush, { type: 'update' }>): CustomerOutcome {
    const { changes, whole } = push
    const stored = this.#stored(push.remoteId)
    const clash = this.profile.capabilities.uniqueKeys.find((key) =>
      [...this.customers.values()].some(
        (other) =>
          other !== stored &&
          changes.fields[key] !== undefined &&
          this.#hasKey(other, key, changes.fields[key]),
      ),
    )
    if (clash !== undefined) {
      return { status: 'refused', localId: push.localId, reason: `The ${clash} is taken.`, field: clash }
    }
    stored.fields = { ...stored.fields, ...this.#rewritten(changes.fields) }
    if (changes.archived !== undefined) stored.archived = changes.archived
    const addressIds: Record<string, string> = {}
    // First: a slot may be emptied of one address and filled with another.
    if (this.profile.capabilities.addresses.canRemove) {
      const gone = new Set(changes.removedAddresses.map((address) => address.remoteId))
      stored.addresses = stored.addresses.filter((address) => !gone.has(address.remoteId))
    }
    if (this.profile.capabilities.addresses.canEdit) {
      for (const address of changes.changedAddresses) {
        if (this.#isReadOnly(address.remoteId)) continue
        const there = stored.addresses.find((each) => each.remoteId === address.remoteId)
        if (there !== undefined) there.fields = addressFieldsOf(address)
      }
    }
    for (const address of changes.addedAddresses) {
      if (this.#isReadOnly(slotOf(address, whole))) continue
      addressIds[address.id] = this.#addAddress(stored, address, slotOf(address, whole))
    }
    for (const address of whole.addresses) addressIds[address.id] ??= address.remoteId
    this.#setDefaults(stored, changes, addressIds)
    this.#touch(stored)
    return { status: 'accepted', localId: push.localId, record: this.record(stored), addressIds }
  }

  #setDefaults(
    stored: StoredCustomer,
    wanted: { defaultShippingAddressId?: string; defaultBillingAddressId?: string },
    addressIds: Record<string, string>,
  ): void {
    if (wanted.defaultShippingAddressId !== undefined) {
      stored.defaultShipping = addressIds[wanted.defaultShippingAddressId] ?? ''
    }
    if (wanted.defaultBillingAddressId !== undefined) {
      if (!this.#isReadOnly('billing'))
        stored.defaultBilling = addressIds[wanted.defaultBillingAddressId] ?? ''
    }
  }

  #createdAddresses(whole: CustomerDraft): Address[] {
    const inUse = whole.addresses.filter(
      (address) => address.superseded === '' && !this.#isReadOnly(slotOf(address, whole)),
    )
    if (this.profile.capabilities.addresses.createCarries === 'all-addresses') return inUse
    return inUse.filter(
      (address) =>
        address.id === whole.defaultShippingAddressId || address.id === whole.defaultBillingAddressId,
    )
  }

  /** True for a slot that only this remote fills. */
  #isReadOnly(slot: string): boolean {
    return this.profile.capabilities.addresses.readOnlySlots?.includes(slot) === true
  }

  #addAddress(stored: StoredCustomer, address: Address, slot = 'shipping'): string {
    const { shape } = this.profile.capabilities.addresses
    const fields = addressFieldsOf(address)
    const there = stored.addresses.find((each) =>
      shape === 'slots'
        ? each.remoteId === slot
        : addressIdentity({ ...addressFieldsOf(emptyAddress()), ...each.fields }) === addressIdentity(fields),
    )
    if (there !== undefined) {
      if (shape === 'slots') there.fields = fields
      return there.remoteId
    }
    const remoteId = shape === 'slots' ? slot : this.#newId()
    stored.addresses.push({ remoteId, fields })
    return remoteId
  }

  #hasKey(stored: StoredCustomer, field: KeyField, wanted: string | undefined): boolean {
    const own = stored.fields[field]
    return wanted !== undefined && wanted.trim() !== '' && own?.toLowerCase() === wanted.trim().toLowerCase()
  }

  #isAtPlace(stored: StoredCustomer, name: string, postcode: string, line1: string): boolean {
    return (
      line1 !== '' &&
      stored.fields.name?.toLowerCase() === name.trim().toLowerCase() &&
      stored.addresses.some(
        ({ fields }) =>
          fields.postcode?.toLowerCase() === postcode.trim().toLowerCase() &&
          fields.line1?.toLowerCase() === line1.trim().toLowerCase(),
      )
    )
  }

  /** Remotes rewrite what they store: blanks go, e-mail becomes lower case. */
  #rewritten(fields: CustomerFieldValues): CustomerFieldValues {
    const rewritten: CustomerFieldValues = {}
    for (const [field, value] of Object.entries(fields)) {
      const trimmed = typeof value === 'string' ? value.trim() : value
      const stored = field === 'email' && typeof trimmed === 'string' ? trimmed.toLowerCase() : trimmed
      Object.assign(rewritten, { [field]: stored })
    }
    return rewritten
  }

  #newCustomer(fields: CustomerFieldValues): StoredCustomer {
    const stored: StoredCustomer = {
      remoteId: this.#newId(),
      fields: this.#rewritten(fields),
      archived: false,
      addresses: [],
      defaultShipping: '',
      defaultBilling: '',
      sequence: 0,
    }
    this.customers.set(stored.remoteId, stored)
    this.created.push(stored.remoteId)
    this.#touch(stored)
    return stored
  }

  #stored(remoteId: string): StoredCustomer {
    const stored = this.customers.get(remoteId)
    if (stored === undefined) throw new Error(`No customer ${remoteId} in memory`)
    return stored
  }

  #touch(stored: StoredCustomer): void {
    this.#sequence += 1
    stored.sequence = this.#sequence
  }

  #newId(): string {
    const id = String(this.#nextId).padStart(6, '0')
    this.#nextId += 1
    return id
  }
}

function emptyAddress(): Address {
  return newAddress('there', {})
}

function slotOf(address: Address, whole: CustomerDraft): string {
  return address.id === whole.defaultShippingAddressId ? 'shipping' : 'billing'
}
