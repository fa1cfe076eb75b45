import type { Address } from '../domain/address.ts'
import type { CustomerField, CustomerDraft } from '../domain/customer.ts'
import type { Json } from '../json.ts'
import type { Result } from '../result.ts'
import type { ConnectorCapabilities } from './capabilities.ts'
import type { RelatedKind, RelatedRecords } from './related-data.ts'
import type { ActionOutcome, IntegrationCustomer, RemoteAction, ShippingOrder } from './remote-action.ts'
import type { RemoteError } from './remote-error.ts'
import type { CustomerFieldValues, EntityKind, RemoteRecords } from './remote-record.ts'
import type { ServerImporter } from './server-import.ts'
import type { WebhookManager } from './webhooks.ts'

/** Where a pull has got to; the connector's own, opaque to the engine. */
export type Checkpoint = Json

/** Who answered: compared at each start before anything is believed to be deleted. */
export interface ConnectionIdentity {
  /** Stable id of the account or tenant. */
  scopeId: string
  /** Its name, for people. */
  accountName: string
  /** True where the credentials allow no writes; `missing` names what they lack in the remote's words. */
  readOnly: boolean
  missing: string
  /** True where nothing proves yet that the credentials are let in: an empty answer may mean that they are not. */
  unproven?: boolean
}

/** A question for a page of records. */
export interface PullRequest {
  /** `changes`: what changed since the checkpoint; `sweep`: the complete list; `of`: the records of one customer. */
  mode: 'changes' | 'sweep' | 'of'
  /** Remote id of the customer, for mode `of`. */
  of?: string
  /** Null starts anew. */
  checkpoint: Checkpoint | null
  limit: number
}

/** A page of records. A short or empty page is no end: `hasMore` says so. */
export interface PullPage<K extends EntityKind> {
  records: RemoteRecords[K][]
  checkpoint: Checkpoint
  hasMore: boolean
  /** How many there are in all, where the remote tells. */
  total?: number
  /**
   * Records of the page that are there but could not be read, '' where not even the id could. They count as seen by a
   * sweep. A page of which nothing can be read is a `protocol` error instead.
   */
  unreadable?: { remoteId: string; detail: string }[]
  /** On the last page of a sweep, where the remote can: the checkpoint from which `changes` may go on after it. */
  changesFrom?: Checkpoint
}

/** What an update changes: only what is named is sent. */
export interface CustomerChanges {
  fields: CustomerFieldValues
  archived?: boolean
  /** Addresses that are new there (with their local ids), changed there, or to be removed there. */
  addedAddresses: Address[]
  changedAddresses: Address[]
  removedAddresses: Address[]
  /** Local id of an address of `whole`, '' = none; undefined = unchanged. */
  defaultShippingAddressId?: string
  defaultBillingAddressId?: string
}

/** One write of a customer. `whole` is the customer as it stands here, for remotes that take whole units only. */
export type CustomerPush =
  | { type: 'create'; localId: string; key: string; whole: CustomerDraft; archived: boolean }
  | { type: 'update'; localId: string; remoteId: string; changes: CustomerChanges; whole: CustomerDraft }
  | { type: 'delete'; localId: string; remoteId: string }

/** One write of a SKU mapping. */
export type SkuMappingPush =
  | { type: 'upsert'; localId: string; customerRemoteId: string; customerSku: string; productId: string }
  | { type: 'delete'; localId: string; customerRemoteId: string; remoteId: string }

/** One write of each kind. */
export interface PushItems {
  customer: CustomerPush
  'sku-mapping': SkuMappingPush
}

/**
 * What became of one write. `unknown`: it may have taken effect. `not-sent`: it certainly has not.
 * `exists`: refused because such a record is there already. An accepted write answers with the record as it now is;
 * null after a delete.
 */
export type PushOutcome<K extends EntityKind> =
  | {
      status: 'accepted'
      localId: string
      record: RemoteRecords[K] | null
      addressIds: Record<string, string>
    }
  | { status: 'refused'; localId: string; reason: string; field: CustomerField | '' }
  | { status: 'exists'; localId: string; reason: string }
  | { status: 'gone'; localId: string }
  | { status: 'unknown'; localId: string; error: RemoteError }
  | { status: 'not-sent'; localId: string; error: RemoteError }

/** Keys to find a record by; the connector uses those its remote can search by. */
export interface FindKeys {
  email?: string
  code?: string
  referenceId?: string
  mobile?: string
  /** Name, postcode and first line together, where the remote can match by them (docs/remotes/sku-io.md, section 2). */
  nameAndAddress?: { name: string; postcode: string; line1: string }
  /** First name, last name and phone together, none of them empty (docs/remotes/kounta.md, section 2). */
  nameAndPhone?: { firstName: string; lastName: string; phone: string }
}

/** Commands of a remote that are no state of a record. None of its calls is ever repeated by itself. */
export interface RemoteActions {
  run(action: RemoteAction, signal: AbortSignal): Promise<ActionOutcome>
  /** The order of a fulfilment as the shipping service has it; null = it has none. */
  shippingOrder(fulfilmentId: string, signal: AbortSignal): Promise<Result<ShippingOrder | null, RemoteError>>
  /** A page of the customers of one of the remote's shop integrations, from 1 on. */
  integrationCustomers(
    instanceId: string,
    page: number,
    signal: AbortSignal,
  ): Promise<Result<{ customers: IntegrationCustomer[]; hasMore: boolean }, RemoteError>>
}

/**
 * One remote system behind one interface. Its implementations live in main; the engine gets one that speaks over IPC.
 * Nothing here throws for what a remote may do. An aborted call answers `cancelled` where nothing was sent, else unknown.
 */
export interface RemoteConnector {
  readonly capabilities: ConnectorCapabilities
  /** Only in main, where files are read, and only with the capability; no part of sync. */
  readonly serverImport?: ServerImporter
  /** Only in main, and only with the capability; no part of sync. */
  readonly webhooks?: WebhookManager
  /** Who answers, and whether the credentials suffice. */
  checkConnection(signal: AbortSignal): Promise<Result<ConnectionIdentity, RemoteError>>
  /** A page of records. */
  pull<K extends EntityKind>(
    kind: K,
    request: PullRequest,
    signal: AbortSignal,
  ): Promise<Result<PullPage<K>, RemoteError>>
  /** Records by id with all details, in the order asked; null = certainly not there (404). */
  get<K extends EntityKind>(
    kind: K,
    remoteIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<(RemoteRecords[K] | null)[], RemoteError>>
  /** Customers that have one of these keys. */
  find(keys: FindKeys, signal: AbortSignal): Promise<Result<RemoteRecords['customer'][], RemoteError>>
  /** What there is beyond the customer itself, all of it; only for the kinds of the capability `related`. */
  related?<K extends RelatedKind>(
    kind: K,
    customerRemoteId: string,
    signal: AbortSignal,
  ): Promise<Result<RelatedRecords[K][], RemoteError>>
  /** Commands and what belongs to them; only for the kinds of the capability `actions`. */
  readonly actions?: RemoteActions
  /** Writes, one outcome for each item in its order. One bad item never holds up the others. */
  push<K extends EntityKind>(
    kind: K,
    items: readonly PushItems[K][],
    signal: AbortSignal,
  ): Promise<PushOutcome<K>[]>
}
