import { map, type Observable } from 'rxjs'
import { z } from 'zod'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'

/** The fact under which they are kept. */
const FACT = 'person/erasure-refused'

/** An erasure that was given up because the remote refused to delete the customer (docs/data.md, section 10). */
export interface RefusedErasure {
  readonly customerId: string
  /** When it was refused (`sync.refused.at`), in ms since the epoch: a later refusal is another one's. */
  readonly at: number
}

const schema: z.ZodType<RefusedErasure[]> = z.array(z.object({ customerId: z.string(), at: z.number() }))

/** Erasures that were given up, now and after every change. */
export function whenRefusedErasures(syncState: SyncStateRepository): Observable<RefusedErasure[]> {
  return syncState.observe(FACT).pipe(map((fact) => schema.catch([]).parse(fact)))
}

/** Keeps, or with 0 forgets, when the erasure of a customer was refused. */
export async function noteRefusedErasure(
  syncState: SyncStateRepository,
  customerId: string,
  at: number,
): Promise<void> {
  // Nothing is written where there is nothing to forget.
  if (at === 0 && (await syncState.get(FACT)) === null) return
  await syncState.change(FACT, (fact) => {
    const others = schema
      .catch([])
      .parse(fact)
      .filter((each) => each.customerId !== customerId)
    const all = at === 0 ? others : [...others, { customerId, at }]
    return all.length === 0 ? null : all.map((each) => ({ ...each }))
  })
}
