import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerChanges, CustomerPush, PushOutcome } from '../connector/remote-connector.ts'
import type { RemoteAddress, RemoteCustomer } from '../connector/remote-record.ts'
import { ADDRESS_FIELDS, addressIdentity, newAddress, type Address, type AddressFields } from './address.ts'
import type { CustomerDraft } from './customer.ts'

/** A write that a remote was given and whose answer was lost. */
interface LateWrite {
  until: number
  apply: () => void
}

/** How a write goes: answered, refused, not sent, or its answer lost before, after or long before it takes effect. */
export type Fate = 'accepted' | 'refused' | 'not-sent' | 'lost-before' | 'lost-after' | 'late'

/** A remote for random histories: e-mail unique, addresses deduplicated, writes that may take effect late. */
export class SyncWorld {
  readonly records = new Map<string, RemoteCustomer>()
  /** Values overwritten there by a write of ours which took effect late, unseen (docs/sync.md, section 13). */
  readonly overwritten = new Set<string>()
  writes = 0
  deletions = 0
  private nextId = 1
  private late: LateWrite[] = []

  constructor(
    private readonly capabilities: ConnectorCapabilities,
    public now: number,
  ) {}

  /** Lets time pass; writes that are late take effect in time. */
  pass(ms: number): void {
    this.now += ms
    const due = this.late.filter((write) => write.until <= this.now)
    this.late = this.late.filter((write) => write.until > this.now)
    for (const write of due) write.apply()
  }

  /** Lets every late write take effect now. */
  flush(): void {
    const due = this.late.splice(0)
    for (const write of due) write.apply()
  }

  /** A copy of a record, as a read tells it. */
  get(remoteId: string): RemoteCustomer | null {
    const record = this.records.get(remoteId)
    return record === undefined ? null : structuredClone(record)
  }

  /** Records with an e-mail. */
  find(email: string): RemoteCustomer[] {
    return [...this.records.values()]
      .filter((record) => record.fields.email?.toLowerCase() === email.toLowerCase())
      .map((record) => structuredClone(record))
  }

  /** One write with its fate. */
  push(push: CustomerPush, fate: Fate): PushOutcome<'customer'> {
    const localId = push.localId
    if (push.type === 'update' && isEmpty(push.changes)) throw new Error('An update with nothing in it')
    if (fate === 'not-sent') return { status: 'not-sent', localId, error: { kind: 'offline' } }
    if (fate === 'refused') return { status: 'refused', localId, reason: 'no', field: '' }
    this.writes += 1
    const lost: PushOutcome<'customer'> = { status: 'unknown', localId, error: { kind: 'timeout-unknown' } }
    if (fate === 'lost-before') return lost
    if (fate === 'late') {
      const seen = push.type === 'create' ? null : this.get(push.remoteId)
      const apply = (): void => {
        if (push.type === 'update') this.noteOverwritten(push.remoteId, push, seen)
        this.carryOut(push)
      }
      this.late.push({ until: this.now + this.capabilities.settleMs - 1, apply })
      return lost
    }
    const outcome = this.carryOut(push)
    return fate === 'accepted' ? outcome : lost
  }

  private carryOut(push: CustomerPush): PushOutcome<'customer'> {
    const localId = push.localId
    if (push.type === 'create') {
      if (this.find(push.whole.email).length > 0) return { status: 'exists', localId, reason: 'exists' }
      const id = `r${this.nextId++}`
      const record: RemoteCustomer = {
        remoteId: id,
        revision: '',
        complete: true,
        fields: Object.fromEntries(
          this.capabilities.fields.map((field) => [
            field,
            this.capabilities.updateOnlyFields.includes(field) ? '' : push.whole[field],
          ]),
        ),
        archived: false,
        addresses: [],
        defaultShipping: '',
        defaultBilling: '',
      }
      this.records.set(id, record)
      const carried = push.whole.addresses.filter((address) => this.isCarried(address, push.whole))
      const addressIds = this.addAddresses(record, carried)
      this.point(record, push.whole, addressIds)
      return { status: 'accepted', localId, record: structuredClone(record), addressIds }
    }
    const record = this.records.get(push.remoteId)
    if (record === undefined) return { status: 'gone', localId }
    if (push.type === 'delete') {
      this.records.delete(push.remoteId)
      this.deletions += 1
      return { status: 'accepted', localId, record: null, addressIds: {} }
    }
    const { changes } = push
    Object.assign(record.fields, changes.fields)
    if (changes.archived !== undefined) record.archived = changes.archived
    for (const changed of changes.changedAddresses) {
      const told = record.addresses?.find(({ remoteId }) => remoteId === changed.remoteId)
      if (told) Object.assign(told.fields, this.partsOf(changed))
    }
    const removed = new Set(changes.removedAddresses.map(({ remoteId }) => remoteId))
    record.addresses = record.addresses?.filter(({ remoteId }) => !removed.has(remoteId)) ?? []
    const addressIds = this.addAddresses(record, changes.addedAddresses)
    this.point(record, push.whole, addressIds, changes)
    return { status: 'accepted', localId, record: structuredClone(record), addressIds }
  }

  private isCarried(address: Address, whole: CustomerDraft): boolean {
    if (this.capabilities.addresses.createCarries === 'all-addresses') return true
    return address.id === whole.defaultShippingAddressId || address.id === whole.defaultBillingAddressId
  }

  private addAddresses(record: RemoteCustomer, added: readonly Address[]): Record<string, string> {
    const ids: Record<string, string> = {}
    for (const address of added) {
      const fields = this.partsOf(address)
      const same = record.addresses?.find(
        (told) =>
          identityOf(told.fields) === identityOf(fields) && identityOf(fields).replace(/\|/g, '') !== '',
      )
      ids[address.id] = same?.remoteId ?? `a${this.nextId++}`
      if (same === undefined) record.addresses?.push({ remoteId: ids[address.id] ?? '', fields })
    }
    return ids
  }

  private point(
    record: RemoteCustomer,
    whole: CustomerDraft,
    addressIds: Record<string, string>,
    only?: { defaultShippingAddressId?: string; defaultBillingAddressId?: string },
  ): void {
    const idOf = (local: string): string =>
      addressIds[local] ?? whole.addresses.find(({ id }) => id === local)?.remoteId ?? ''
    if (only === undefined || only.defaultShippingAddressId !== undefined) {
      record.defaultShipping = idOf(whole.defaultShippingAddressId)
    }
    if (only === undefined || only.defaultBillingAddressId !== undefined) {
      record.defaultBilling = idOf(whole.defaultBillingAddressId)
    }
  }

  private partsOf(address: Partial<AddressFields>): RemoteAddress['fields'] {
    const parts = ADDRESS_FIELDS.filter((part) => this.capabilities.addresses.fields.includes(part))
    return Object.fromEntries(parts.map((part) => [part, address[part] ?? '']))
  }

  private noteOverwritten(remoteId: string, push: CustomerPush, seen: RemoteCustomer | null): void {
    const record = this.records.get(remoteId)
    if (push.type !== 'update' || record === undefined) return
    for (const [field, value] of Object.entries(record.fields)) {
      if (
        field in push.changes.fields &&
        JSON.stringify(value) !== JSON.stringify(seen?.fields[field as 'name'])
      ) {
        this.overwritten.add(String(value))
      }
    }
  }
}

function isEmpty({ fields, ...rest }: CustomerChanges): boolean {
  return [fields, ...Object.values(rest)].every(
    (each) => typeof each === 'object' && Object.keys(each).length === 0,
  )
}

function identityOf(fields: RemoteAddress['fields']): string {
  return addressIdentity(newAddress('x', fields))
}
