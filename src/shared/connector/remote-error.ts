/**
 * Why a call to a remote failed as a whole. `offline`: nothing was sent. `timeout-unknown`: it was sent and may have
 * taken effect. `protocol`: the answer was no answer of this remote (HTML, broken JSON, other shape).
 * `retryAfterMs` is 0 where the remote names no wait, `status` 0 where the connection broke off or took too long.
 * Texts in `detail` never hold secrets or customer data.
 */
export type RemoteError =
  | { kind: 'offline' }
  | { kind: 'not-configured' }
  | { kind: 'unauthorised'; detail: string; expired?: boolean }
  | { kind: 'permission'; detail: string; requiredScope: string }
  | { kind: 'not-found' }
  | { kind: 'rate-limited'; retryAfterMs: number }
  | { kind: 'unavailable'; status: number; retryAfterMs: number }
  | { kind: 'timeout-unknown' }
  | { kind: 'protocol'; detail: string }
  | { kind: 'wrong-scope'; expected: string; actual: string }
  /** It cannot be told which account is meant: none shows, or several do (their ids). */
  | { kind: 'account-unclear'; choices: readonly string[] }
  /** Answered, but with nothing that proves that the credentials are let in; for a person to confirm. */
  | { kind: 'unproven' }
  | { kind: 'cancelled' }
