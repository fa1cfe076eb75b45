import type { MemoryCall, MemoryFault } from '#shared/connector/memory-faults.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Weather } from './weather.testing.ts'

const lost = { kind: 'timeout-unknown' } as const
/** Stands for the remote's own refusal, which is no error of a whole call. */
const refusal: RemoteError = { kind: 'protocol', detail: 'Not now.' }
const broken = { kind: 'unavailable', status: 500, retryAfterMs: 0 } as const

/** A way to the remote in memory, through the weather. */
export function faultyMemory(remote: MemoryRemote, weather: Weather): MemoryConnector {
  const connector = new MemoryConnector(remote)
  const { faults } = connector
  const heldAfter = new Set<MemoryCall>()
  const planned = new Map<MemoryCall, MemoryFault>()
  faults.plan = (call) => planned.get(call) ?? null
  const plain = new MemoryConnector(remote)
  const again = (call: MemoryCall): Promise<unknown> =>
    call.operation === 'push'
      ? plain.push(call.kind, call.items ?? [], new AbortController().signal)
      : Promise.resolve()
  faults.beforeEffect = async (call) => {
    const write = call.operation === 'push' || call.operation === 'action'
    const creates = ((call.items ?? []) as CustomerPush[]).some(({ type }) => type === 'create')
    const kind = weather.next({ write, repeatable: call.operation !== 'action' && !creates })
    const certain = (error: RemoteError): MemoryFault => ({ error, effect: 'none', certain: true })
    const open = (effect: MemoryFault['effect'], error: RemoteError): MemoryFault => ({
      ...{ error, effect, certain: false },
    })
    let fault: MemoryFault | null = null
    switch (kind) {
      case null:
        break
      case 'offline':
        fault = certain({ kind: 'offline' })
        break
      case 'cut-before':
        fault = open('none', write ? lost : { ...broken, status: 0 })
        break
      case 'cut-after':
        fault = open('done', lost)
        break
      case 'late':
        fault = open('late', lost)
        break
      case 'repeated':
        if (weather.moment !== null) await weather.moment
        await again(call)
        break
      case 'held-before':
        await weather.hold()
        break
      case 'held-after':
        heldAfter.add(call)
        break
      case '401':
        fault = certain({ kind: 'unauthorised', detail: 'Unauthenticated.' })
        break
      case '409':
      case '422':
        fault = certain(refusal)
        break
      case '429':
        fault = certain({ kind: 'rate-limited', retryAfterMs: 0 })
        break
      case '500':
        fault = open('none', broken)
        break
      case '500-done':
        fault = open('done', broken)
        break
    }
    if (write && weather.moment !== null) await weather.moment
    if (fault !== null) planned.set(call, fault)
    if (fault?.effect === 'late') {
      weather.later(() => {
        faults.runLate()
        return Promise.resolve()
      })
    }
  }
  faults.beforeAnswer = async (call) => {
    if (heldAfter.delete(call)) await weather.hold()
  }
  const push = connector.push.bind(connector)
  connector.push = async (kind, items, signal) =>
    (await push(kind, items, signal)).map((outcome) =>
      outcome.status === 'not-sent' && outcome.error === refusal
        ? { status: 'refused', localId: outcome.localId, reason: 'Not now.', field: '' }
        : outcome,
    )
  return connector
}
