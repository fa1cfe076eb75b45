import type { PendingPosition } from '#renderer/database/pending-positions.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { fillAgain, fillDetails, fillOpened, fillSkuMappings, type FillStep } from './background.ts'
import { applyDecisions, finishReading, firstConnection, notePage, summaryOf } from './first-connection.ts'
import { pullTold } from './pull-told.ts'
import { pullPage } from './pull.ts'
import { PushReport } from './push-report.ts'
import { pushSkuMappings } from './push-sku-mappings.ts'
import { pushStretch } from './push.ts'
import { mayBeOneRecord } from './read-records.ts'
import { runActions } from './run-actions.ts'
import type { SyncStatus } from './status.ts'
import { sweep, type SweepListener } from './sweep.ts'
import type { FirstConnectionState } from './sync-facts.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'
import type { SyncTiming } from './sync-timing.ts'

/** What a round is asked to do. */
export interface RoundWants {
  pull: boolean
  push: boolean
  sweep: boolean
}

/** What rounds remember from one to the next, from start to stop. */
export interface RoundMemory {
  identityChecked: boolean
  /** The credentials allow no writes, as the remote said at the start or by refusing one. */
  readOnly: boolean
  /** The credentials do not reach the SKU mappings. */
  withoutSkuMappings: boolean
  /** No sweep has been completed since the start. */
  sweepOnStart: boolean
  /** Somebody asked for a sweep, and none has been completed since. */
  sweepAsked: boolean
}

/** How a round ended. */
export interface RoundEnd {
  end: StepEnd
  /** True where the remote's news were read to their end. */
  pulled: boolean
  /** When something that waits can go; 0 = nothing waits for a time. */
  wakeAt: number
}

/** Pages pulled, and stretches of the queue sent, before the other has its turn. */
const PAGES_IN_A_TURN = 5

/** The key under which a sweep that failed is put off. */
const SWEEP = 'sweep'

/** Looks at the queue in one round: what then still moves goes with the next round. */
const PASSES = 8

/** One round of sync: who answers, first connection, sweep, then pull and push in turns. */
export class Round {
  readonly #session: SyncSession
  readonly #memory: RoundMemory
  readonly #timing: SyncTiming
  readonly #show: (patch: Partial<SyncStatus>) => void

  constructor(
    session: SyncSession,
    memory: RoundMemory,
    timing: SyncTiming,
    show: (patch: Partial<SyncStatus>) => void,
  ) {
    this.#session = session
    this.#memory = memory
    this.#timing = timing
    this.#show = show
  }

  /** Runs to the end of what is wanted, or to the first failure that concerns everything. */
  async run(wants: RoundWants): Promise<RoundEnd> {
    const failed = (end: RemoteError): RoundEnd => ({ end, pulled: false, wakeAt: 0 })
    if (!this.#memory.identityChecked) {
      const end = await this.#checkIdentity()
      if (end !== null) return failed(end)
    }
    const first = await this.#firstConnection()
    if (first.end !== null) return failed(first.end)
    const confirmed = first.state.stage === 'done'
    if (confirmed) {
      const end = await this.#sweepIfDue(wants)
      if (end !== null) return failed(end)
    }
    return this.#takeTurns(wants.pull, confirmed)
  }

  /** Reads a little of what costs a request for each record. */
  async fill(): Promise<FillStep> {
    const session = this.#session
    const first = await session.facts.get('sync/first-connection')
    if (first?.stage !== 'done') return { end: null, more: false }
    const told = await pullTold(session, session.toldThere)
    if (told !== null) return { end: told, more: true }
    const opened = await fillOpened(session)
    if (opened !== null) return this.#fillEnd(opened)
    const details = await fillDetails(session)
    if (details.end !== null || details.more) return details
    const again = await fillAgain(session, this.#timing.detailsMs)
    if (again.end !== null || again.more) return again
    if (this.#memory.withoutSkuMappings) return { end: null, more: false }
    const mappings = await fillSkuMappings(session, this.#timing.skuMappingsMs)
    return mappings.end === null ? mappings : this.#fillEnd(mappings.end)
  }

  #fillEnd(end: RemoteError): FillStep {
    if (end.kind !== 'permission') return { end, more: true }
    // Customers go on without their mappings.
    this.#memory.withoutSkuMappings = true
    return { end: null, more: true }
  }

  /** Nothing is believed, and nothing sent, before it is known that the same remote answers as ever. */
  async #checkIdentity(): Promise<StepEnd> {
    const { connector, facts, log, signal } = this.#session
    const identity = await connector.checkConnection(signal)
    if (!identity.ok) return identity.error
    const { scopeId, readOnly, missing } = identity.value
    const known = await facts.get('sync/scope')
    if (known !== null && known.scopeId !== scopeId) {
      return { kind: 'wrong-scope', expected: known.scopeId, actual: scopeId }
    }
    if (known === null) {
      await facts.set('sync/scope', { scopeId })
      await log.write('info', 'connected')
    }
    this.#memory.identityChecked = true
    this.#memory.readOnly = readOnly
    this.#show({
      readOnly,
      problem: readOnly ? { kind: 'permission', detail: '', requiredScope: missing } : null,
    })
    return null
  }

  async #firstConnection(): Promise<{ end: StepEnd; state: FirstConnectionState }> {
    let state = await firstConnection(this.#session)
    if (state.stage === 'reading') {
      this.#show({ phase: 'first-sweep' })
      const read = await this.#readFirst(state)
      if (read.end !== null) return read
      state = await finishReading(this.#session, read.state)
      // The list has just been read whole: the next sweep can wait.
      await this.#session.facts.set('sync/sweep', {
        finishedAt: this.#session.clock.now(),
        question: null,
        believe: false,
      })
      this.#memory.sweepOnStart = false
    }
    if (state.stage === 'applying') {
      const applied = await applyDecisions(this.#session, state)
      if (applied.end !== null) return applied
      state = applied.state
    }
    this.#show({ firstConnection: summaryOf(state), progress: null })
    return { end: null, state }
  }

  /** Reads the complete list for the first time, as changes since the beginning where the remote can list those. */
  async #readFirst(begun: FirstConnectionState): Promise<{ end: StepEnd; state: FirstConnectionState }> {
    let state = begun
    let done = 0
    if (this.#session.capabilities.pull === 'full-scan') {
      const end = await sweep(this.#session, {
        progress: (progress) => this.#show({ progress }),
        stored: async (page) => {
          state = await notePage(this.#session, state, page)
        },
      })
      return { end, state }
    }
    for (;;) {
      if (this.#session.ending()) return { end: { kind: 'cancelled' }, state }
      const page = await pullPage(this.#session)
      if (page.end !== null) return { end: page.end, state }
      state = await notePage(this.#session, state, page)
      done += page.count
      this.#show({ progress: { done, total: page.total } })
      if (!page.hasMore) return { end: null, state }
    }
  }

  async #sweepIfDue(wants: RoundWants): Promise<StepEnd> {
    const { facts, clock, capabilities } = this.#session
    const fact = await facts.get('sync/sweep')
    const age = clock.now() - (fact?.finishedAt ?? 0)
    const { sweepMs, sweepOnStartMs, fullScanMs } = this.#timing
    const onStart = this.#memory.sweepOnStart && age >= sweepOnStartMs
    const scans = capabilities.pull === 'full-scan' && wants.pull && age >= fullScanMs
    this.#show({ question: fact?.question ?? null })
    this.#memory.sweepAsked ||= wants.sweep
    if (!this.#memory.sweepAsked && !onStart && !scans && age < sweepMs) return null
    const { readRetries } = this.#session
    if (!wants.sweep && readRetries.isWaiting(SWEEP, clock.now())) return null
    this.#show({ phase: 'syncing' })
    const listener: SweepListener = {
      progress: (progress) => this.#show({ progress }),
      stored: () => Promise.resolve(),
    }
    const end = await sweep(this.#session, listener)
    this.#show({ progress: null })
    if (end !== null && mayBeOneRecord(end) && capabilities.pull !== 'full-scan') {
      // A list that cannot be read to its end holds up neither news nor edits, which fail themselves where all fails.
      if (readRetries.failures(SWEEP) === 0)
        await this.#session.log.write('warning', 'sweep-failed', '', end.kind)
      readRetries.failed(SWEEP, clock.now())
      return null
    }
    if (end !== null) return end
    readRetries.clear(SWEEP)
    this.#memory.sweepOnStart = false
    this.#memory.sweepAsked = false
    this.#show({ question: (await facts.get('sync/sweep'))?.question ?? null })
    return null
  }

  async #takeTurns(pull: boolean, push: boolean): Promise<RoundEnd> {
    const session = this.#session
    const report = new PushReport()
    const wake = new Set<number>()
    let pulling = pull && session.capabilities.pull === 'changed-since'
    let pushing = push && !this.#memory.readOnly
    let after: PendingPosition | null = null
    let counts = { waiting: 0, needsYou: 0 }
    let progressBefore = 0
    let passes = 0
    while (pulling || pushing) {
      for (let pages = 0; pulling && pages < PAGES_IN_A_TURN; pages += 1) {
        if (session.ending()) return { end: { kind: 'cancelled' }, pulled: false, wakeAt: 0 }
        const page = await pullPage(session)
        if (page.end !== null) return { end: page.end, pulled: false, wakeAt: 0 }
        if (page.count > 0) this.#show({ phase: push ? 'syncing' : 'confirm' })
        pulling = page.hasMore
      }
      if (!pushing) continue
      if (session.ending()) return { end: { kind: 'cancelled' }, pulled: false, wakeAt: 0 }
      const look = await pushStretch(session, after, report, () => this.#showSending(report))
      counts = { waiting: counts.waiting + look.waiting, needsYou: counts.needsYou + look.needsYou }
      if (look.deletionDue !== 0) wake.add(look.deletionDue)
      after = look.next
      if (after === null && report.end === null) {
        const mappings = await this.#pushMappings(report)
        const commands = await runActions(session)
        report.end ??= commands.end
        this.#show({
          waiting: counts.waiting + mappings.waiting + commands.waiting,
          needsYou: counts.needsYou + mappings.needsYou + commands.needsYou,
        })
        passes += 1
        // What was sent may have more to send: settings that only an update can set, an edit made meanwhile.
        pushing = report.progressed > progressBefore && passes < PASSES
        progressBefore = report.progressed
        counts = { waiting: 0, needsYou: 0 }
      }
      if (report.end !== null) {
        const end = await this.#endOfPush(report.end)
        if (end !== null) return { end, pulled: false, wakeAt: 0 }
        pushing = false
      }
    }
    if (report.taken > 0) await session.log.write('info', 'sent', '', String(report.taken))
    const next = session.retryTimes.next(session.clock.now())
    if (next !== 0) wake.add(next)
    return { end: null, pulled: pull, wakeAt: wake.size === 0 ? 0 : Math.min(...wake) }
  }

  #showSending(report: PushReport): void {
    this.#show({ phase: 'syncing', progress: { done: report.answered, total: null } })
  }

  async #pushMappings(report: PushReport): Promise<{ waiting: number; needsYou: number }> {
    const { capabilities } = this.#session
    const none = { waiting: 0, needsYou: 0 }
    if (!capabilities.entities.includes('sku-mapping') || this.#memory.withoutSkuMappings) return none
    return pushSkuMappings(this.#session, report)
  }

  /** Without the right to write, reading goes on. */
  async #endOfPush(end: RemoteError): Promise<StepEnd> {
    if (end.kind !== 'permission') return end
    this.#memory.readOnly = true
    this.#show({ readOnly: true, problem: end })
    await this.#session.log.write('warning', 'failed', '', end.kind)
    return null
  }
}
