import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerPush, PushOutcome } from '../connector/remote-connector.ts'
import { withoutSpentAddresses } from './address-state.ts'
import { presentKeyOf, presentKeysOf } from './create-key.ts'
import { fieldMapOf } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import type { FieldMap } from './field-map.ts'
import { createdFields, linkRemote } from './link-remote.ts'
import type { MergeContext, Settled } from './merge-context.ts'
import { sameFields } from './normalise-field.ts'
import { wholeForPush } from './push-whole.ts'
import type { CreateIntent, Refusal } from './sync-state.ts'

/** What to do with a document that has no remote id (docs/sync.md, section 4, P1 a to d). */
export type CreatePlan =
  /** Linked, local only, refused, or waiting for a person: nothing. */
  | { kind: 'none' }
  /** Never sent and deleted: the document goes, nothing is sent. */
  | { kind: 'remove' }
  /** An unknown create that nothing can find: a person must say whether it exists. Store `customer`. */
  | { kind: 'ask'; customer: Customer }
  /** Search these keys in order, the intent's own first; then link what was found, else beginCreate with all of them. */
  | { kind: 'search'; keys: string[] }
  | { kind: 'send' }

/** What beginCreate decided inside the modify. */
export type CreateStart =
  /** Store `customer`, then send exactly `push`; hand `previous` to settleCreate. */
  | {
      kind: 'send'
      customer: Customer
      push: Extract<CustomerPush, { type: 'create' }>
      previous: CreateIntent | null
    }
  /** The key was changed since the search, or must be searched first: planCreate again. */
  | { kind: 'plan-again' }
  /** An earlier create may still take effect: "not found" is no answer before `until`. */
  | { kind: 'wait'; until: number }
  | { kind: 'remove' }
  | { kind: 'none' }

/**
 * P1 (a) and (b): what must be asked before the document can be created. `exists`: the remote has just said that such a
 * record is there, so every key is searched.
 */
export function planCreate(
  customer: Customer,
  capabilities: ConnectorCapabilities,
  now: number,
  exists = false,
): CreatePlan {
  const { intent, refused, localOnly } = customer.sync
  if (customer.remoteId !== '') return { kind: 'none' }
  if (customer.deletedAt !== 0 && intent?.kind !== 'create') return { kind: 'remove' }
  if (localOnly || refused !== null || !capabilities.writes.create) return { kind: 'none' }
  const present = presentKeysOf(customer, capabilities)
  if (intent?.kind === 'create') {
    if (intent.key === '') return { kind: 'ask', customer: asked(customer, '', now) }
    return { kind: 'search', keys: [...new Set([intent.key, ...(exists ? present : present.slice(0, 1))])] }
  }
  if (exists && present.length > 0) return { kind: 'search', keys: present }
  if (capabilities.searchBeforeCreate && present.length > 0)
    return { kind: 'search', keys: present.slice(0, 1) }
  return { kind: 'send' }
}

/**
 * P1 (d) to (f), to be called inside the modify once nothing was found under `searchedKeys`: writes the intent and tells
 * exactly what to send. `intent.sent` holds every value that the remote can hold (isTracked) and a create can set:
 * not `archived`, no `updateOnlyFields`, and of the addresses only the two defaults where `createCarries` says so. What
 * is left out stays pending with an empty base once the create has been accepted, and goes with the next update.
 */
export function beginCreate(
  customer: Customer,
  searchedKeys: readonly string[],
  capabilities: ConnectorCapabilities,
  context: Pick<MergeContext, 'now' | 'settleMs'>,
): CreateStart {
  const plan = planCreate(customer, capabilities, context.now)
  if (plan.kind === 'none' || plan.kind === 'remove') return plan
  if (plan.kind === 'ask') return { kind: 'plan-again' }
  if (plan.kind === 'search' && plan.keys.some((key) => !searchedKeys.includes(key)))
    return { kind: 'plan-again' }
  const previous = customer.sync.intent?.kind === 'create' ? customer.sync.intent : null
  const until = previous === null ? 0 : previous.at + (context.settleMs ?? capabilities.settleMs)
  if (context.now < until) return { kind: 'wait', until }
  if (customer.deletedAt !== 0) return { kind: 'remove' }

  const key = presentKeyOf(customer, capabilities)
  const sent = createdFields(customer, fieldMapOf(customer), capabilities)
  const started = { ...customer, sync: { ...customer.sync, intent: null } }
  const intent: CreateIntent = { kind: 'create', key, sent, at: context.now }
  const whole = withoutSpentAddresses(started)
  return {
    kind: 'send',
    customer: { ...whole, sync: { ...whole.sync, intent } },
    push: {
      type: 'create',
      localId: customer.id,
      key,
      whole: wholeForPush(whole),
      archived: customer.archivedAt !== 0,
    },
    previous,
  }
}

/**
 * P4 for a create. `previous` is the intent that stood before this one, as beginCreate told it: after an earlier unknown
 * create the intent is kept where this one had no effect.
 */
export function settleCreate(
  customer: Customer,
  outcome: PushOutcome<'customer'>,
  previous: CreateIntent | null,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): Settled {
  const nothing: Settled = { customer, lost: [], accepted: [], search: false }
  const intent = customer.sync.intent
  switch (outcome.status) {
    case 'accepted': {
      if (outcome.record === null) return nothing
      const addressIds = { ...context.addressIds, ...outcome.addressIds }
      const linked = linkRemote(customer, outcome.record, 'answer', capabilities, { ...context, addressIds })
      return { ...linked, search: false }
    }
    case 'unknown':
      return nothing
    case 'not-sent':
      return intent?.kind === 'create' ? { ...nothing, customer: withIntent(customer, previous) } : nothing
    case 'exists': {
      if (intent?.kind !== 'create') return nothing
      return { ...nothing, customer: previous === null ? withIntent(customer, null) : customer, search: true }
    }
    case 'refused':
    case 'gone': {
      if (intent?.kind !== 'create') return nothing
      const mine = createdFields(customer, fieldMapOf(customer), capabilities)
      const keys = [...Object.keys(mine), ...Object.keys(intent.sent)]
      const unchanged = sameFields(keys, mine, intent.sent, capabilities.normaliser)
      const [message, field] = outcome.status === 'refused' ? [outcome.reason, outcome.field] : ['', '']
      const freed = withIntent(customer, null)
      const refused: Refusal = { message, of: 'create', field, values: intent.sent, at: context.now }
      return { ...nothing, customer: unchanged ? withRefusal(freed, refused) : freed }
    }
  }
}

/**
 * P1 (c): what was found belongs to another document already. `values.sameAs` is that document's local id; the message
 * is empty, since these are not the remote's words.
 */
export function refuseAsSame(customer: Customer, otherLocalId: string, now: number): Customer {
  const values: FieldMap = { sameAs: otherLocalId }
  return withRefusal(withIntent(customer, null), { message: '', of: 'create', field: '', values, at: now })
}

/** "Exists already", yet no search finds it: refused; after an unknown create a person must say whether it was ours. */
export function existsButNotFound(customer: Customer, reason: string, now: number): Customer {
  if (customer.sync.intent?.kind === 'create') return asked(customer, reason, now)
  const values = fieldMapOf(customer)
  return withRefusal(customer, { message: reason, of: 'create', field: '', values, at: now })
}

/** A person's answer to 'ask': the record is not there and may be sent, or stays on this computer only. */
export function answerAsk(customer: Customer, answer: 'send-again' | 'keep-local-only'): Customer {
  if (customer.sync.refused?.of !== 'ask') return customer
  const freed = withIntent(customer, null)
  return { ...freed, sync: { ...freed.sync, refused: null, localOnly: answer === 'keep-local-only' } }
}

/** Lets a refused record be tried again as it stands; 'ask' stays until it is answered. */
export function clearRefusal(customer: Customer): Customer {
  const { refused } = customer.sync
  if (refused === null || refused.of === 'ask') return customer
  return { ...customer, sync: { ...customer.sync, refused: null } }
}

function asked(customer: Customer, message: string, now: number): Customer {
  const values = customer.sync.intent?.kind === 'create' ? customer.sync.intent.sent : {}
  return withRefusal(customer, { message, of: 'ask', field: '', values, at: now })
}

function withRefusal(customer: Customer, refused: Refusal): Customer {
  return { ...customer, sync: { ...customer.sync, refused } }
}

function withIntent(customer: Customer, intent: CreateIntent | null): Customer {
  return withoutSpentAddresses({ ...customer, sync: { ...customer.sync, intent } })
}
