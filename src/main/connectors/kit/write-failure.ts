import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { CustomerField } from '#shared/domain/customer.ts'

/** A write that the remote has turned down: certainly without effect. */
export interface WireRefusal {
  status: number
  /** In the remote's own words. */
  reason: string
  /** The field at fault where the remote names one, else ''. */
  field: CustomerField | ''
  /** Refused because such a customer is there already. */
  exists: boolean
}

/** Why a write did not succeed. `failed.sent` false: it certainly had no effect. */
export type WriteFailure =
  | { kind: 'failed'; error: RemoteError; sent: boolean }
  | { kind: 'refused'; refusal: WireRefusal }
  | { kind: 'gone'; reason: string }
