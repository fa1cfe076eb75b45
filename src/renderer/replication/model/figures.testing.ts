import { FAULTS, type FaultKind } from './weather.testing.ts'

/** What happened in one run, or in many. */
export interface Figures {
  seeds: number
  /** Things that happened: edits, deletions, crashes and all the others. */
  operations: number
  /** Calls, or requests, to the remote that something could have befallen. */
  calls: number
  crashes: number
  faults: Map<FaultKind, number>
}

/** Figures of nothing. */
export function noFigures(): Figures {
  return { seeds: 0, operations: 0, calls: 0, crashes: 0, faults: new Map() }
}

/** One line for people. */
export function figuresText({ seeds, operations, calls, crashes, faults }: Figures): string {
  const kinds = FAULTS.map((kind) => `${kind} ${faults.get(kind) ?? 0}`).join(', ')
  const all = [...faults.values()].reduce((sum, count) => sum + count, 0)
  return `${seeds} seeds, ${operations} operations, ${calls} calls, ${crashes} crashes, ${all} faults (${kinds})`
}
