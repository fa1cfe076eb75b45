import type { Observable } from 'rxjs'
import type { ActionInputs, ActionKind } from '#shared/connector/remote-action.ts'
import { decideAction, type ActionDecision } from '#shared/domain/decide-action.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import type { Json } from '#shared/json.ts'
import type { Change, DocumentStore } from './document-store.ts'
import { liveQuery } from './live-query.ts'
import type { AppDatabase } from './open-database.ts'

/** Finished commands that are kept for people to see. */
const KEPT = 200

/** What the repository is given beside the database. */
interface ActionRepositoryParts {
  /** ms since the epoch. */
  now: () => number
  /** UUID v7: of two commands the one given first has the smaller. */
  newId: () => string
}

/** Commands for the remote, in the order they were given (docs/sync.md, section 15). */
export class ActionRepository {
  readonly #actions: DocumentStore<QueuedAction>
  readonly #parts: ActionRepositoryParts

  constructor(database: AppDatabase, parts: ActionRepositoryParts) {
    this.#actions = database.store('actions')
    this.#parts = parts
  }

  /** Adds a command to the end of the queue. `customerId`: the local id of the customer it concerns, '' = none. */
  async add<K extends ActionKind>(
    kind: K,
    customerId: string,
    input: ActionInputs[K],
  ): Promise<QueuedAction> {
    const action: QueuedAction = {
      id: this.#parts.newId(),
      customerId,
      kind,
      input: input as unknown as Json,
      createdAt: this.#parts.now(),
      state: 'waiting',
      message: '',
      finishedAt: 0,
    }
    await this.#actions.insertMany([action])
    await this.#forgetOldest()
    return action
  }

  /** All commands, the one given first in front. */
  async findAll(): Promise<QueuedAction[]> {
    const all = await this.#actions.find({ selector: { createdAt: { $gte: 0 } }, sort: ['createdAt'] })
    return all.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  /** All commands now and after every change. */
  observeAll(): Observable<QueuedAction[]> {
    return liveQuery(this.#actions.changedIds$, () => this.findAll())
  }

  /** Changes one command atomically; null where it is not there afterwards. */
  async modify(
    id: string,
    change: (action: QueuedAction) => Change<QueuedAction>,
  ): Promise<QueuedAction | null> {
    return (await this.#actions.modifyMany([id], change)).get(id) ?? null
  }

  /** Carries out a person's decision; what is to be given goes with the next round of sync. */
  async decide(id: string, decision: ActionDecision): Promise<void> {
    await this.#actions.modifyMany([id], (action) => decideAction(action, decision, this.#parts.now()))
  }

  /** Takes back the commands of customers that are gone, but for those whose outcome a person must still learn. */
  async withdrawOf(customerIds: readonly string[]): Promise<void> {
    if (customerIds.length === 0) return
    const all = await this.#actions.find({
      selector: { customerId: { $in: customerIds } },
      sort: ['customerId'],
    })
    const ids = all.map(({ id }) => id)
    // One that runs, or ran when the app died, is as unknown.
    await this.#actions.modifyMany(ids, ({ state }) =>
      state === 'unknown' || state === 'running' ? 'keep' : 'remove',
    )
  }

  /** Emits the ids of commands that were added, changed or removed. */
  get changedIds$(): Observable<readonly string[]> {
    return this.#actions.changedIds$
  }

  async #forgetOldest(): Promise<void> {
    const finished = (await this.findAll()).filter(({ state }) => state === 'done')
    const ids = finished.slice(0, Math.max(0, finished.length - KEPT)).map(({ id }) => id)
    if (ids.length > 0) await this.#actions.modifyMany(ids, () => 'remove')
  }
}
