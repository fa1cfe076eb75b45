import { Subject, type Subscription } from 'rxjs'
import { letOthersRun, runInSlices } from './let-others-run.ts'
import type { RosterFile } from './roster-file.ts'
import { RosterIndex, type RosterChange } from './roster-index.ts'
import { catchUp, loadSaved, rebuild, save } from './roster-loader.ts'
import type { RosterStatus } from './roster-query.ts'
import type { RosterSource } from './roster-source.ts'

/** When a roster is saved by itself, in ms and rows. A save writes everything, so single edits do not cause one. */
export interface SavePolicy {
  /** After this long without a change … */
  readonly quietMs: number
  /** … and at least this many changed rows. Fewer are read again at the next start, which takes milliseconds. */
  readonly rows: number
}

/** How many ms of sorting ahead of time may hold up a storage request. */
const SLICE_MS = 8

/**
 * Keeps the roster of one database: reads the saved one or builds it, follows every write, saves it, and tells when it
 * changed. It lives in the storage worker, beside the customers it follows.
 */
export class RosterHost {
  /** Emits after every change. */
  readonly changed$ = new Subject<undefined>()
  /** Emits as loading goes on. */
  readonly status$ = new Subject<RosterStatus>()
  readonly #file: RosterFile
  readonly #policy: SavePolicy
  #index = new RosterIndex(0)
  #status: RosterStatus = { state: 'loading', loaded: 0, total: 0 }
  #following: Subscription | null = null
  /** Counts what was attached: work for an earlier database of this name stops. */
  #generation = 0
  #writtenUpTo = 0
  #unsaved = 0
  #starting: Promise<void> = Promise.resolve()
  #saving: Promise<unknown> = Promise.resolve()
  #quietTimer: ReturnType<typeof setTimeout> | undefined
  #loaded = new Gate()
  #ready = new Gate()

  constructor(file: RosterFile, policy: SavePolicy) {
    this.#file = file
    this.#policy = policy
  }

  /** How far loading is. */
  get status(): RosterStatus {
    return this.#status
  }

  /** The index as it stands. */
  get index(): RosterIndex {
    return this.#index
  }

  /** The index once the saved one is read; while the rest is being read, as far as it is. */
  async loaded(): Promise<RosterIndex> {
    await this.#loaded.opened
    return this.#index
  }

  /** Starts to follow the customers of a database that has just been opened. */
  attach(source: RosterSource): void {
    this.detach()
    const generation = this.#generation
    const early: RosterChange[] = []
    this.#index = new RosterIndex(this.#index.version + 1)
    this.#index.beginReading()
    let keepEarly = true
    this.#following = source.changes$.subscribe((changes) => {
      if (keepEarly) early.push(...changes)
      this.#take(changes)
    })
    this.#starting = this.#start(source, generation, early, () => {
      keepEarly = false
    })
  }

  /** Stops following; questions wait until a database is attached again. */
  detach(): void {
    this.#generation += 1
    this.#following?.unsubscribe()
    this.#following = null
    clearTimeout(this.#quietTimer)
    this.#loaded = this.#loaded.isSettled ? new Gate() : this.#loaded
    this.#ready = this.#ready.isSettled ? new Gate() : this.#ready
    this.#writtenUpTo = 0
    this.#unsaved = 0
    this.#report({ state: 'loading', loaded: 0, total: 0 })
  }

  /**
   * Saves now, if anything changed since the last time; waits for a rebuild under way. Nothing to do while detached or
   * failed. False where it could not be saved.
   */
  async flush(): Promise<boolean> {
    if (this.#following === null) return true
    await this.#ready.opened
    return this.#save()
  }

  /** Deletes the saved roster, together with its database. */
  async remove(): Promise<void> {
    this.detach()
    // What is still reading would open the file again.
    await this.#starting
    await this.#saving
    await this.#file.remove()
  }

  async #start(
    source: RosterSource,
    generation: number,
    early: RosterChange[],
    allRead: () => void,
  ): Promise<void> {
    const isOver = (): boolean => generation !== this.#generation
    const progress = (state: 'loading' | 'rebuilding', total: number) => (loaded: number) => {
      if (!isOver()) this.#report({ state, loaded, total: Math.max(total, loaded) })
    }
    try {
      const saved = await loadSaved(this.#file, this.#index, progress('loading', 0))
      if (isOver()) return
      if (saved === null) {
        await this.#rebuild(source, early, progress, isOver)
      } else {
        // After a clock was set back, what is written now lies before the saved point.
        if (Date.now() < saved) this.#unsaved += 1
        this.#writtenUpTo ||= saved
        this.#loaded.open()
        await catchUp(source, this.#index, Math.min(saved, Date.now()))
      }
      if (isOver()) return
      allRead()
      this.#index.endReading()
      const size = this.#index.rows.size
      this.#report({ state: 'ready', loaded: size, total: size })
      this.changed$.next(undefined)
      this.#ready.open()
      if (this.#unsaved > 0 && (saved === null || Date.now() < saved)) await this.#save()
      await this.#prepare(isOver)
    } catch (error) {
      // A database that was closed meanwhile is no failure.
      if (!isOver()) this.#fail(error)
    }
  }

  /** Whoever waits for the roster is told, now and later, until a database is attached again. */
  #fail(error: unknown): void {
    this.detach()
    this.#loaded.fail(error)
    this.#ready.fail(error)
    this.#report({ state: 'failed', loaded: 0, total: 0 })
  }

  async #rebuild(
    source: RosterSource,
    early: readonly RosterChange[],
    progress: (state: 'rebuilding', total: number) => (loaded: number) => void,
    isOver: () => boolean,
  ): Promise<void> {
    this.#index = new RosterIndex(this.#index.version + 1)
    this.#index.beginReading()
    this.#index.apply(early)
    this.#report({ state: 'rebuilding', loaded: 0, total: 0 })
    this.#loaded.open()
    const total = await source.count()
    if (isOver()) return
    await rebuild(source, this.#index, (loaded) => {
      progress('rebuilding', total)(loaded)
      this.changed$.next(undefined)
    })
    this.#unsaved += 1
    const { writtenAt, top } = this.#index.rows
    for (let row = 0; row < top; row += 1) {
      this.#writtenUpTo = Math.max(this.#writtenUpTo, writtenAt[row] ?? 0)
    }
  }

  /** Takes in what was just written. */
  #take(changes: readonly RosterChange[]): void {
    for (const { writtenAt } of changes) this.#writtenUpTo = Math.max(this.#writtenUpTo, writtenAt)
    if (!this.#index.apply(changes)) return
    this.#unsaved += changes.length
    this.changed$.next(undefined)
    clearTimeout(this.#quietTimer)
    if (this.#unsaved < this.#policy.rows) return
    const generation = this.#generation
    this.#quietTimer = setTimeout(() => {
      if (!this.#ready.isOpen || generation !== this.#generation) return
      void this.#save().then(() => this.#prepare(() => generation !== this.#generation))
    }, this.#policy.quietMs)
  }

  /** One save after the other. A failed one is tried again with the next: the file is only there to save time. */
  #save(): Promise<boolean> {
    const saving = this.#saving.then(async () => {
      if (this.#unsaved === 0) return true
      const unsaved = this.#unsaved
      this.#unsaved = 0
      try {
        await save(this.#file, this.#index, Math.min(this.#writtenUpTo, Date.now()))
        return true
      } catch {
        this.#unsaved += unsaved
        return false
      }
    })
    this.#saving = saving
    return saving
  }

  async #prepare(isOver: () => boolean): Promise<void> {
    await letOthersRun()
    if (!isOver()) await runInSlices(this.#index.prepare(), SLICE_MS, isOver)
  }

  #report(status: RosterStatus): void {
    this.#status = status
    this.status$.next(status)
  }
}

/** A promise that is settled from outside. */
class Gate {
  isOpen = false
  isSettled = false
  readonly opened: Promise<void>
  #resolve: (() => void) | null = null
  #reject: ((error: unknown) => void) | null = null

  constructor() {
    this.opened = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Nobody may be waiting when it fails; those who are get the error from their own promise.
    this.opened.catch(() => undefined)
  }

  open(): void {
    this.isOpen = true
    this.isSettled = true
    this.#resolve?.()
  }

  fail(error: unknown): void {
    this.isSettled = true
    this.#reject?.(error)
  }
}
