import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import type { Checkpoint } from '#shared/connector/remote-connector.ts'
import { CONFLICT_RULES, type ConflictRule } from '#shared/domain/conflict-rule.ts'
import type { Json } from '#shared/json.ts'
import type { DoubtfulPair, FirstConnectionDecisions, SweepQuestion } from './status.ts'

/** How far the first connection is; it survives restarts at every point. */
export interface FirstConnectionState {
  stage: 'reading' | 'confirm' | 'applying' | 'done'
  /** True where the workspace had customers of its own: a person confirms before anything is sent. */
  ask: boolean
  linked: number
  onlyHere: number
  onlyThere: number
  doubtful: DoubtfulPair[]
  decisions: FirstConnectionDecisions | null
}

/** What the engine keeps beside the documents, by key. */
export interface SyncFactValues {
  /** The remote this workspace is linked with. */
  'sync/scope': { scopeId: string }
  'sync/first-connection': FirstConnectionState
  /** Where the pull of changes has got to; `more` = in the middle of a list. */
  'sync/pull': { checkpoint: Checkpoint; more: boolean }
  'sync/sweep': { finishedAt: number; question: SweepQuestion | null; believe: boolean }
  /** The background reading of SKU mappings: through all customers by remote id, then those that came since. */
  'sync/sku-mappings': {
    cursor: string
    finishedAt: number
    due: string[]
    /** True once those of all customers have been read. */
    readOnce?: boolean
  }
  /** The reading of details anew where no list shows their changes: how far it has come, when the last one ended. */
  'sync/details': { cursor: string; finishedAt: number }
  'sync/success': { at: number }
  /** Who decides conflicts; a person where it was never set. */
  'sync/conflicts': { rule: ConflictRule }
}

/** Name of a fact. */
export type SyncFact = keyof SyncFactValues

/** The engine's facts, read once and kept. */
export class SyncFacts {
  readonly #syncState: SyncStateRepository
  readonly #known = new Map<SyncFact, Json | null>()

  constructor(syncState: SyncStateRepository) {
    this.#syncState = syncState
  }

  /** The fact, null where it was never set. */
  async get<F extends SyncFact>(fact: F): Promise<SyncFactValues[F] | null> {
    const known = this.#known.get(fact)
    const value = known === undefined ? await this.#syncState.get(fact) : known
    this.#known.set(fact, value)
    // Only `set` writes these keys, and it takes the fact's own type.
    return value as SyncFactValues[F] | null
  }

  /** Keeps a fact. */
  async set<F extends SyncFact>(fact: F, value: SyncFactValues[F]): Promise<void> {
    // Facts are plain data; their interfaces only lack the index signature that Json has.
    const json = value as unknown as Json
    await this.#syncState.set(fact, json)
    this.#known.set(fact, json)
  }
}

/** The rule of the workspace for conflicts. */
export async function conflictRule({ facts }: { readonly facts: SyncFacts }): Promise<ConflictRule> {
  const fact = await facts.get('sync/conflicts')
  return CONFLICT_RULES.find((rule) => rule === fact?.rule) ?? 'ask'
}
