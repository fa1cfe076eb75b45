import type { Subscription } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { RosterQuery } from '#renderer/roster/roster-query.ts'

/** Rows asked of the roster at a time. */
const CHUNK = 100
/** Documents kept for rows that were seen a moment ago. */
const KEPT_DOCUMENTS = 1500
/** Rows whose documents are read before they are seen, in the direction of scrolling and against it. */
const AHEAD = 40
const BEHIND = 10
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

type Roster = Pick<RosterClient, 'page' | 'version$'>
type Customers = Pick<CustomerRepository, 'follow' | 'firstPage'>

/**
 * The rows of the customer list: ids by window from the roster, documents by id for what is seen. One question at a
 * time is under way for each; while it is, only the newest wish is kept, so that fast typing and scrolling ask for
 * nothing twice and what is shown never lags behind more than one question.
 */
export class CustomerRows {
  readonly #roster: Roster
  readonly #customers: Customers
  readonly #listeners = new Set<() => void>()
  readonly #subscriptions: Subscription[] = []
  #onError: (error: unknown) => void = () => undefined
  #wanted: RosterQuery
  #shown: RosterQuery | null = null
  #newest = 0
  #chunks = new Map<number, { version: number; ids: readonly string[] }>()
  #count = 0
  /** Documents shown until what is seen is followed: of the first page, or as they were when the list was left. */
  #held: ReadonlyMap<string, Customer> = new Map()
  #firstRead: Promise<void> | null = null
  #provisional = false
  #documents: ReturnType<Customers['follow']> | null = null
  #visible = { from: 0, to: FIRST_ROWS }
  #goesUp = false
  #paging = false
  #reading = false
  #snapshot: CustomerRowsSnapshot
  #closed = false

  constructor(roster: Roster, customers: Customers, query: RosterQuery) {
    this.#roster = roster
    this.#customers = customers
    this.#wanted = query
    this.#snapshot = this.#makeSnapshot()
  }

  /** Begins to follow the roster; what goes wrong is told from here on. */
  open(onError: (error: unknown) => void): void {
    this.#onError = onError
    this.#closed = false
    this.#documents = this.#customers.follow(KEPT_DOCUMENTS, () => {
      this.#emit()
    })
    this.#subscriptions.push(
      this.#roster.version$.subscribe((version) => {
        this.#newest = version
        void this.#fill()
      }),
    )
    this.prepare()
    this.#firstRead?.catch(onError)
    void this.#read()
  }

  /** Asks for the first page, so that it is there or on its way when the list is opened, which tells if that fails. */
  prepare(): void {
    if (this.#shown !== null || this.#firstRead !== null) return
    this.#firstRead = this.#showFirstPage()
    this.#firstRead.catch(() => undefined)
  }

  /** Stops following; can be opened again. */
  close(): void {
    this.#closed = true
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe()
    const seen = this.#idsBetween(this.#visible.from, this.#visible.to)
    this.#held = new Map(
      seen.flatMap((id) => {
        const customer = this.#customer(id)
        return customer === undefined ? [] : [[id, customer]]
      }),
    )
    this.#documents?.close()
    this.#documents = null
    this.#firstRead = null
  }

  /** Asks for another list. The rows of the old one stay until the new ones are there with their documents. */
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
    void this.#read()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly snapshot = (): CustomerRowsSnapshot => this.#snapshot

  async #showFirstPage(): Promise<void> {
    const first = await this.#customers.firstPage(FIRST_ROWS)
    if (this.#closed || this.#shown !== null || first.length === 0) return
    this.#held = new Map(first.map((customer) => [customer.id, customer]))
    this.#chunks.set(0, { version: -1, ids: first.map((customer) => customer.id) })
    this.#count = first.length
    this.#provisional = true
    this.#emit()
  }

  /** Asks for chunks that are missing or old until all that is seen is there. */
  async #fill(): Promise<void> {
    const documents = this.#documents
    if (this.#paging || documents === null) return
    this.#paging = true
    const isOver = (): boolean => documents !== this.#documents
    try {
      for (let next = this.#nextChunk(); next !== null; next = this.#nextChunk()) {
        const query = this.#wanted
        const page = await this.#roster.page(query, next * CHUNK, (next + 1) * CHUNK)
        // The old rows stay until the new ones can be shown whole.
        if (this.#shown !== null && this.#shown !== query && query === this.#wanted && !isOver()) {
          await documents.read(page.ids.slice(this.#visible.from, this.#visible.to))
        }
        if (isOver()) return
        if (query !== this.#wanted) continue
        if (query !== this.#shown) this.#chunks.clear()
        this.#shown = query
        this.#newest = Math.max(this.#newest, page.version)
        this.#provisional = false
        this.#count = page.count
        this.#chunks.set(next, { version: page.version, ids: page.ids })
        this.#emit()
        void this.#read()
      }
    } catch (error) {
      if (!isOver()) this.#onError(error)
    } finally {
      this.#paging = false
      if (isOver()) void this.#fill()
    }
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

  /** Reads the documents of what is seen, then of what is about to be. */
  async #read(): Promise<void> {
    const documents = this.#documents
    if (this.#reading || documents === null) return
    this.#reading = true
    const isOver = (): boolean => documents !== this.#documents
    const isUnknown = (id: string): boolean => documents.get(id) === undefined
    try {
      for (;;) {
        const { from, to } = this.#visible
        const seen = this.#idsBetween(from, to)
        const before = this.#goesUp ? AHEAD : BEHIND
        const after = this.#goesUp ? BEHIND : AHEAD
        // In large steps: by half the distance something new comes near, the whole of it is read.
        const near = this.#idsBetween(from - before / 2, to + after / 2)
        if (seen.some(isUnknown)) {
          await documents.read(seen)
          if (isOver()) return
          if (!this.#provisional) this.#held = new Map()
          this.#emit()
        } else if (near.some(isUnknown)) {
          await documents.read(this.#idsBetween(from - before, to + after))
          if (isOver()) return
          // Some may have come on screen meanwhile.
          this.#emit()
        } else {
          return
        }
      }
    } catch (error) {
      if (!isOver()) this.#onError(error)
    } finally {
      this.#reading = false
      if (isOver()) void this.#read()
    }
  }

  #idsBetween(from: number, to: number): string[] {
    const ids: string[] = []
    for (let index = Math.max(0, from); index < Math.min(to, this.#count); index++) {
      const id = this.#idAt(index)
      if (id !== undefined) ids.push(id)
    }
    return ids
  }

  #idAt(index: number): string | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.ids[index % CHUNK]
  }

  #customer(id: string): Customer | undefined {
    const known = this.#documents?.get(id)
    return (known === undefined ? this.#held.get(id) : known) ?? undefined
  }

  #makeSnapshot(): CustomerRowsSnapshot {
    return {
      query: this.#shown,
      count: this.#count,
      known: this.#shown !== null || this.#provisional,
      provisional: this.#provisional,
      idAt: (index) => this.#idAt(index),
      customer: (id) => this.#customer(id),
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
