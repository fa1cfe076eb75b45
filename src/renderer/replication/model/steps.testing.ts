import type { Seeded } from './seeded.testing.ts'

/** Things that happen, and how often one is chosen before the others. */
const WEIGHTS = {
  create: 4,
  import: 1,
  edit: 9,
  revert: 2,
  archive: 1,
  address: 2,
  default: 1,
  delete: 1,
  mapping: 3,
  allocate: 2,
  'create-there': 1,
  'edit-there': 4,
  'delete-there': 1,
  'refuse-delete': 0.5,
  'mapping-there': 1,
  sync: 9,
  sweep: 1,
  crash: 2,
  restart: 1,
  pause: 1,
  resume: 3,
  release: 3,
  wait: 4,
}

/** What happens. */
export type StepKind = keyof typeof WEIGHTS

/** One thing that happens: what, at which machine, to which of the records, and a number for what else is open. */
export interface Step {
  do: StepKind
  machine: number
  which: number
  /** From 0 to below 1. */
  luck: number
}

/** The steps of a seed. */
export function stepsOf(random: Seeded, machines: number): Step[] {
  const count = 8 + random.below(40)
  return Array.from({ length: count }, () => ({
    do: random.weighted(WEIGHTS),
    machine: random.below(machines),
    // Few, so that both sides meet at the same.
    which: random.chance(0.7) ? random.below(3) : random.below(8),
    luck: random.chance(0.5) ? random.next() / 3 : random.next(),
  }))
}
