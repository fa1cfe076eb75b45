import { historyEntryId } from '#renderer/database/record-ids.ts'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import { skuFieldKey } from '#shared/domain/field-map.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { DecidedMapping } from '#shared/domain/undo-decision.ts'
import type { SyncSession } from './sync-session.ts'

/**
 * Decides SKU mappings that were changed on both sides. The product that loses is in the history of the customer before
 * the mapping is written; `by` whom it was decided stands there too. Returns those that were in conflict.
 */
export async function decideMappings(
  session: Pick<SyncSession, 'skuMappings' | 'history' | 'clock' | 'newId'>,
  mappingIds: readonly string[],
  choice: ConflictSide,
  by: 'conflict' | 'rule',
): Promise<DecidedMapping[]> {
  const found = await session.skuMappings.findByIds(mappingIds)
  const operationId = session.newId()
  const at = session.clock.now()
  const open = [...found.values()].filter(({ theirs }) => theirs !== null)
  await session.history.add(
    open.map((mapping) => {
      const [lost, after] =
        choice === 'mine' ? [theirsOf(mapping), mineOf(mapping)] : [mineOf(mapping), theirsOf(mapping)]
      return { ...lostProduct(mapping, lost, after, { operationId, at }), origin: by }
    }),
  )
  const decided = new Map<string, DecidedMapping>()
  await session.skuMappings.modifyMany(
    open.map(({ id }) => id),
    (mapping) => {
      decided.delete(mapping.id)
      // The remote has changed again since it was read: that is another question.
      if (mapping.theirs === null || mapping.theirs !== found.get(mapping.id)?.theirs) return 'keep'
      const after = decidedMapping(mapping, choice, at)
      decided.set(mapping.id, { before: mapping, after: after === 'remove' ? null : after })
      return after
    },
  )
  return [...decided.values()]
}

/**
 * The mapping as it was decided. What was sent is kept where it could still take effect and bring another product back
 * (docs/sync.md, section 6, C1).
 */
function decidedMapping(mapping: SkuMapping, choice: ConflictSide, now: number): SkuMapping | 'remove' {
  const { theirs } = mapping
  if (theirs === null) return mapping
  const value = choice === 'mine' ? mineOf(mapping) : theirs
  const sent = mapping.sent?.productId === value ? null : mapping.sent
  const settled = { ...mapping, theirs: null, sent, refused: null }
  if (choice === 'mine') {
    // '' = deleted there: it is made anew.
    return { ...settled, base: theirs, remoteId: theirs === '' ? '' : mapping.remoteId }
  }
  if (theirs === '') return sent === null ? 'remove' : { ...settled, base: '', deletedAt: now }
  return { ...settled, productId: theirs, base: sent === null ? null : theirs, deletedAt: 0 }
}

function mineOf({ deletedAt, productId }: SkuMapping): string {
  return deletedAt === 0 ? productId : ''
}

function theirsOf({ theirs }: SkuMapping): string {
  return theirs ?? ''
}

/** The history entry of a customer for the product of one of its SKUs that loses against another ('' = none). */
export function lostProduct(
  { id, customerId, customerSku }: SkuMapping,
  lost: string,
  after: string,
  { operationId, at }: { readonly operationId: string; readonly at: number },
): HistoryEntry {
  const changes = [{ key: skuFieldKey(customerSku), before: lost, after }]
  return { id: historyEntryId(operationId, id), customerId, at, origin: 'conflict', batchId: '', changes }
}
