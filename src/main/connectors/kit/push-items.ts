import PQueue from 'p-queue'
import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind } from '#shared/connector/remote-record.ts'

/**
 * Sends items side by side, `concurrency` of them at once, and answers in their order. One that is refused never stops the others; an error that would
 * befall every further one (no network, no credentials, told to wait, given up) leaves the rest unsent.
 */
export async function pushItems<K extends EntityKind, Item extends { localId: string }>(
  items: readonly Item[],
  concurrency: number,
  send: (item: Item) => Promise<PushOutcome<K>>,
  signal: AbortSignal,
): Promise<PushOutcome<K>[]> {
  const queue = new PQueue({ concurrency })
  let halt: RemoteError | null = null
  return queue.addAll(
    items.map((item) => async (): Promise<PushOutcome<K>> => {
      if (signal.aborted) halt ??= { kind: 'cancelled' }
      if (halt !== null) return { status: 'not-sent', localId: item.localId, error: halt }
      const outcome = await send(item)
      if ((outcome.status === 'not-sent' || outcome.status === 'unknown') && concernsAll(outcome.error)) {
        halt ??= outcome.error
      }
      return outcome
    }),
  )
}

function concernsAll(error: RemoteError): boolean {
  switch (error.kind) {
    case 'offline':
    case 'not-configured':
    case 'unauthorised':
    case 'permission':
    case 'rate-limited':
    case 'cancelled':
    case 'wrong-scope':
    case 'account-unclear':
    case 'unproven':
      return true
    case 'not-found':
    case 'unavailable':
    case 'timeout-unknown':
    case 'protocol':
      return false
  }
}
