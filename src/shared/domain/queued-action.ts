import type { ActionKind } from '../connector/remote-action.ts'
import type { Json } from '../json.ts'

/** A command that is not state (allocate a credit, submit an order), kept until it is done and run in order when online. */
export interface QueuedAction {
  readonly id: string
  /** Local id of the customer it concerns, '' = none. */
  readonly customerId: string
  readonly kind: ActionKind
  /** ActionInputs of its kind. */
  readonly input: Json
  readonly createdAt: number
  /** `unknown`: sent, its outcome was not learned; money and shipping then wait for a person. */
  state: 'waiting' | 'running' | 'unknown' | 'refused' | 'done'
  /** The remote's words where it refused. */
  message: string
  finishedAt: number
}
