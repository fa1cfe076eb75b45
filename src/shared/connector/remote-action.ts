import type { RemoteError } from './remote-error.ts'

/** Commands that some remotes know and that are no state of a record. */
export const ACTION_KINDS = [
  'allocate-credit',
  'unallocate-credit',
  'submit-to-starshipit',
  'update-starshipit-order',
  'refresh-integration',
] as const

/** One of the commands. */
export type ActionKind = (typeof ACTION_KINDS)[number]

/** What each command is given. Ids are the remote's, amounts decimal text. */
export interface ActionInputs {
  /** Pays orders with a sales credit; the amounts together are at most what remains of it. */
  'allocate-credit': { creditId: string; creditNumber: string; orders: AllocatedOrder[] }
  /** Takes back one such payment. */
  'unallocate-credit': {
    creditId: string
    creditNumber: string
    allocationId: string
    orderNumber: string
    amount: string
  }
  /** Hands all orders that are ready to the shipping service. */
  'submit-to-starshipit': Record<string, never>
  /** Brings the shipping service's order up to date from a fulfilment. */
  'update-starshipit-order': { fulfilmentId: string }
  /** Makes the remote read the customers of one of its own shop integrations anew. */
  'refresh-integration': { instanceId: string }
}

/** An order and what of it a credit pays. */
export interface AllocatedOrder {
  orderId: string
  orderNumber: string
  amount: string
}

/** A command as it is run. */
export type RemoteAction = {
  [K in ActionKind]: {
    kind: K
    /** Remote id of the customer it concerns, '' = none. */
    customerRemoteId: string
    input: ActionInputs[K]
  }
}[ActionKind]

/**
 * What became of a command. `unknown`: it may have taken effect. `not-sent`: it certainly has not. `message` and
 * `reason` are the remote's words, '' where it gave none.
 */
export type ActionOutcome =
  | { status: 'done'; message: string }
  | { status: 'refused'; reason: string }
  | { status: 'unknown'; error: RemoteError }
  | { status: 'not-sent'; error: RemoteError }

/** An order as the shipping service knows it. */
export interface ShippingOrder {
  number: string
  status: string
  /** All that is told, by the remote's own names. */
  facts: { name: string; value: string }[]
}

/** A customer as a shop integration of the remote lists it. */
export interface IntegrationCustomer {
  remoteId: string
  name: string
  email: string
}
