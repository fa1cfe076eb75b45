import { pathPattern } from './path-pattern.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'

/**
 * What can go wrong on purpose. `takesEffect` lets the request do its work first, so that the client is told a lie
 * about it. A redirect leads to the same path once more, marked, so that a client that follows it is seen. Stopping to listen altogether is not a fault of one request: see `SandboxListener.down`.
 */
export type Fault =
  | { kind: 'latency'; milliseconds: number }
  | { kind: 'status'; status: FaultStatus; retryAfter?: number | string; takesEffect?: boolean }
  | { kind: 'html'; status?: number; takesEffect?: boolean }
  | { kind: 'redirect' }
  | { kind: 'malformed-json'; takesEffect?: boolean }
  | { kind: 'truncated-body' }
  | { kind: 'cut-before' }
  | { kind: 'cut-after' }
  | { kind: 'huge-body'; megabytes: number }

/** Statuses that a fault can answer with. `retryAfter` goes into `Retry-After`: seconds, or an HTTP date as text. */
export type FaultStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 502 | 503 | 504

/** A fault and the requests it befalls. */
export interface FaultRule {
  fault: Fault
  /** HTTP method; every one when left out. */
  method?: string
  /** Path pattern (see `pathPattern`); every path when left out. */
  path?: string | RegExp
  /** How often it happens before the rule is spent; without end when left out. */
  times?: number
  /** Matching requests that are let through before the first one is hit. */
  skip?: number
  /** Chance from 0 to 1 that a matching request is hit; 1 when left out. */
  probability?: number
  /** Seed of that chance, so that a run can be repeated. */
  seed?: number
}

interface ActiveRule {
  id: number
  rule: FaultRule
  onPath: (path: string) => boolean
  left: number
  toSkip: number
  random: SeededRandom
}

/** What befalls one request: a delay, then at most one fault. */
export interface FaultsOfRequest {
  delay: number
  fault: Exclude<Fault, { kind: 'latency' }> | null
}

/** The faults in force. Delays add up; of the other faults the first rule that hits decides. */
export class FaultPlan {
  #rules: ActiveRule[] = []
  #nextId = 1

  /** Puts a rule in force and returns its id. */
  add(rule: FaultRule): number {
    const id = this.#nextId++
    this.#rules.push({
      id,
      rule,
      onPath: pathPattern(rule.path ?? '**'),
      left: rule.times ?? Number.POSITIVE_INFINITY,
      toSkip: rule.skip ?? 0,
      random: seededRandom(rule.seed ?? id),
    })
    return id
  }

  /** Takes one rule out of force. Returns whether there was one. */
  remove(id: number): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter((active) => active.id !== id)
    return this.#rules.length < before
  }

  clear(): void {
    this.#rules = []
  }

  /** The rules in force, with how often each can still happen (null = without end). */
  list(): { id: number; rule: FaultRule; left: number | null }[] {
    return this.#rules.map(({ id, rule, left }) => ({ id, rule, left: Number.isFinite(left) ? left : null }))
  }

  /** Decides what befalls a request, and uses up the rules that hit it. */
  take(method: string, path: string): FaultsOfRequest {
    const decided: FaultsOfRequest = { delay: 0, fault: null }
    for (const active of this.#rules) {
      const { fault } = active.rule
      if (decided.fault && fault.kind !== 'latency') continue
      if (!hits(active, method, path)) continue
      active.left -= 1
      if (fault.kind === 'latency') decided.delay += fault.milliseconds
      else decided.fault = fault
    }
    this.#rules = this.#rules.filter((active) => active.left > 0)
    return decided
  }
}

function hits(active: ActiveRule, method: string, path: string): boolean {
  const { rule } = active
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false
  if (!active.onPath(path)) return false
  if (active.toSkip > 0) {
    active.toSkip -= 1
    return false
  }
  return rule.probability === undefined || active.random.chance(rule.probability)
}
