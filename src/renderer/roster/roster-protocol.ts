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

/** Calls of the window to the roster: each with its input and its answer. */
export interface RosterCalls {
  page: { input: { query: RosterQuery; from: number; to: number }; output: RosterPage }
  /** Ids as one text, a line each: a hundred thousand strings would keep the page busy while they arrive. */
  ids: { input: { query: RosterQuery }; output: string }
  position: { input: { query: RosterQuery; id: string }; output: number }
  facets: { input: null; output: RosterFacets }
  match: { input: { probes: readonly MatchProbe[]; options: MatchOptions }; output: (MatchResult | null)[] }
  alike: {
    input: { probes: readonly AlikeProbe[]; except: MatchOptions['except'] }
    output: (AlikeResult | null)[]
  }
  flush: { input: null; output: boolean }
}

/** Name of a call. */
export type RosterCallName = keyof RosterCalls

/** One call. */
export type RosterRequest = {
  [N in RosterCallName]: { readonly call: number; readonly name: N; readonly input: RosterCalls[N]['input'] }
}[RosterCallName]

/** From the roster to the window: the answer to a call, or what has changed. */
export type RosterMessage =
  | { readonly type: 'answer'; readonly call: number; readonly output: RosterCalls[RosterCallName]['output'] }
  | { readonly type: 'failed'; readonly call: number; readonly detail: string }
  | { readonly type: 'changed'; readonly version: number; readonly counts: RosterCounts }
  | { readonly type: 'status'; readonly status: RosterStatus }
