import type { EntityKind } from './remote-record.ts'
import type { PullRequest, PushItems } from './remote-connector.ts'
import type { RemoteError } from './remote-error.ts'

/** One request to the remote in memory. */
export interface MemoryCall {
  operation: 'check' | 'pull' | 'get' | 'find' | 'push' | 'related' | 'action'
  kind: EntityKind
  /** Remote ids asked for, or local ids of what is written. */
  ids: string[]
  mode?: PullRequest['mode']
  /** What a push carried. */
  items?: readonly PushItems[EntityKind][]
}

/**
 * What goes wrong with a call. `effect` is what becomes of a write: none, done although no answer comes, or done later,
 * when `runLate` is called. `certain`: the caller knows that nothing was done.
 */
export interface MemoryFault {
  error: RemoteError | null
  effect: 'none' | 'done' | 'late'
  certain: boolean
}

const noFault: MemoryFault = { error: null, effect: 'none', certain: true }

/** Makes the calls of one MemoryConnector fail as told, and keeps the log of them. */
export class MemoryFaults {
  readonly log: MemoryCall[] = []
  /** Writes that were given up and have not taken effect yet. */
  readonly late: (() => void)[] = []
  offline = false
  /** Decides about every call that no other fault has met; null = goes well. */
  plan: (call: MemoryCall) => MemoryFault | null = () => null
  /** Runs before a call takes effect: the place for an edit made meanwhile, or for a crash (throw). */
  beforeEffect: (call: MemoryCall) => void | Promise<void> = () => undefined
  /** Runs after a call took effect, before its answer arrives. */
  beforeAnswer: (call: MemoryCall) => void | Promise<void> = () => undefined
  readonly #next: { fault: MemoryFault; operation: MemoryCall['operation'] | 'any' }[] = []
  #hangOn: MemoryCall['operation'] | null = null

  /** The next calls (of one operation, or any) fail with this error, and nothing takes effect. */
  failNext(error: RemoteError, times = 1, operation: MemoryCall['operation'] | 'any' = 'any'): void {
    const certain = !['unavailable', 'timeout-unknown', 'protocol'].includes(error.kind)
    this.#add({ error, effect: 'none', certain }, times, operation)
  }

  /** The connection of the next writes, or commands, is cut before or after they took effect, or they take effect later. */
  cutNext(
    when: 'before' | 'after' | 'later',
    times = 1,
    operation: Extract<MemoryCall['operation'], 'push' | 'action'> = 'push',
  ): void {
    const effect = when === 'before' ? 'none' : when === 'after' ? 'done' : 'late'
    this.#add({ error: { kind: 'timeout-unknown' }, effect, certain: false }, times, operation)
  }

  /** The next call of this operation answers nothing until it is aborted. */
  hangNext(operation: MemoryCall['operation']): void {
    this.#hangOn = operation
  }

  /** Nothing that was ordered goes wrong any more. */
  clear(): void {
    this.#next.splice(0)
    this.#hangOn = null
    this.offline = false
  }

  /** Lets writes that were given up take effect now. */
  runLate(): void {
    for (const act of this.late.splice(0)) act()
  }

  /** For the connector: logs the call and tells what goes wrong with it. */
  async before(call: MemoryCall, signal: AbortSignal): Promise<MemoryFault> {
    if (signal.aborted) return { error: { kind: 'cancelled' }, effect: 'none', certain: true }
    if (this.offline) return { error: { kind: 'offline' }, effect: 'none', certain: true }
    this.log.push(call)
    await this.beforeEffect(call)
    if (this.#hangOn === call.operation) {
      this.#hangOn = null
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => {
          resolve()
        })
      })
      return { error: { kind: 'cancelled' }, effect: 'none', certain: false }
    }
    const planned = this.#next.findIndex(
      ({ operation }) => operation === 'any' || operation === call.operation,
    )
    if (planned >= 0) return this.#next.splice(planned, 1)[0]?.fault ?? noFault
    return this.plan(call) ?? noFault
  }

  /** For the connector: called between the effect and the answer. */
  async after(call: MemoryCall): Promise<void> {
    await this.beforeAnswer(call)
  }

  #add(fault: MemoryFault, times: number, operation: MemoryCall['operation'] | 'any'): void {
    for (let i = 0; i < times; i += 1) this.#next.push({ fault, operation })
  }
}
