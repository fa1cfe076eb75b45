import type { AddressFields } from '../domain/address.ts'
import type { CustomerField, RemoteFacts } from '../domain/customer.ts'
import type { Json } from '../json.ts'

/** Values of customer fields as a remote tells them, in the app's own normal form. */
export type CustomerFieldValues = {
  [F in CustomerField]?: F extends 'tags' ? string[] : F extends 'acceptsMarketing' ? boolean : string
}

/** One address as a remote tells it. `remoteId` is its id, or the slot's name where the remote has slots. */
export interface RemoteAddress {
  remoteId: string
  fields: Partial<AddressFields>
}

/** A customer as a remote tells it. What is undefined was not told and says nothing. */
export interface RemoteCustomer {
  remoteId: string
  /** Changes whenever the remote changes the record, '' where the remote gives nothing of the kind. */
  revision: string
  /** False where the rest (addresses, ...) costs a request of its own: see `get`. */
  complete: boolean
  fields: CustomerFieldValues
  archived?: boolean
  archivedAt?: number
  /** All addresses the remote has; undefined where they were not told. */
  addresses?: RemoteAddress[]
  /** `remoteId` of an address, '' = none. */
  defaultShipping?: string
  defaultBilling?: string
  facts?: Partial<RemoteFacts>
  extra?: Record<string, Json>
}

/** A SKU mapping as a remote tells it. */
export interface RemoteSkuMapping {
  remoteId: string
  customerRemoteId: string
  customerSku: string
  productId: string
}

/** What each kind of record looks like. */
export interface RemoteRecords {
  customer: RemoteCustomer
  'sku-mapping': RemoteSkuMapping
}

/** The kinds of record that sync handles. */
export type EntityKind = keyof RemoteRecords
