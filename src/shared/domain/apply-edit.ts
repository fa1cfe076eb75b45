import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { isEmptyAddress, newAddress, type Address } from './address.ts'
import { withoutSpentAddresses } from './address-state.ts'
import { CUSTOMER_FIELDS, fieldMapOf, POINTER_FIELDS } from './customer-field-map.ts'
import { newCustomer, type Customer, type CustomerDraft } from './customer.ts'
import { addAddress, editAddresses } from './edit-addresses.ts'
import type { FieldMap } from './field-map.ts'
import { isIdentical } from './field-sides.ts'
import { valueIn } from './normalise-field.ts'
import { movedAddresses, withAddressIds } from './moved-addresses.ts'
import { recordEdit } from './record-edit.ts'
import { seatDefaults } from './seat-defaults.ts'
import { supersedeEdited } from './supersede-address.ts'

/**
 * What a person changed between `opened` (what the form was opened with) and `saved`, carried over to the document as it
 * stands now; where addresses have changed places meanwhile, to the one that was meant. Fields that were not touched keep
 * what came in meanwhile, and one that was touched has what the person saw as its base, so that what came in unseen is
 * asked about. Follows docs/sync.md, section 3, "Edit",
 * and for addresses docs/data.md, section 3: an equal one is reused; where the remote cannot change or remove one it
 * has, an edit makes a new one and a removed one stays there, marked. `capabilities` null: a workspace without a
 * connection. Answers with the very same document where nothing was changed.
 */
export function applyEdit(
  customer: Customer,
  opened: CustomerDraft,
  saved: CustomerDraft,
  capabilities: ConnectorCapabilities | null,
  now: number,
): Customer {
  const isSlots = capabilities?.addresses.shape === 'slots'
  const ids = isSlots ? movedAddresses(customer, opened) : new Map<string, string>()
  const [from, to] = [withAddressIds(opened, ids), withAddressIds(saved, ids)]
  const fields: Partial<CustomerDraft> = {}
  for (const field of CUSTOMER_FIELDS) {
    if (!isIdentical(from[field], to[field])) Object.assign(fields, { [field]: to[field] })
  }
  const remote = customer.sync.localOnly ? null : capabilities
  const edited = editAddresses({ ...customer, ...fields }, from, to, remote)
  const placed =
    remote === null ? edited : supersedeEdited(customer, seatDefaults(customer, edited, remote), remote, now)
  return finishEdit(customer, placed, remote, now, seenIn(from, to))
}

/** What a person saw of the fields that were changed. The defaults are chosen anew, whatever stood there. */
function seenIn(from: CustomerDraft, to: CustomerDraft): FieldMap {
  const [before, after] = [fieldMapOf({ ...from, archivedAt: 0 }), fieldMapOf({ ...to, archivedAt: 0 })]
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const pointer of POINTER_FIELDS) keys.delete(pointer)
  const changed = [...keys].filter((key) => !isIdentical(valueIn(before, key), valueIn(after, key)))
  return Object.fromEntries(changed.map((key) => [key, valueIn(before, key)]))
}

/** Archives or unarchives, which is an edit of the field `archived`. */
export function setArchived(
  customer: Customer,
  archived: boolean,
  capabilities: ConnectorCapabilities | null,
  now: number,
): Customer {
  const archivedAt = archived ? customer.archivedAt || now : 0
  return finishEdit(customer, { ...customer, archivedAt }, capabilities, now)
}

/**
 * Keeps a customer that no remote knows only on this computer, or lets it be sent after all; left alone once it is linked
 * or being created there.
 */
export function setLocalOnly(customer: Customer, localOnly: boolean): Customer {
  if (customer.remoteId !== '' || customer.sync.intent !== null) return customer
  if (customer.sync.localOnly === localOnly) return customer
  return { ...customer, sync: { ...customer.sync, localOnly, refused: null } }
}

/** Asks for deletion; left alone while a conflict waits to be decided, which a deletion would bury. */
export function markDeleted(customer: Customer, now: number): Customer {
  if (customer.sync.theirs !== null || customer.deletedAt !== 0) return customer
  return { ...customer, deletedAt: now, updatedAt: now, sync: withoutRefusal(customer).sync }
}

/**
 * Takes a deletion back, until the request to delete is under way: then the document is left alone. Where the remote was
 * edited meanwhile, `detailsDue` has the record read again and merged.
 */
export function undoDelete(customer: Customer, now: number): Customer {
  const { intent, theirs } = customer.sync
  if (customer.deletedAt === 0 || intent?.kind === 'delete') return customer
  const editedThere = theirs?.kind === 'edited-there'
  return {
    ...customer,
    deletedAt: 0,
    updatedAt: now,
    detailsDue: editedThere ? customer.detailsDue || now : customer.detailsDue,
    sync: { ...customer.sync, theirs: editedThere ? null : theirs },
  }
}

/**
 * A new customer from what a person entered or a file holds, without derived fields. Its first (root) address becomes
 * default shipping unless another was chosen; equal addresses become one; empty ones are dropped.
 */
export function newCustomerFrom(id: string, draft: CustomerDraft, now: number): Customer {
  let addresses: Address[] = []
  const ids = new Map<string, string>()
  for (const address of draft.addresses) {
    if (isEmptyAddress(address) || address.superseded !== '') continue
    const added = addAddress(addresses, newAddress(address.id, address), () => true)
    addresses = added.addresses
    ids.set(address.id, added.id)
  }
  const customer = newCustomer(id, { ...draft, tags: [...draft.tags], addresses }, now)
  for (const pointer of POINTER_FIELDS) customer[pointer] = ids.get(draft[pointer]) ?? ''
  customer.defaultShippingAddressId ||= addresses[0]?.id ?? ''
  return customer
}

function finishEdit(
  before: Customer,
  edited: Customer,
  capabilities: ConnectorCapabilities | null,
  now: number,
  seen: FieldMap = {},
): Customer {
  const recorded = withoutSpentAddresses(recordEdit(before, edited, capabilities, seen))
  if (isIdentical(before, recorded)) return before
  return { ...withoutRefusal(recorded), updatedAt: now }
}

/** An edit may be what the remote asked for, so a refusal is forgotten; 'ask' waits for its answer. */
function withoutRefusal(customer: Customer): Customer {
  if (customer.sync.refused === null || customer.sync.refused.of === 'ask') return customer
  return { ...customer, sync: { ...customer.sync, refused: null } }
}
