import type { Observable } from 'rxjs'
import type { RosterChange } from './roster-index.ts'

/** A stretch of changes; where the next one goes on, null at the end. */
interface ChangePage<P> {
  readonly changes: RosterChange[]
  readonly next: P | null
}

/** Place in the stream of changes: documents are ordered by when they were written, then by id. */
interface WrittenPosition {
  /** RxDB's `lwt`: ms since the epoch, with fractions. */
  readonly writtenAt: number
  readonly id: string
}

/** Where a roster gets the customers of one database from. */
export interface RosterSource {
  /** Every write from the subscription on, removals included. Ends when the database closes. */
  readonly changes$: Observable<readonly RosterChange[]>
  /** What was written after a position, removals included. */
  changedSince(position: WrittenPosition, limit: number): Promise<ChangePage<WrittenPosition>>
  /** All customers in the order of their ids, `after` an id ('' = from the first). */
  readAfter(id: string, limit: number): Promise<ChangePage<string>>
  /** How many there are, about. */
  count(): Promise<number>
}
