import { merge, type Observable, type Subscription } from 'rxjs'
import type { ActionRepository } from '#renderer/database/action-repository.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import type { RemoteActions, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { ConflictRule } from '#shared/domain/conflict-rule.ts'
import { Backoff } from './backoff.ts'
import type { Clock } from './clock.ts'
import { answerUnknown, retryCustomer, retryMapping } from './decisions.ts'
import { firstConnection, keepDecisions } from './first-connection.ts'
import { OpenedFirst } from './opened-first.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { DiscardedChanges } from '#shared/domain/discard-pending.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { ConflictDecisions, DecidedConflicts } from '#shared/domain/undo-decision.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import {
  discardChanges,
  undoDiscardedChanges,
  whyMappingWaits,
  whyWaiting,
  type PendingRecords,
} from './pending-changes.ts'
import { readRelated } from './read-related.ts'
import { RetryTimes } from './retry-times.ts'
import { Round, type RoundMemory } from './round.ts'
import { Runner } from './runner.ts'
import type { FirstConnectionDecisions, SyncStatus, WaitReason } from './status.ts'
import { conflictRule, SyncFacts } from './sync-facts.ts'
import { SyncLog } from './sync-log.ts'
import type { SyncSession } from './sync-session.ts'
import { usualTiming, type SyncTiming } from './sync-timing.ts'
import { ToldThere } from './told-there.ts'
import { decideUndoably, undoDecisions } from './undoable-decisions.ts'
import { UnsentIndex } from './unsent-index.ts'

/** What an engine is made of. */
export interface SyncEngineParts {
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly actions: ActionRepository
  readonly remoteData: RemoteDataRepository
  readonly syncState: SyncStateRepository
  readonly connector: RemoteConnector
  /** Id of the connection, a UUID: seeds the ids of records that come from this remote. */
  readonly connectionId: string
  readonly clock: Clock
  /** From 0 to below 1. */
  readonly random: () => number
  /** UUID v7. */
  readonly newId: () => string
  /** How long a deletion can be undone before it is sent. */
  readonly undoDeleteMs: () => number
  readonly timing?: Partial<SyncTiming>
}

/**
 * Keeps one workspace in step with its remote (docs/sync.md, section 11). One round runs at a time; edits, the clock
 * and people ask for the next. Whatever goes wrong, the documents say what is still to be done, so that a stop at any
 * point loses nothing.
 */
export class SyncEngine {
  readonly #parts: SyncEngineParts
  readonly #timing: SyncTiming
  readonly #runner: Runner
  readonly #session: SyncSession
  readonly #memory: RoundMemory = {
    identityChecked: false,
    readOnly: false,
    withoutSkuMappings: false,
    sweepOnStart: true,
    sweepAsked: false,
  }
  readonly #abort = new AbortController()
  #started = false
  #stopped = false
  #changes: Subscription | null = null

  constructor(parts: SyncEngineParts) {
    this.#parts = parts
    this.#timing = { ...usualTiming(), ...parts.timing }
    const { customers, connector, clock, newId, connectionId } = parts
    const { firstPauseMs, longestPauseMs, openedMs } = this.#timing
    const backoff = new Backoff(parts.random, firstPauseMs, longestPauseMs)
    const runner = new Runner(clock, this.#timing, backoff)
    this.#runner = runner
    this.#session = {
      customers,
      skuMappings: parts.skuMappings,
      history: parts.history,
      actions: parts.actions,
      remoteData: parts.remoteData,
      connector,
      capabilities: connector.capabilities,
      connectionId,
      clock,
      newId,
      undoDeleteMs: parts.undoDeleteMs,
      facts: new SyncFacts(parts.syncState),
      log: new SyncLog(parts.syncState, () => clock.now(), newId),
      unsent: new UnsentIndex(customers, connector.capabilities),
      retryTimes: new RetryTimes(),
      readRetries: new RetryTimes(),
      openedFirst: new OpenedFirst(openedMs),
      toldThere: new ToldThere(),
      signal: this.#abort.signal,
      ending: () => runner.holds,
    }
  }

  /** The present status at once, then every change. */
  get status$(): Observable<SyncStatus> {
    return this.#runner.status
  }

  /** The present status. */
  get status(): SyncStatus {
    return this.#runner.status.value
  }

  /** Begins. An engine is started once; for another start make a new one. */
  async start(): Promise<void> {
    if (this.#started) throw new Error('A sync engine is started once')
    this.#started = true
    const { customers, skuMappings } = this.#parts
    const changes = merge(customers.changedIds$, skuMappings.changedIds$)
    this.#changes = changes.subscribe((ids) => {
      this.#session.unsent.reportChanged(ids)
      this.#runner.noticeEdit()
    })
    this.#changes.add(this.#parts.actions.changedIds$.subscribe(() => this.#runner.noticeEdit()))
    const show = (patch: Partial<SyncStatus>): void => this.#runner.show(patch)
    const round = new Round(this.#session, this.#memory, this.#timing, show)
    await this.#runner.start(this.#session, round)
  }

  /**
   * Ends for good: nothing new is begun, what is under way may finish for a moment, then it is broken off. What a write
   * that was broken off did is found out at the next start.
   */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#changes?.unsubscribe()
    this.#runner.hold('off', null)
    const cancelGrace = this.#parts.clock.setTimer(this.#timing.stopMs, () => {
      this.#abort.abort()
    })
    await this.#runner.finished()
    cancelGrace()
    this.#abort.abort()
  }

  /** Sends and asks nothing until resume; what is under way is finished. */
  pause(): void {
    if (!this.#stopped) this.#runner.hold('paused', null)
  }

  /** Goes on after a pause, or after credentials were put right. */
  resume(): void {
    if (this.#stopped || !this.#started) return
    // Other credentials may belong to another account.
    if (this.status.problem !== null) this.#memory.identityChecked = false
    this.#memory.withoutSkuMappings = false
    this.#runner.release()
  }

  /** Asks for news and sends what waits now; ends when that is done, or cannot be. */
  syncNow(): Promise<void> {
    const sweep = this.#session.capabilities.pull === 'full-scan'
    return this.#runner.now({ pull: true, push: true, ...(sweep ? { sweep } : {}) })
  }

  /** Reads the complete list now, to notice deletions. */
  sweepNow(): Promise<void> {
    return this.#runner.now({ pull: true, push: true, sweep: true })
  }

  /** The computer may be online again: tries at once instead of at the next probe. */
  onlineHint(): void {
    if (this.status.phase === 'offline') this.#runner.kick({ pull: true, push: true })
  }

  /** Ends when no round is running. */
  roundFinished(): Promise<void> {
    return this.#runner.finished()
  }

  /** Lets sending begin after the first reading of the remote's list. */
  async confirmFirstConnection(decisions: FirstConnectionDecisions): Promise<void> {
    await this.#runner.finished()
    const state = await firstConnection(this.#session)
    if (state.stage !== 'confirm') return
    await keepDecisions(this.#session, state, decisions)
    await this.#runner.now({ pull: true, push: true })
  }

  /** A list was sharply shorter. `check`: the missing records are read one by one now; `leave`: the next sweep asks again. */
  async answerQuestion(answer: 'check' | 'leave'): Promise<void> {
    const { facts } = this.#session
    const fact = await facts.get('sync/sweep')
    if (fact === null || fact.question === null) return
    await facts.set('sync/sweep', { ...fact, question: null, believe: answer === 'check' })
    this.#runner.show({ question: null })
    if (answer === 'check') await this.#runner.now({ push: true, sweep: true })
  }

  /** Tries a refused customer again as it stands. */
  async retry(customerId: string): Promise<void> {
    await retryCustomer(this.#session, customerId)
    await this.#runner.now({ push: true, fill: true })
  }

  /** Tries what waits of these records now, refused ones as they stand. */
  async sendNow({ customers, mappings }: PendingRecords): Promise<void> {
    for (const id of customers) await retryCustomer(this.#session, id)
    for (const id of mappings) await retryMapping(this.#session, id)
    await this.#runner.now({ push: true, fill: true })
  }

  /** Why the changes of a customer have not gone yet. */
  whyWaiting(customer: Customer): WaitReason {
    return whyWaiting(this.#session, customer)
  }

  /** Why a SKU mapping has not gone yet. */
  whyMappingWaits(mapping: SkuMapping): WaitReason {
    return whyMappingWaits(this.#session, mapping)
  }

  /** Gives up what waits of these records, so that it can be taken back; customers that were never sent are deleted. */
  async discard(records: PendingRecords): Promise<DiscardedChanges> {
    const discarded = await discardChanges(this.#session, records)
    this.#runner.noticeEdit()
    return discarded
  }

  /** Takes `discard` back. Returns how many records wait again. */
  undoDiscard(discarded: DiscardedChanges): Promise<number> {
    return undoDiscardedChanges(this.#session, discarded)
  }

  /** Decides conflicts so that it can be undone until `heldUntil`: nothing of it is sent before. */
  async decideConflicts(decisions: ConflictDecisions): Promise<DecidedConflicts> {
    const decided = await decideUndoably(this.#session, decisions)
    // A round looks when what was decided may go.
    this.#runner.noticeEdit()
    return decided
  }

  /** Takes decisions back of which nothing has come yet. Returns how many conflicts are open again. */
  undoDecisions(decided: DecidedConflicts): Promise<number> {
    return undoDecisions(this.#session, decided)
  }

  /** Sets who decides conflicts from now on. Those that are open stay so until a person decides them. */
  setConflictRule(rule: ConflictRule): Promise<void> {
    return this.#session.facts.set('sync/conflicts', { rule })
  }

  /** Who decides conflicts. */
  conflictRule(): Promise<ConflictRule> {
    return conflictRule(this.#session)
  }

  /** Answers the question whether a customer whose create got no answer is to be sent again. */
  async answerUnknownCreate(customerId: string, answer: 'send-again' | 'keep-local-only'): Promise<void> {
    await answerUnknown(this.#session, customerId, answer)
    await this.#runner.now({ push: true })
  }

  /** Tries a refused SKU mapping again. */
  async retrySkuMapping(mappingId: string): Promise<void> {
    await retryMapping(this.#session, mappingId)
    await this.#runner.now({ push: true })
  }

  /**
   * Reads the orders, credits and downloads of a customer now. Answers why it could not; null where it could, or where
   * there is nothing to read.
   */
  async readRelated(customerId: string): Promise<RemoteError | null> {
    const customer = await this.#session.customers.get(customerId)
    if (customer === null || customer.remoteId === '') return null
    return readRelated(this.#session, customerId, customer.remoteId)
  }

  /** The commands of the remote that only ask, and its lists beside the customers'. */
  get remoteActions(): RemoteActions | undefined {
    return this.#session.connector.actions
  }

  /** The remote has told by itself that something happened to these records there: each is read, nothing else is believed. */
  changedThere(remoteIds: readonly string[]): void {
    const few = this.#session.toldThere.add(remoteIds)
    if (!few) this.#memory.sweepAsked = true
    if (this.#runner.mayTryNow) this.#runner.kick(few ? { fill: true } : { sweep: true })
  }

  /** A customer is being looked at: its details and SKU mappings are read before those of others. */
  opened(customerId: string): void {
    const due = this.#session.openedFirst.opened(customerId, this.#parts.clock.now())
    if (due && this.#runner.mayTryNow) this.#runner.kick({ fill: true })
  }
}
