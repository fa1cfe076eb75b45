import { ReplaySubject, type Observable } from 'rxjs'
import type { RosterCallName, RosterCalls, RosterMessage } from './roster-protocol.ts'
import type {
  AlikeProbe,
  AlikeResult,
  MatchOptions,
  MatchProbe,
  MatchResult,
  RosterCounts,
  RosterFacets,
  RosterPage,
  RosterQuery,
  RosterStatus,
} from './roster-query.ts'

/**
 * The roster of one database as the window sees it (docs/decisions/0002). Calls made while the saved roster is being
 * read wait for it; during a rebuild they answer with what is there so far. A roster that was closed rejects.
 */
export interface RosterClient {
  /** The customers from position `from` up to but without `to`. */
  page(query: RosterQuery, from: number, to: number): Promise<RosterPage>
  /** All ids of a query in its order, for "select all filtered" and export. */
  ids(query: RosterQuery): Promise<string[]>
  /** Where a customer stands in a query, -1 where it is not in it. */
  position(query: RosterQuery, id: string): Promise<number>
  /** Values for the filter menus. */
  facets(): Promise<RosterFacets>
  /** For each probe the customer that has one of its keys, the keys tried in their order. */
  match(probes: readonly MatchProbe[], options?: MatchOptions): Promise<(MatchResult | null)[]>
  /**
   * For each probe the customer that is most alike in name and address or phone (shared/domain/likeness.ts), so that a
   * person can be asked whether they are the same. `except` as in MatchOptions.
   */
  alike(probes: readonly AlikeProbe[], except?: MatchOptions['except']): Promise<(AlikeResult | null)[]>
  /** Resolves when everything written so far is indexed and saved; waits for a rebuild under way. False: not saved. */
  flush(): Promise<boolean>
  /** Saves nothing; further calls reject. */
  close(): void
  /** Emits the present counts at once, then whenever they change. */
  readonly counts$: Observable<RosterCounts>
  /** Emits the present version at once, then whenever a list may have changed. */
  readonly version$: Observable<number>
  /** Emits the present status at once, then as loading goes on. */
  readonly status$: Observable<RosterStatus>
}

/** A roster was closed, or could not answer. The detail holds no data. */
class RosterError extends Error {
  override readonly name = 'RosterError'
}

interface Waiting {
  readonly resolve: (output: RosterCalls[RosterCallName]['output']) => void
  readonly reject: (error: RosterError) => void
}

/** The client of the roster behind a port (roster-port.ts answers at the other end). */
export function connectRoster(port: MessagePort): RosterClient {
  const counts$ = new ReplaySubject<RosterCounts>(1)
  const version$ = new ReplaySubject<number>(1)
  const status$ = new ReplaySubject<RosterStatus>(1)
  const waiting = new Map<number, Waiting>()
  let lastCall = 0
  let closed = false

  port.onmessage = (event: MessageEvent<RosterMessage>) => {
    const message = event.data
    switch (message.type) {
      case 'changed':
        counts$.next(message.counts)
        version$.next(message.version)
        return
      case 'status':
        status$.next(message.status)
        return
      case 'answer':
        waiting.get(message.call)?.resolve(message.output)
        break
      case 'failed':
        waiting.get(message.call)?.reject(new RosterError(message.detail))
        break
    }
    waiting.delete(message.call)
  }

  const call = <N extends RosterCallName>(
    name: N,
    input: RosterCalls[N]['input'],
  ): Promise<RosterCalls[N]['output']> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new RosterError('closed'))
        return
      }
      lastCall += 1
      waiting.set(lastCall, { resolve, reject })
      port.postMessage({ call: lastCall, name, input })
    })

  return {
    page: (query, from, to) => call('page', { query, from, to }),
    ids: async (query) => {
      const lines = await call('ids', { query })
      return lines === '' ? [] : lines.split('\n')
    },
    position: (query, id) => call('position', { query, id }),
    facets: () => call('facets', null),
    match: (probes, options = {}) => call('match', { probes, options }),
    alike: (probes, except) => call('alike', { probes, except }),
    flush: () => call('flush', null),
    close: () => {
      closed = true
      port.close()
      for (const { reject } of waiting.values()) reject(new RosterError('closed'))
      waiting.clear()
      counts$.complete()
      version$.complete()
      status$.complete()
    },
    counts$,
    version$,
    status$,
  }
}
