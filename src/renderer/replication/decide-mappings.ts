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
    open.map((mapping) => ({ ...lostOf(mapping, choice, operationId, at), origin: by })),
  )
  const decided = new Map<string, DecidedMapping>()
  await session.skuMappings.modifyMany(
    open.map(({ id }) => id),
    (mapping) => {
      decided.delete(mapping.id)
      // The remote has changed again since it was read: that is another question.
      if (mapping.theirs === null || mapping.theirs !== found.get(mapping.id)?.theirs) return 'keep'
      const after = decidedMapping(mapping, choice)
      decided.set(mapping.id, { before: mapping, after: after === 'remove' ? null : after })
      return after
    },
  )
  return [...decided.values()]
}

function decidedMapping(mapping: SkuMapping, choice: ConflictSide): SkuMapping | 'remove' {
  const { theirs } = mapping
  if (theirs === null) return mapping
  const settled = { ...mapping, theirs: null, sent: null, refused: null }
  if (choice === 'mine') {
    // '' = deleted there: it is made anew.
    return { ...settled, base: theirs, remoteId: theirs === '' ? '' : mapping.remoteId }
  }
  if (theirs === '') return 'remove'
  return { ...settled, productId: theirs, base: null, deletedAt: 0 }
}

function lostOf(mapping: SkuMapping, choice: ConflictSide, operationId: string, at: number): HistoryEntry {
  const mine = mapping.deletedAt === 0 ? mapping.productId : ''
  const theirs = mapping.theirs ?? ''
  const [before, after] = choice === 'mine' ? [theirs, mine] : [mine, theirs]
  return {
    id: historyEntryId(operationId, mapping.id),
    customerId: mapping.customerId,
    at,
    origin: 'conflict',
    batchId: '',
    changes: [{ key: skuFieldKey(mapping.customerSku), before, after }],
  }
}
