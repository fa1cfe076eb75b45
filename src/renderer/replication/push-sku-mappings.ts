import type { PendingPosition } from '#renderer/database/pending-positions.ts'
import { inParallel } from './in-parallel.ts'
import type { PushReport } from './push-report.ts'
import { sendSkuMappings } from './sku-mappings.ts'
import type { SyncSession } from './sync-session.ts'

const QUEUE_PAGE = 200

/** What a look at the waiting mappings came to. */
export interface SkuMappingLook {
  waiting: number
  needsYou: number
}

/**
 * Sends waiting SKU mappings, customer by customer. Those of a customer that the remote does not have yet wait until it
 * is linked; those of a customer that is gone are withdrawn.
 */
export async function pushSkuMappings(session: SyncSession, report: PushReport): Promise<SkuMappingLook> {
  const look: SkuMappingLook = { waiting: 0, needsYou: 0 }
  const done = new Set<string>()
  for (let after: PendingPosition | null = null; ;) {
    const positions: PendingPosition[] = await session.skuMappings.pendingIds(QUEUE_PAGE, after)
    const found = await session.skuMappings.findByIds(positions.map(({ id }) => id))
    const ready = new Set<string>()
    const withdrawn: string[] = []
    const now = session.clock.now()
    const owners = await session.customers.findByIds([...found.values()].map(({ customerId }) => customerId))
    for (const mapping of found.values()) {
      const owner = owners.get(mapping.customerId)
      if (owner === undefined) {
        withdrawn.push(mapping.id)
        continue
      }
      if (mapping.refused !== null || mapping.theirs !== null) {
        look.needsYou += 1
        continue
      }
      look.waiting += 1
      const waits = session.retryTimes.isWaiting(mapping.id, now)
      const ownerWaits = session.retryTimes.isWaiting(owner.id, now)
      // Deleted there: a person says first what becomes of the customer.
      const gone = owner.sync.theirs?.kind === 'deleted-there'
      if (owner.remoteId !== '' && owner.deletedAt === 0 && !gone && !waits && !ownerWaits)
        ready.add(owner.id)
    }
    await session.skuMappings.modifyMany(withdrawn, () => 'remove')
    const todo = [...ready].filter((id) => !done.has(id))
    for (const id of todo) done.add(id)
    const goOn = (): boolean => report.end === null && !session.ending()
    await inParallel(todo, session.capabilities.bulk.together, goOn, async (id) => {
      const owner = owners.get(id)
      if (owner !== undefined) await sendSkuMappings(session, owner, report)
    })
    after = positions.at(-1) ?? null
    if (after === null || positions.length < QUEUE_PAGE || !goOn()) return look
  }
}
