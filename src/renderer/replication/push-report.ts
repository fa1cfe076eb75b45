import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { ReadRecords } from './read-records.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

/** After so many failed calls in a row it is the remote that fails, and not a record. */
const FAILURES_IN_A_ROW = 3

/** True where the error says something about all calls, not about the one that met it. */
function concernsAll(error: RemoteError): boolean {
  switch (error.kind) {
    case 'offline':
    case 'not-configured':
    case 'unauthorised':
    case 'rate-limited':
    case 'wrong-scope':
    case 'account-unclear':
    case 'unproven':
    case 'cancelled':
      return true
    case 'unavailable':
      return error.retryAfterMs > 0
    case 'permission':
    case 'not-found':
    case 'timeout-unknown':
    case 'protocol':
      return false
  }
}

/** How sending goes: what was accepted, and whether it can go on. */
export class PushReport {
  /** Writes that were answered, whatever the answer. */
  answered = 0
  /** Writes among them that the remote has taken. */
  taken = 0
  /** Documents that came a step further, by a write or without one. */
  progressed = 0
  end: StepEnd = null
  #failuresInARow = 0

  /** A call for these records failed before anything was written. */
  failed(session: SyncSession, ids: readonly string[], error: RemoteError): void {
    this.#failuresInARow += 1
    if (concernsAll(error) || this.#failuresInARow >= FAILURES_IN_A_ROW) {
      this.end ??= error
      return
    }
    for (const id of ids) session.retryTimes.failed(id, session.clock.now())
  }

  /** Takes note of records that were read before a write. */
  noteRead(session: SyncSession, { records, unread }: ReadRecords): void {
    const [first] = unread.values()
    if (first !== undefined && records.size === 0) {
      this.failed(session, [...unread.keys()], first)
      return
    }
    this.wentWell()
    for (const id of unread.keys()) session.retryTimes.failed(id, session.clock.now())
  }

  /** A call went well. */
  wentWell(): void {
    this.#failuresInARow = 0
  }

  /** Takes note of what became of one write. */
  async note(
    session: SyncSession,
    outcome: PushOutcome<'customer' | 'sku-mapping'>,
    customerId: string,
  ): Promise<void> {
    switch (outcome.status) {
      case 'accepted':
      case 'refused':
      case 'exists':
      case 'gone':
        this.answered += 1
        if (outcome.status === 'accepted') this.taken += 1
        this.progressed += 1
        this.wentWell()
        session.retryTimes.clear(outcome.localId)
        return
      case 'not-sent':
        this.failed(session, [outcome.localId], outcome.error)
        return
      case 'unknown':
        await session.log.write('warning', 'unknown', customerId, outcome.error.kind)
        this.progressed += 1
        this.#failuresInARow += 1
        if (concernsAll(outcome.error) || this.#failuresInARow >= FAILURES_IN_A_ROW)
          this.end ??= outcome.error
    }
  }
}

/** The outcome for one write; an answer that does not name it leaves it unknown (docs/sync.md, section 4). */
export function outcomeFor<K extends 'customer' | 'sku-mapping'>(
  outcomes: readonly PushOutcome<K>[],
  localId: string,
): PushOutcome<K> {
  const named = outcomes.find((outcome) => outcome.localId === localId)
  return named ?? { status: 'unknown', localId, error: { kind: 'protocol', detail: 'no outcome named' } }
}
