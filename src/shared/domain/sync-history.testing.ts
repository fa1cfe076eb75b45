import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { newAddress, type Address } from './address.ts'
import { isKnownByBase, mayBeAtRemote, takesPart } from './address-state.ts'
import { addressIdOf } from './field-map.ts'
import { applyEdit, markDeleted, setArchived, undoDelete } from './apply-edit.ts'
import { isUniqueKey, presentKeysOf, recordHasKey, recordKeysOf } from './create-key.ts'
import { isTracked } from './customer-field-map.ts'
import { draftOf, type Customer, type CustomerDraft } from './customer.ts'
import { decideConflict, type ConflictDecision, type FieldChoice } from './decide-conflict.ts'
import { isPending } from './derived-fields.ts'
import type { FieldChange } from './history-entry.ts'
import { linkRemote } from './link-remote.ts'
import type { MergeContext } from './merge-context.ts'
import { mergeGone, mergeRemote } from './merge-remote.ts'
import {
  answerAsk,
  beginCreate,
  clearRefusal,
  existsButNotFound,
  planCreate,
  settleCreate,
} from './push-create.ts'
import { beginDelete, settleDelete } from './push-delete.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import { NOW, unsent } from './sync-fixtures.testing.ts'
import { SyncWorld, type Fate } from './sync-world.testing.ts'

/** The text fields that persons edit in random histories. */
export const EDITED_FIELDS = ['name', 'phone', 'notes', 'storeId'] as const
type EditedField = (typeof EDITED_FIELDS)[number]

/** What the person here does. */
export type StepHere =
  | { do: 'edit' | 'revert'; field: EditedField }
  | { do: 'edit-address' | 'remove-address' | 'default-address'; at: number }
  | { do: 'email' | 'archive' | 'add-address' | 'delete' | 'undo' | 'retry' }

/** What a person at the remote does. */
export type StepThere =
  | { do: 'edit-there'; field: EditedField }
  | { do: 'edit-address-there' | 'remove-address-there'; at: number }
  | { do: 'add-address-there' | 'delete-there' }

/** One step of a random history. */
export type Step =
  | { who: 'here'; step: StepHere }
  | { who: 'there'; step: StepThere }
  | { who: 'pull' }
  | { who: 'push'; fate: Fate; inFlight: StepHere | null }
  | { who: 'time'; ms: number }
  | { who: 'decide'; take: FieldChoice['take'] }

/** One document, one remote, a person on each side. Every transition is checked as it happens. */
export class SyncHistory {
  readonly world: SyncWorld
  document: Customer | null
  /** What went to the history of the record, as `field=value`. */
  readonly kept = new Set<string>()
  /** What a person saw when replacing it, as `field=value`. */
  readonly seen = new Set<string>()
  /** The last value saved here, and there, for each field. */
  readonly saved = new Map<string, string>()
  readonly told = new Map<string, string>()
  deletedThere = false
  private count = 0

  constructor(private readonly capabilities: ConnectorCapabilities) {
    this.world = new SyncWorld(capabilities, NOW)
    this.document = deepFreeze(unsent({ name: 'n0', email: 'mara@x.example' }))
  }

  run(step: Step): void {
    if (step.who === 'here') this.act(step.step)
    else if (step.who === 'there') this.actThere(step.step)
    else if (step.who === 'pull') this.pull()
    else if (step.who === 'push') this.push(step.fate, step.inFlight)
    else if (step.who === 'time') this.world.pass(step.ms)
    else this.decide(step.take)
  }

  /** What a sweep does: merges what it knows, matches what it does not, notices what is gone. */
  pull(): void {
    for (const remoteId of [...this.world.records.keys()]) {
      const record = this.world.get(remoteId)
      if (this.document === null || record === null) continue
      if (this.document.remoteId === '') this.match(this.document, record)
      else if (this.document.remoteId === remoteId) {
        this.take(mergeRemote(this.document, record, this.capabilities, this.context()))
      }
    }
    const { document } = this
    if (document !== null && document.remoteId !== '' && !this.world.records.has(document.remoteId)) {
      this.put(mergeGone(document))
    }
  }

  push(fate: Fate, inFlight: StepHere | null): void {
    const { document } = this
    if (document === null) return
    if (document.remoteId === '') this.create(document, fate, inFlight, false)
    else if (document.deletedAt !== 0) this.delete(document, fate)
    else if (isPending(document)) this.update(document, fate, inFlight)
  }

  /** Both sides go quiet: what is late arrives, persons decide and retry, and sync runs until nothing waits. */
  settle(): void {
    this.world.flush()
    for (let round = 0; round < 12; round += 1) {
      this.world.pass(this.capabilities.settleMs)
      this.decide('mine')
      if (this.document !== null) this.put(clearRefusal(answerAsk(this.document, 'send-again')))
      this.pull()
      this.push('accepted', null)
    }
  }

  private create(customer: Customer, fate: Fate, inFlight: StepHere | null, exists: boolean): void {
    const plan = planCreate(customer, this.capabilities, this.world.now, exists)
    if (plan.kind === 'none') return
    if (plan.kind === 'remove') {
      this.put('remove')
      return
    }
    if (plan.kind === 'ask') {
      this.put(plan.customer)
      return
    }
    const keys = plan.kind === 'search' ? plan.keys : []
    for (const key of keys) {
      const records = this.world.find(key.slice(key.indexOf(':') + 1))
      const found = records.find((record) => recordHasKey(record, key, this.capabilities))
      if (found === undefined) continue
      const { intent } = customer.sync
      const how = intent?.kind === 'create' && key === intent.key ? 'found-unknown' : 'never-sent'
      this.take(linkRemote(customer, found, how, this.capabilities, this.context()))
      return
    }
    if (exists) {
      this.put(existsButNotFound(customer, 'exists', this.world.now))
      return
    }
    const start = beginCreate(customer, keys, this.capabilities, this.context())
    if (start.kind === 'remove') this.put('remove')
    if (start.kind !== 'send') return
    this.put(start.customer)
    const outcome = this.world.push(start.push, fate)
    if (inFlight !== null) this.act(inFlight)
    const settled = settleCreate(this.present(), outcome, start.previous, this.capabilities, this.context())
    this.take(settled)
    if (settled.search) this.create(this.present(), fate, null, true)
  }

  private update(customer: Customer, fate: Fate, inFlight: StepHere | null): void {
    const start = beginUpdate(customer, this.world.get(customer.remoteId), this.capabilities, this.context())
    this.take(start)
    if (start.push === null) return
    const outcome = this.world.push(start.push, fate)
    if (inFlight !== null) this.act(inFlight)
    this.take(settleUpdate(this.present(), outcome, this.capabilities, this.context()))
  }

  private delete(customer: Customer, fate: Fate): void {
    const start = beginDelete(customer, this.world.get(customer.remoteId), this.capabilities, this.context())
    this.put(start.customer)
    if (start.push === null) return
    this.put(settleDelete(this.present(), this.world.push(start.push, fate), this.world.now))
  }

  private match(customer: Customer, record: RemoteCustomer): void {
    const { intent } = customer.sync
    const keys = recordKeysOf(record, this.capabilities)
    const present = presentKeysOf(customer, this.capabilities)
    if (intent?.kind === 'create' && keys.includes(intent.key)) {
      this.take(linkRemote(customer, record, 'found-unknown', this.capabilities, this.context()))
    } else if (keys.some((key) => isUniqueKey(key, this.capabilities) && present.includes(key))) {
      this.take(linkRemote(customer, record, 'never-sent', this.capabilities, this.context()))
    }
  }

  private decide(take: FieldChoice['take']): void {
    const theirs = this.document?.sync.theirs ?? null
    if (theirs === null) return
    let decision: ConflictDecision
    if (theirs.kind === 'fields') decision = { kind: 'fields', choices: this.choicesFor(theirs.fields, take) }
    else if (theirs.kind === 'deleted-there') {
      decision = { kind: take === 'theirs' ? 'delete' : 'restore-as-new' }
    } else decision = { kind: take === 'mine' ? 'delete-anyway' : 'keep' }
    this.take(decideConflict(this.present(), decision, this.capabilities, this.context()))
  }

  private act(step: StepHere): void {
    const { document, capabilities, world } = this
    if (document === null) return
    const offered = document.addresses.filter((address) => address.superseded === '')
    const chosen = 'at' in step ? offered[step.at % Math.max(1, offered.length)] : undefined
    if (step.do === 'edit') this.save(step.field, `here-${this.next()}`)
    else if (step.do === 'revert') {
      const base = document.sync.base[step.field] ?? document[step.field]
      this.save(step.field, typeof base === 'string' ? base : '')
    } else if (step.do === 'email') this.edit({ email: `m${this.next()}@x.example` })
    else if (step.do === 'archive') {
      this.put(setArchived(document, document.archivedAt === 0, capabilities, world.now))
    } else if (step.do === 'add-address') {
      const added = newAddress(`n${this.next()}`, { city: `city-${this.next()}` })
      this.edit({ addresses: [...document.addresses, added] })
    } else if (step.do === 'edit-address') {
      const change = (address: Address): Address =>
        address === chosen ? { ...address, city: `city-${this.next()}` } : address
      this.edit({ addresses: document.addresses.map(change) })
    } else if (step.do === 'remove-address') {
      this.edit({ addresses: document.addresses.filter((address) => address !== chosen) })
    } else if (step.do === 'default-address') this.edit({ defaultShippingAddressId: chosen?.id ?? '' })
    else if (step.do === 'delete') this.put(markDeleted(document, world.now))
    else if (step.do === 'undo') this.put(undoDelete(document, world.now))
    else this.put(clearRefusal(document))
  }

  private actThere(step: StepThere): void {
    const [record] = this.world.records.values()
    if (record === undefined) return
    const addresses = record.addresses ?? []
    const chosen = 'at' in step ? addresses[step.at % Math.max(1, addresses.length)] : undefined
    if (step.do === 'edit-there') {
      const value = `there-${this.next()}`
      this.seen.add(`${step.field}=${record.fields[step.field] ?? ''}`)
      record.fields[step.field] = value
      this.told.set(step.field, value)
    } else if (step.do === 'add-address-there') {
      const empty = Object.fromEntries(this.capabilities.addresses.fields.map((part) => [part, '']))
      addresses.push({ remoteId: `t${this.next()}`, fields: { ...empty, city: `city-${this.next()}` } })
    } else if (step.do === 'edit-address-there') {
      if (chosen) chosen.fields.line1 = `line-${this.next()}`
    } else if (step.do === 'remove-address-there') {
      record.addresses = addresses.filter((address) => address !== chosen)
      if (record.defaultShipping === chosen?.remoteId) record.defaultShipping = ''
      if (record.defaultBilling === chosen?.remoteId) record.defaultBilling = ''
    } else {
      this.world.records.delete(record.remoteId)
      this.deletedThere = true
      this.told.clear()
    }
  }

  private save(field: EditedField, value: string): void {
    const { document } = this
    if (document === null || document.deletedAt !== 0 || document[field] === value) return
    this.seen.add(`${field}=${document[field]}`)
    this.seen.delete(`${field}=${value}`)
    this.kept.delete(`${field}=${value}`)
    this.edit({ [field]: value })
    // Edited back to what both sides have, nothing was said that could be lost.
    const isSaid = this.document?.remoteId === '' || field in (this.document?.sync.base ?? {})
    if (isSaid) this.saved.set(field, value)
    else this.saved.delete(field)
  }

  private edit(change: Partial<CustomerDraft>): void {
    const { document } = this
    if (document === null || document.deletedAt !== 0) return
    const from = draftOf(document)
    this.put(applyEdit(document, from, { ...from, ...change }, this.capabilities, this.world.now))
  }

  private choicesFor(fields: object, take: FieldChoice['take']): Record<string, FieldChoice> {
    const choices: Record<string, FieldChoice> = {}
    for (const key of Object.keys(fields)) {
      if (take !== 'edited') choices[key] = { take }
      else if (!EDITED_FIELDS.some((field) => field === key)) choices[key] = { take: 'mine' }
      else {
        const value = `both-${this.next()}`
        choices[key] = { take, value }
        this.saved.set(key, value)
      }
    }
    return choices
  }

  private take({ customer, lost }: { customer: Customer | 'remove'; lost: FieldChange[] }): void {
    for (const { key, before } of lost) this.kept.add(`${key}=${typeof before === 'string' ? before : ''}`)
    this.put(customer)
  }

  private put(customer: Customer | 'remove'): void {
    this.document = customer === 'remove' ? null : deepFreeze(customer)
    if (this.document !== null) checkInvariants(this.document, this.capabilities)
  }

  private present(): Customer {
    if (this.document === null) throw new Error('The document was removed')
    return this.document
  }

  private next(): number {
    this.count += 1
    return this.count
  }

  private context(): MergeContext {
    return { now: this.world.now, newAddressId: (id) => `local-${id}` }
  }
}

/** The invariants of docs/sync.md, section 1, and those of addresses. */
function checkInvariants(customer: Customer, capabilities: ConnectorCapabilities): void {
  const must = (holds: boolean, invariant: string): void => {
    if (!holds) throw new Error(`${invariant}: ${JSON.stringify({ ...customer.sync, addresses })}`)
  }
  const { addresses } = customer
  const { base, sent, theirs, intent } = customer.sync
  const sentKeys = Object.keys(sent?.fields ?? {})
  const conflicting = theirs?.kind === 'fields' ? Object.keys(theirs.fields) : []
  const isSynced = Object.keys(base).length > 0 || sent !== null || theirs !== null
  must(
    sentKeys.every((key) => key in base),
    'sent has a base',
  )
  must(
    conflicting.every((key) => key in base),
    'a conflict has a base',
  )
  must(intent?.kind !== 'create' || customer.remoteId === '', 'a create has no remote id')
  must(customer.remoteId !== '' || !isSynced, 'what is not linked has no common state')
  must(
    Object.keys(base).every((key) => isTracked(key, capabilities)),
    'only what the remote writes has a base',
  )

  const remoteIds = addresses.map(({ remoteId }) => remoteId).filter((id) => id !== '')
  must(new Set(addresses.map(({ id }) => id)).size === addresses.length, 'local ids are unique')
  must(new Set(remoteIds).size === remoteIds.length, 'remote ids are unique')
  must(
    addresses.every((address) => address.superseded === '' || mayBeAtRemote(customer, address)),
    'a superseded address is, or may be, at the remote',
  )
  const bystanders = addresses.filter(
    (address) => !takesPart(address, customer, capabilities) && !isKnownByBase(customer, address),
  )
  must(
    Object.keys(base).every(
      (key) => sentKeys.includes(key) || bystanders.every(({ id }) => id !== addressIdOf(key)),
    ),
    'what takes no part has no base, once its remote id is known',
  )
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
