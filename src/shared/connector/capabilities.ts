import type { AddressField } from '../domain/address.ts'
import type { CustomerField } from '../domain/customer.ts'
import type { RelatedKind } from './related-data.ts'
import type { ActionKind } from './remote-action.ts'
import type { EntityKind } from './remote-record.ts'
import type { WebhookFilter } from './webhooks.ts'

/** The remote systems the app speaks with. */
export const REMOTE_SYSTEMS = ['sku-io', 'open-food-network', 'kounta', 'woocommerce'] as const

/** One of the remote systems. */
export type RemoteSystem = (typeof REMOTE_SYSTEMS)[number]

/** A field by which a remote can find a record, or that it keeps unique. */
export type KeyField = 'email' | 'code' | 'referenceId' | 'mobile'

/** What a remote can search by: one field, or several together (see FindKeys). */
export type FindKeyName = KeyField | 'nameAndAddress' | 'nameAndPhone'

/** What a remote can hold, do and demand. The engine and the screens ask this and never which remote it is. */
export interface ConnectorCapabilities {
  system: RemoteSystem
  /** Product name as people know it, for example "SKU.io". */
  displayName: string
  entities: readonly EntityKind[]
  /** `changed-since`: pull can list what changed; `full-scan`: only a sweep finds changes. */
  pull: 'changed-since' | 'full-scan'
  /** Most records a page of a pull may hold. */
  pageSize: number
  /** True where listed records lack details that `get` tells. */
  listLacksDetails: boolean
  writes: { create: boolean; update: boolean; delete: boolean; archive: boolean }
  /** Fields that the remote can hold and write; all others stay on this computer. */
  fields: readonly CustomerField[]
  /** Of these, the ones a create cannot set: they go with an update right after it. */
  updateOnlyFields: readonly CustomerField[]
  /** And the ones an update cannot set: once the remote has the customer they are read only. */
  createOnlyFields?: readonly CustomerField[]
  addresses: {
    /** `list`: any number, with ids; `slots`: exactly the named ones. */
    shape: 'list' | 'slots'
    slots: readonly string[]
    /** Slots that only the remote fills; here they can be emptied at most. */
    readOnlySlots?: readonly string[]
    /**
     * Parts of the address in one slot that are fields of the customer there: an address that goes into that slot without
     * them keeps what they are.
     */
    ofCustomer?: { slot: string; parts: readonly ('company' | 'phone' | 'email')[] }
    /**
     * What an address must have before the remote keeps it: of each entry one part, or one of the customer's own fields,
     * which then goes in its place.
     */
    required?: readonly { parts: readonly AddressField[]; orOf: readonly CustomerField[] }[]
    fields: readonly AddressField[]
    /** False: an edited address is sent as a new one and the old one stays there. */
    canEdit: boolean
    canRemove: boolean
    /** Which addresses a create carries; the others go with the update that follows it. */
    createCarries: 'all-addresses' | 'default-addresses'
  }
  /** Keys the remote keeps unique: a record found by one of them is the same record. */
  uniqueKeys: readonly KeyField[]
  /** Keys by which `find` can search; the first that is not empty is the intent's key. */
  findKeys: readonly FindKeyName[]
  /** True where a create without a reference is given one of ours, by which a lost one is found again. */
  createReference?: boolean
  /** True where a create must be preceded by a search (upserting remotes). */
  searchBeforeCreate: boolean
  /** Most records one call takes; 1 = no bulk call. `together` = how many single calls may be open at once. */
  bulk: {
    create: number
    update: number
    archive: number
    delete: number
    together: number
    /** How many records one call can read by their ids; 1 where it is left out. */
    read?: number
  }
  /** What the remote tells of a customer beyond the customer itself. */
  related: readonly RelatedKind[]
  /** Commands the remote knows. */
  actions: readonly ActionKind[]
  /** Requests a minute that the remote takes before it asks to slow down; undefined where nothing says how many. */
  requestsPerMinute?: number
  /** Where the remote imports CSV files of customers by itself: the largest file it is given, in bytes. */
  serverImport?: { maxBytes: number }
  /** Where the remote tells of changes by itself: what an update can be narrowed to. */
  webhooks?: { filters: readonly WebhookFilter[] }
  /** How long the remote may still act on a request that was given up, in ms. */
  settleMs: number
  /** What the remote demands, checked while typing. */
  requirements: {
    required: readonly CustomerField[]
    /** At least one of each group. */
    anyOf: readonly (readonly CustomerField[])[]
    maxLength: number
  }
  /** How the remote changes what it stores; applied to both sides of every comparison (docs/sync.md, section 2). */
  normaliser: NormaliserRules
}

/** How a remote changes what it stores, as data so that it crosses IPC; applied by domain/normalise-field.ts. */
export interface NormaliserRules {
  /** Fields compared without regard to case. */
  caseless: readonly (CustomerField | AddressField)[]
  /** Longest text the remote keeps; 0 = any. */
  maxLength: number
}
