import { BehaviorSubject } from 'rxjs'
import { DatabaseError } from '#renderer/database/database-error.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Backoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import type { Round, RoundWants } from './round.ts'
import { initialStatus, type SyncPhase, type SyncStatus } from './status.ts'
import type { SyncSession } from './sync-session.ts'
import type { SyncTiming } from './sync-timing.ts'

/** What somebody may want of the runner: parts of a round, or that opened customers are filled. */
export type Wants = RoundWants & { fill: boolean }

/** Why nothing may be begun. */
export type Hold = 'none' | 'off' | 'paused' | 'signed-out'

/** The least time between two notes of the last success, which only a restart needs. */
const KEEP_SUCCESS_MS = 300_000

/** Lets one round run at a time, decides when the next one is due, and shows how it goes. */
export class Runner {
  readonly status = new BehaviorSubject<SyncStatus>(initialStatus())
  readonly #clock: Clock
  readonly #timing: SyncTiming
  readonly #backoff: Backoff
  #round: Round | null = null
  #session: SyncSession | null = null
  #hold: Hold = 'off'
  #wants: Wants = noWants()
  #work: Promise<void> | null = null
  /** Those who wait for a round that has not begun. */
  #waiting: (() => void)[] = []
  #cancelWake: (() => void) | null = null
  #cancelEdit: (() => void) | null = null
  #nextPollAt = 0
  #wakeAt = 0
  #successKeptAt = 0

  constructor(clock: Clock, timing: SyncTiming, backoff: Backoff) {
    this.#clock = clock
    this.#timing = timing
    this.#backoff = backoff
  }

  /** Begins to work. */
  async start(session: SyncSession, round: Round): Promise<void> {
    this.#session = session
    this.#round = round
    if (this.#hold === 'off') this.#hold = 'none'
    this.show({ phase: 'syncing' })
    const success = await session.facts.get('sync/success')
    if (success !== null && this.status.value.lastSuccessAt === 0) this.show({ lastSuccessAt: success.at })
    this.kick({ pull: true, push: true })
  }

  /** Changes what is shown; while nothing may be begun, the phase says why. */
  show(patch: Partial<SyncStatus>): void {
    const phase = this.#hold === 'none' ? (patch.phase ?? this.status.value.phase) : this.#hold
    const next: SyncStatus = { ...this.status.value, ...patch, phase }
    if (JSON.stringify(next) !== JSON.stringify(this.status.value)) this.status.next(next)
  }

  /** True as soon as nothing new may be begun. */
  get holds(): boolean {
    return this.#hold !== 'none'
  }

  /** Begins nothing new until `release`. */
  hold(hold: Exclude<Hold, 'none'>, problem: RemoteError | null): void {
    this.#hold = hold
    this.#cancelTimers()
    this.show({ progress: null, filling: false, nextTryAt: 0, problem: problem ?? this.status.value.problem })
  }

  /** Goes on. */
  release(): void {
    this.#hold = 'none'
    this.#backoff.reset()
    this.show({ phase: 'syncing', problem: null, nextTryAt: 0 })
    this.kick({ pull: true, push: true })
  }

  /** Ends when nothing is under way. */
  async finished(): Promise<void> {
    while (this.#work !== null) await this.#work
  }

  /**
   * Does what is wanted as soon as possible, a pause after a failure aside. Ends with the round that does it, or when it
   * cannot be done; what is filled in after the round goes on.
   */
  async now(wants: Partial<Wants>): Promise<void> {
    if (this.holds) return
    // A remote that named a time is left in peace until then.
    const { problem, nextTryAt } = this.status.value
    if (problem?.kind === 'rate-limited' && this.#clock.now() < nextTryAt) {
      Object.assign(this.#wants, wants)
      return
    }
    const done = new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
    })
    this.kick(wants)
    await done
  }

  /** True unless a failure asked for a pause that is not over. */
  get mayTryNow(): boolean {
    return !this.holds && this.status.value.nextTryAt === 0
  }

  /** Somebody wrote something: it is sent soon. */
  noticeEdit(): void {
    if (this.#cancelEdit !== null || !this.mayTryNow) return
    this.#cancelEdit = this.#clock.setTimer(this.#timing.editMs, () => {
      this.#cancelEdit = null
      if (this.mayTryNow) this.kick({ push: true })
    })
  }

  /** Adds to what is wanted and begins, where nothing is under way. */
  kick(wants: Partial<Wants>): void {
    Object.assign(this.#wants, wants)
    if (this.#work !== null || this.holds) return
    this.#cancelWake?.()
    this.#cancelWake = null
    this.#work = this.#run().finally(() => {
      this.#work = null
      for (const resolve of this.#waiting.splice(0)) resolve()
      this.#scheduleWake()
    })
  }

  async #run(): Promise<void> {
    while (!this.holds && isWanted(this.#wants)) {
      const wants = this.#wants
      this.#wants = noWants()
      const end = await this.#runOnce(wants)
      if (end === null) continue
      // What was wanted and could not be done is wanted still.
      this.#wants = either(this.#wants, wants)
      await this.#failed(end)
      return
    }
  }

  async #runOnce(wants: Wants): Promise<RemoteError | null> {
    const served = this.#waiting.splice(0)
    const serve = (): void => {
      for (const resolve of served) resolve()
    }
    try {
      return await this.#roundThenFill(wants, serve)
    } catch (error) {
      // The text of an unknown error may quote a document; its name cannot.
      const name =
        error instanceof DatabaseError ? error.kind : error instanceof Error ? error.name : typeof error
      return { kind: 'protocol', detail: `app:${name}` }
    } finally {
      serve()
    }
  }

  /** A round, then what can be filled in until somebody wants another round. */
  async #roundThenFill(wants: Wants, roundDone: () => void): Promise<RemoteError | null> {
    const round = this.#round
    if (round === null) return null
    if (wants.pull || wants.push || wants.sweep) {
      const { end, pulled, wakeAt } = await round.run(wants)
      if (end !== null) return end
      this.#wakeAt = wakeAt
      await this.#succeeded(pulled)
      roundDone()
    }
    for (;;) {
      if (this.holds) return { kind: 'cancelled' }
      if (this.#wants.pull || this.#wants.push || this.#wants.sweep) return null
      if (this.#clock.now() >= this.#nextPollAt) {
        this.#wants.pull = true
        return null
      }
      this.#wants = { ...this.#wants, fill: false }
      const step = await round.fill()
      if (step.end !== null) return step.end
      this.show({ filling: step.more })
      if (!step.more && !this.#wants.fill) return null
    }
  }

  async #succeeded(pulled: boolean): Promise<void> {
    this.#backoff.reset()
    const now = this.#clock.now()
    const { firstConnection, readOnly, problem } = this.status.value
    const patch: Partial<SyncStatus> = {
      phase: firstConnection === null ? 'idle' : 'confirm',
      progress: null,
      nextTryAt: 0,
      problem: readOnly ? problem : null,
    }
    if (!pulled) {
      this.show(patch)
      return
    }
    this.#nextPollAt = now + this.#timing.pollMs
    this.show({ ...patch, lastSuccessAt: now })
    if (now - this.#successKeptAt < KEEP_SUCCESS_MS) return
    this.#successKeptAt = now
    await this.#session?.facts.set('sync/success', { at: now })
  }

  async #failed(error: RemoteError): Promise<void> {
    if (error.kind === 'cancelled' && this.holds) return
    const before = this.status.value.problem
    const needsPerson = ['unauthorised', 'not-configured', 'permission', 'wrong-scope'].includes(error.kind)
    if (needsPerson && this.holds) {
      // A pause or a stop that came while the call was under way stays what it is.
      this.show({ problem: error })
    } else if (needsPerson) {
      this.hold('signed-out', error)
    } else {
      const phase: SyncPhase = error.kind === 'offline' ? 'offline' : 'waiting'
      const nextTryAt = this.#clock.now() + this.#pauseFor(error)
      this.show({ phase, progress: null, filling: false, nextTryAt, problem: error })
    }
    // A network that stays away is one line, not one for every attempt.
    if (before?.kind === error.kind) return
    const detail = error.kind === 'protocol' && error.detail.startsWith('app:') ? error.detail : error.kind
    await this.#session?.log.write(needsPerson ? 'error' : 'warning', 'failed', '', detail)
  }

  #pauseFor(error: RemoteError): number {
    const told = 'retryAfterMs' in error ? this.#backoff.asTold(error.retryAfterMs) : 0
    return error.kind === 'rate-limited' && told > 0 ? told : Math.max(told, this.#backoff.next())
  }

  #scheduleWake(): void {
    if (this.holds) return
    const now = this.#clock.now()
    const { nextTryAt } = this.status.value
    if (nextTryAt > 0) {
      this.#wake(nextTryAt - now, () => {
        this.show({ nextTryAt: 0 })
        this.kick({})
      })
      return
    }
    if (isWanted(this.#wants)) {
      this.kick({})
      return
    }
    const next = this.#wakeAt > 0 ? Math.min(this.#wakeAt, this.#nextPollAt) : this.#nextPollAt
    this.#wake(next - now, () => this.kick({ pull: this.#clock.now() >= this.#nextPollAt, push: true }))
  }

  #wake(inMs: number, then: () => void): void {
    this.#cancelWake?.()
    this.#cancelWake = this.#clock.setTimer(Math.max(0, inMs), () => {
      this.#cancelWake = null
      then()
    })
  }

  #cancelTimers(): void {
    this.#cancelWake?.()
    this.#cancelEdit?.()
    this.#cancelWake = null
    this.#cancelEdit = null
  }
}

function noWants(): Wants {
  return { pull: false, push: false, sweep: false, fill: false }
}

function isWanted(wants: Wants): boolean {
  return wants.pull || wants.push || wants.sweep || wants.fill
}

function either(a: Wants, b: Wants): Wants {
  return {
    pull: a.pull || b.pull,
    push: a.push || b.push,
    sweep: a.sweep || b.sweep,
    fill: a.fill || b.fill,
  }
}
