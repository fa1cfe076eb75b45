import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Address } from './address.ts'
import { originOf } from './address-state.ts'
import { applyEdit, setArchived, undoDelete } from './apply-edit.ts'
import { presentKeyOf } from './create-key.ts'
import { fieldMapOf, isTracked, POINTER_FIELDS } from './customer-field-map.ts'
import { draftOf, type Customer, type CustomerDraft } from './customer.ts'
import { createdFields } from './link-remote.ts'
import { valueIn } from './normalise-field.ts'

/** What a restore knows beside the customer itself. */
export interface RestoreContext {
  /** Of the remote the workspace is or was linked with; null where it never was. */
  readonly capabilities: ConnectorCapabilities | null
  /** True where the store holds no customers: it was lost, and what is missing was not deleted by anybody. */
  readonly lost: boolean
  /** When the backup was made, in ms since the epoch. */
  readonly keptAt: number
  /** ms since the epoch. */
  readonly now: number
  /** An id for an address. */
  readonly newId: () => string
}

/**
 * A customer that is here, put back to what a backup says of it (docs/backups.md, section 4). It is an edit like a
 * person's: what it is linked with stays as it is now, and what changes waits to be sent. The same object where nothing
 * changes.
 */
export function restoredOver(current: Customer, kept: Customer, context: RestoreContext): Customer {
  const { capabilities, now } = context
  const present = undoDelete(current, now)
  const from = draftOf(present)
  const edited = applyEdit(present, from, draftOver(from, kept, context.newId), capabilities, now)
  const archived = kept.archivedAt !== 0
  return archived === (edited.archivedAt !== 0) ? edited : setArchived(edited, archived, capabilities, now)
}

/**
 * A customer that is not here any more, as it comes back (docs/backups.md, section 4). Nothing of it may be created at
 * the remote a second time: one that was never linked is looked for there first, and of a linked one that is gone there
 * a person is asked. Null where its deletion had been asked for already.
 */
export function restoredAbsent(kept: Customer, context: RestoreContext): Customer | null {
  const { capabilities, lost, keptAt } = context
  if (kept.deletedAt !== 0 && !lost) return null
  if (capabilities === null || kept.sync.localOnly) return kept
  if (kept.remoteId === '') {
    if (kept.sync.intent !== null) return kept
    const sent = createdFields(kept, fieldMapOf(kept), capabilities)
    const key = presentKeyOf(kept, capabilities)
    return { ...kept, sync: { ...kept.sync, intent: { kind: 'create', key, sent, at: keptAt } } }
  }
  return lost ? kept : askedAbout(kept, capabilities)
}

/**
 * A clean linked document that the remote does not have would be removed by the next sweep, as deleted there. With a
 * field that counts as changed it becomes a question instead.
 */
function askedAbout(kept: Customer, capabilities: ConnectorCapabilities): Customer {
  const fields = fieldMapOf(kept)
  const key = Object.keys(fields).find((each) => isTracked(each, capabilities))
  if (key === undefined || Object.keys(kept.sync.base).length > 0) return kept
  return { ...kept, sync: { ...kept.sync, base: { [key]: valueIn(fields, key) } } }
}

/** What the backup holds, with the addresses under the ids that they have here now. */
function draftOver(from: CustomerDraft, kept: Customer, newId: () => string): CustomerDraft {
  const ids = new Map<string, string>()
  const free = from.addresses.filter((address) => address.superseded === '')
  const take = (matches: (address: Address) => boolean): Address | undefined => {
    const at = free.findIndex(matches)
    return at < 0 ? undefined : free.splice(at, 1)[0]
  }
  const wanted = kept.addresses.filter((address) => address.superseded === '')
  for (const { id } of wanted) {
    const same = take((address) => address.id === id)
    if (same !== undefined) ids.set(id, same.id)
  }
  for (const { id } of wanted) {
    if (ids.has(id)) continue
    // An edit of it may have taken its place (docs/data.md, section 3).
    ids.set(id, take((address) => originOf(address.id) === originOf(id))?.id ?? newId())
  }
  const to: CustomerDraft = {
    ...draftOf(kept),
    addresses: wanted.map((address) => ({ ...address, id: ids.get(address.id) ?? address.id, remoteId: '' })),
  }
  for (const pointer of POINTER_FIELDS) to[pointer] = ids.get(kept[pointer]) ?? ''
  return to
}
