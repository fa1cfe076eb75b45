import type { RemoteError } from '#shared/connector/remote-error.ts'

/**
 * What sync is about. `first-sweep`: reads the remote's list for the first time; `confirm`: waits for a person after it;
 * `idle`: all done, asks again later; `waiting`: the remote asked for patience or failed; `signed-out`: credentials, or
 * what they may do, must be put right first.
 */
export type SyncPhase =
  'off' | 'first-sweep' | 'confirm' | 'idle' | 'syncing' | 'offline' | 'paused' | 'signed-out' | 'waiting'

/** How far a long reading is; `total` is null where the remote does not tell. */
export interface SyncProgress {
  done: number
  total: number | null
}

/** A customer here and a record there that may be the same, by something weaker than a unique key. */
export interface DoubtfulPair {
  /** The customer that was never sent. */
  localId: string
  /** The record there, and the customer made of it here. */
  remoteId: string
  remoteLocalId: string
  by: 'code' | 'name-and-address'
}

/** What the first connection of a workspace found. */
export interface FirstConnectionSummary {
  linked: number
  onlyHere: number
  onlyThere: number
  doubtful: DoubtfulPair[]
}

/** What a person decides about the first connection. */
export interface FirstConnectionDecisions {
  /** Of the doubtful pairs, those that are the same customer. */
  same: { localId: string; remoteId: string }[]
  /** What becomes of customers that only this computer has. */
  onlyHere: 'send' | 'keep-here'
}

/** The remote's list was empty or sharply shorter than what is linked: nothing is removed before a person has said so. */
export interface SweepQuestion {
  linked: number
  missing: number
}

/**
 * Why something waits although nothing is in the way of sync as a whole. `undo`: it can still be taken back; `unknown`:
 * it was sent and no answer came; `retry`: the last try failed; `next`: it goes with the next round. `until` in ms since
 * the epoch, 0 = not known.
 */
export interface WaitReason {
  kind: 'undo' | 'unknown' | 'retry' | 'next'
  until: number
}

/** The state of sync, for the indicator and the Sync page. Times are ms since the epoch, 0 = never or none. */
export interface SyncStatus {
  phase: SyncPhase
  progress: SyncProgress | null
  /** True while details and SKU mappings are being read in the background. */
  filling: boolean
  lastSuccessAt: number
  nextTryAt: number
  problem: RemoteError | null
  /** Records that wait to be sent by themselves, and records that need a person; as of the last look at the queue. */
  waiting: number
  needsYou: number
  firstConnection: FirstConnectionSummary | null
  question: SweepQuestion | null
  /** True where the credentials allow no writes. */
  readOnly: boolean
}

/** The status of an engine that has not been started. */
export function initialStatus(): SyncStatus {
  return {
    phase: 'off',
    progress: null,
    filling: false,
    lastSuccessAt: 0,
    nextTryAt: 0,
    problem: null,
    waiting: 0,
    needsYou: 0,
    firstConnection: null,
    question: null,
    readOnly: false,
  }
}

/** Whether a person can have waiting records sent now: not while sync is held, nor with an account that may only read. */
export function maySendNow({ phase, readOnly }: SyncStatus): boolean {
  return !['off', 'paused', 'signed-out', 'confirm'].includes(phase) && !readOnly
}
