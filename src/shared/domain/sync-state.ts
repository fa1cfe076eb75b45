import type { FieldMap, FieldValue } from './field-map.ts'

/**
 * Sync state inside a customer document, so that an edit and the fact that it is pending are written in one step
 * (docs/sync.md, section 1). Invariants: `sent[f]` implies `base[f]`; `theirs.fields[f]` implies `base[f]`;
 * an intent to create implies no `remoteId`.
 */
export interface SyncState {
  /** For each field changed here since the last common state, its value then; null = no common state is known. */
  base: Record<string, FieldValue | null>
  /** Exactly what the update under way carries; written before it is sent. */
  sent: { fields: FieldMap; at: number } | null
  /** A create or delete under way. */
  intent: CreateIntent | DeleteIntent | null
  /** The remote's refusal, in its own words. */
  refused: Refusal | null
  /** The other side of a conflict. */
  theirs: Theirs | null
  /** Kept on this computer only, by a person's decision: never sent. */
  localOnly: boolean
}

/** Written before a create is sent: `key` finds the record again after a lost answer. */
export interface CreateIntent {
  kind: 'create'
  /** Normalised key at the time of the create; '' where the remote offers none. */
  key: string
  /** All fields as sent. */
  sent: FieldMap
  /** When it was (last) sent, in ms since the epoch. */
  at: number
}

/** Written before a delete is sent. */
export interface DeleteIntent {
  kind: 'delete'
  at: number
}

/** Why the remote did not accept a record. `of: 'ask'` = a person must say whether the record exists there already. */
export interface Refusal {
  message: string
  of: 'create' | 'update' | 'delete' | 'ask'
  /** The field at fault where the remote names one, '' otherwise. */
  field: string
  /** The values that were refused; `sameAs` = local id of the customer that the record found belongs to. */
  values: FieldMap
  at: number
}

/** The other side of a conflict (docs/sync.md, section 1, `theirs`). */
export type Theirs =
  | { kind: 'fields'; fields: FieldMap }
  | { kind: 'deleted-there' }
  | { kind: 'edited-there'; fields: FieldMap }

/** The sync state of a document that nobody has sent or changed. */
export function cleanSyncState(): SyncState {
  return { base: {}, sent: null, intent: null, refused: null, theirs: null, localOnly: false }
}
