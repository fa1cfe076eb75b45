import type { Subscription } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { RosterQuery } from '#renderer/roster/roster-query.ts'

/** Rows asked of the roster at a time. */
const CHUNK = 100
/** Documents kept for rows that were seen a moment ago. */
const KEPT_DOCUMENTS = 1500
/** The window of documents is moved in steps of this many rows. */
const SNAP = 20
/** Rows whose documents are read before they are seen, in the direction of scrolling. */
const AHEAD = 60
/** Rows of the screen before the roster is read. */
const FIRST_ROWS = 60

/** What the list shows now; a new object after every change. */
export interface CustomerRowsSnapshot {
  /** The query these rows answer; differs from the wanted one for the moment until its answer is there. */
  readonly query: RosterQuery | null
  readonly count: number
  /** False until anything is known. */
  readonly known: boolean
  /** True while only the first page from the index is shown. */
  readonly provisional: boolean
  readonly idAt: (index: number) => string | undefined
  readonly customer: (id: string) => Customer | undefined
}

/**
 * The rows of the customer list: ids by window from the roster, documents by id for what is seen. One question at a
 * time is under way for each; while it is, only the newest wish is kept, so that fast scrolling asks for nothing twice.
 */
export class CustomerRows {
  readonly #roster: Pick<RosterClient, 'page' | 'version$'>
  readonly #customers: Pick<CustomerRepository, 'observeMany' | 'firstPage'>
  readonly #listeners = new Set<() => void>()
  readonly #subscriptions: Subscription[] = []
  readonly #onError: (error: unknown) => void
  #wanted: RosterQuery
  #shown: RosterQuery | null = null
  #newest = 0
  #chunks = new Map<number, { version: number; ids: readonly string[] }>()
  #count = 0
  #provisional = false
  #documents = new Map<string, Customer>()
  #visible = { from: 0, to: FIRST_ROWS }
  #goesUp = false
  #paging = false
  #observed = ''
  #observing: Subscription | null = null
  #observingAnswered = true
  #snapshot: CustomerRowsSnapshot
  #closed = false

  constructor(
    roster: Pick<RosterClient, 'page' | 'version$'>,
    customers: Pick<CustomerRepository, 'observeMany' | 'firstPage'>,
    query: RosterQuery,
    onError: (error: unknown) => void,
  ) {
    this.#roster = roster
    this.#customers = customers
    this.#wanted = query
    this.#onError = onError
    this.#snapshot = this.#makeSnapshot()
  }

  /** Begins to follow the roster. */
  open(): void {
    this.#closed = false
    this.#subscriptions.push(
      this.#roster.version$.subscribe((version) => {
        this.#newest = version
        void this.#fill()
      }),
    )
    if (this.#shown === null) void this.#showFirstPage()
  }

  /** Stops following; can be opened again. */
  close(): void {
    this.#closed = true
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe()
    this.#observing?.unsubscribe()
    this.#observing = null
    this.#observed = ''
    this.#observingAnswered = true
  }

  /** Asks for another list. The rows of the old one stay until the first answer. */
  setQuery(query: RosterQuery): void {
    if (sameQuery(query, this.#wanted)) return
    this.#wanted = query
    void this.#fill()
  }

  /** What is on screen. */
  setVisible(from: number, to: number): void {
    if (from === this.#visible.from && to === this.#visible.to) return
    this.#goesUp = from < this.#visible.from
    this.#visible = { from, to }
    void this.#fill()
    this.#observe()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly snapshot = (): CustomerRowsSnapshot => this.#snapshot

  async #showFirstPage(): Promise<void> {
    try {
      const first = await this.#customers.firstPage(FIRST_ROWS)
      if (this.#closed || this.#shown !== null || first.length === 0) return
      for (const customer of first) this.#documents.set(customer.id, customer)
      this.#chunks.set(0, { version: -1, ids: first.map((customer) => customer.id) })
      this.#count = first.length
      this.#provisional = true
      this.#emit()
    } catch (error) {
      this.#onError(error)
    }
  }

  /** Asks for chunks that are missing or old until all that is seen is there. */
  async #fill(): Promise<void> {
    if (this.#paging || this.#closed) return
    this.#paging = true
    try {
      for (let next = this.#nextChunk(); next !== null; next = this.#nextChunk()) {
        const query = this.#wanted
        const page = await this.#roster.page(query, next * CHUNK, (next + 1) * CHUNK)
        if (this.#isClosed()) return
        if (query !== this.#wanted) continue
        if (query !== this.#shown) {
          this.#shown = query
          this.#chunks.clear()
        }
        this.#newest = Math.max(this.#newest, page.version)
        this.#provisional = false
        this.#count = page.count
        this.#chunks.set(next, { version: page.version, ids: page.ids })
        this.#emit()
        this.#observe()
      }
    } catch (error) {
      if (!this.#isClosed()) this.#onError(error)
    } finally {
      this.#paging = false
    }
  }

  #isClosed(): boolean {
    return this.#closed
  }

  #nextChunk(): number | null {
    if (this.#shown !== this.#wanted) return 0
    const first = Math.floor(this.#visible.from / CHUNK)
    const last = Math.floor(Math.max(this.#visible.from, Math.min(this.#visible.to, this.#count) - 1) / CHUNK)
    for (let chunk = first; chunk <= last; chunk++) {
      const held = this.#chunks.get(chunk)
      if (held === undefined || held.version < this.#newest) return chunk
    }
    return null
  }

  /** Follows the documents of what is seen, snapped to a coarse window so that a little scrolling changes nothing. */
  #observe(): void {
    if (this.#closed || !this.#observingAnswered) return
    const ahead = { before: this.#goesUp ? AHEAD : SNAP, after: this.#goesUp ? SNAP : AHEAD }
    const from = Math.max(0, Math.floor((this.#visible.from - ahead.before) / SNAP) * SNAP)
    const to = Math.ceil((this.#visible.to + ahead.after) / SNAP) * SNAP
    const ids: string[] = []
    for (let index = from; index < Math.min(to, this.#count); index++) {
      const id = this.#idAt(index)
      if (id !== undefined) ids.push(id)
    }
    const key = ids.join()
    if (key === this.#observed) return
    this.#observed = key
    this.#observing?.unsubscribe()
    this.#observing = null
    if (ids.length === 0) return
    this.#observingAnswered = false
    this.#observing = this.#customers.observeMany(ids).subscribe({
      next: (found) => {
        const first = !this.#observingAnswered
        this.#observingAnswered = true
        this.#keep(found, ids)
        if (first) this.#observe()
      },
      error: (error: unknown) => {
        this.#observingAnswered = true
        this.#onError(error)
      },
    })
  }

  #keep(found: ReadonlyMap<string, Customer>, ids: readonly string[]): void {
    if (this.#documents.size > KEPT_DOCUMENTS) this.#documents = new Map()
    let changed = false
    for (const id of ids) {
      const customer = found.get(id)
      if (this.#documents.get(id) === customer) continue
      changed = true
      if (customer === undefined) this.#documents.delete(id)
      else this.#documents.set(id, customer)
    }
    if (changed) this.#emit()
  }

  #idAt(index: number): string | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.ids[index % CHUNK]
  }

  #makeSnapshot(): CustomerRowsSnapshot {
    return {
      query: this.#shown,
      count: this.#count,
      known: this.#shown !== null || this.#provisional,
      provisional: this.#provisional,
      idAt: (index) => this.#idAt(index),
      customer: (id) => this.#documents.get(id),
    }
  }

  #emit(): void {
    this.#snapshot = this.#makeSnapshot()
    for (const listener of this.#listeners) listener()
  }
}

function sameQuery(a: RosterQuery, b: RosterQuery): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
