import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { withDefaultsInUse, withoutSpentAddresses } from './address-state.ts'
import { fieldMapOf } from './customer-field-map.ts'
import { noRemoteFacts, type Customer } from './customer.ts'
import { deleteAnyway } from './delete-anyway.ts'
import { fateChange, type Fate } from './fate-change.ts'
import type { FieldValue } from './field-map.ts'
import { omit, sidesOf, withSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import type { MergeContext } from './merge-context.ts'
import { isSettled } from './merge-remote.ts'
import { sameField, valueIn } from './normalise-field.ts'

/** What a person chose for one field in conflict. */
export type FieldChoice = { take: 'mine' } | { take: 'theirs' } | { take: 'edited'; value: FieldValue }

/**
 * How a conflict is decided (docs/sync.md, section 6). C1: `fields`, for some or all fields in conflict; an address
 * removed on one side is decided as a whole, all its keys alike. C2, deleted there: `restore-as-new`, `keep-local-only`,
 * `delete`. C3, edited there while deleted here: `delete-anyway`, `keep`.
 */
export type ConflictDecision = { kind: 'fields'; choices: Record<string, FieldChoice> } | { kind: Fate }

/** A decided document; `lost` goes to the history before the document is written. */
export interface DecisionOutcome {
  customer: Customer | 'remove'
  lost: FieldChange[]
}

/**
 * Carries out a decision; one that does not fit the conflict as it stands now changes nothing. A field keeps what was
 * sent of it while that may still take effect, so that the value decided against cannot come back (docs/sync.md,
 * section 6, C1).
 */
export function decideConflict(
  customer: Customer,
  decision: ConflictDecision,
  capabilities: ConnectorCapabilities,
  context: Pick<MergeContext, 'now' | 'settleMs'>,
): DecisionOutcome {
  const { theirs } = customer.sync
  switch (decision.kind) {
    case 'fields':
      return theirs?.kind === 'fields'
        ? decideFields(customer, decision.choices, capabilities, context)
        : { customer, lost: [] }
    case 'restore-as-new':
    case 'keep-local-only':
      return theirs?.kind === 'deleted-there'
        ? {
            customer: unlinked(customer, decision.kind === 'keep-local-only', context.now),
            lost: [fateChange(theirs.kind, decision.kind)],
          }
        : { customer, lost: [] }
    case 'delete':
      return theirs?.kind === 'deleted-there'
        ? { customer: 'remove', lost: [fateChange(theirs.kind, decision.kind), ...allValues(customer)] }
        : { customer, lost: [] }
    case 'delete-anyway':
      return theirs?.kind === 'edited-there'
        ? deleteAnyway(customer, theirs.fields, capabilities, context.now)
        : { customer, lost: [] }
    case 'keep':
      return theirs?.kind === 'edited-there'
        ? { customer: kept(customer, context.now), lost: [fateChange(theirs.kind, decision.kind)] }
        : { customer, lost: [] }
  }
}

function decideFields(
  customer: Customer,
  choices: Record<string, FieldChoice>,
  capabilities: ConnectorCapabilities,
  context: Pick<MergeContext, 'now' | 'settleMs'>,
): DecisionOutcome {
  const sides = sidesOf(customer)
  const lost: FieldChange[] = []
  const settled = isSettled(customer, capabilities, context)
  for (const [key, choice] of Object.entries(choices)) {
    const theirs = sides.theirs[key]
    if (theirs === undefined) continue
    const mine = valueIn(sides.mine, key)
    const value = choice.take === 'mine' ? mine : choice.take === 'theirs' ? theirs : choice.value
    const isSame = (other: FieldValue): boolean => sameField(key, value, other, capabilities.normaliser)
    for (const before of [theirs, mine]) if (!isSame(before)) lost.push({ key, before, after: value })
    const sent = sides.sent[key]
    const mayReturn = sent !== undefined && !settled && !isSame(sent)
    if (!mayReturn) sides.sent = omit(sides.sent, key)
    sides.mine[key] = value
    sides.theirs = omit(sides.theirs, key)
    if (isSame(theirs) && !mayReturn) sides.base = omit(sides.base, key)
    else sides.base[key] = theirs
  }
  const decided = withSides(customer, sides, context.now)
  const whole = withoutSpentAddresses(withDefaultsInUse(decided, customer))
  return { customer: { ...whole, updatedAt: context.now, sync: { ...whole.sync, refused: null } }, lost }
}

function unlinked(customer: Customer, localOnly: boolean, now: number): Customer {
  const addresses = customer.addresses.filter((address) => address.superseded === '')
  return {
    ...customer,
    remoteId: '',
    addresses: addresses.map((address) => ({ ...address, remoteId: '' })),
    remoteFacts: noRemoteFacts(),
    extra: {},
    detailsDue: 0,
    updatedAt: now,
    sync: { base: {}, sent: null, intent: null, refused: null, theirs: null, localOnly },
  }
}

function kept(customer: Customer, now: number): Customer {
  return {
    ...customer,
    deletedAt: 0,
    updatedAt: now,
    detailsDue: customer.detailsDue || now,
    sync: { ...customer.sync, intent: null, theirs: null },
  }
}

function allValues(customer: Customer): FieldChange[] {
  return Object.entries(fieldMapOf(customer)).map(([key, before]) => ({ key, before, after: '' }))
}
