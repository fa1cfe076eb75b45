import { skuFieldKey } from '#shared/domain/field-map.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { Written } from './document-store.ts'
import { historyEntryId } from './record-ids.ts'

/** One operation on SKU mappings, as the history tells of it. */
export interface MappingOperation {
  /** The same where it is repeated, so that it leaves the same entries. */
  readonly id: string
  readonly at: number
  readonly origin: HistoryEntry['origin']
  /** Id of the import batch; '' for anything else. */
  readonly batchId: string
}

/**
 * What writes change in the SKUs of customers: one entry for each customer whose products change. A mapping that is to be
 * deleted is none any more.
 */
export function mappingHistory(
  writes: readonly Written<SkuMapping>[],
  { id: operationId, at, origin, batchId }: MappingOperation,
): HistoryEntry[] {
  const byCustomer = new Map<string, { ids: string[]; changes: HistoryEntry['changes'] }>()
  for (const { before, after } of writes) {
    const mapping = after ?? before
    const [was, is] = [productOf(before), productOf(after)]
    if (mapping === null || was === is) continue
    const of = byCustomer.get(mapping.customerId) ?? { ids: [], changes: [] }
    of.ids.push(mapping.id)
    of.changes.push({ key: skuFieldKey(mapping.customerSku), before: was, after: is })
    byCustomer.set(mapping.customerId, of)
  }
  return [...byCustomer].map(([customerId, { ids, changes }]) => ({
    // A write that is tried again with a part of them must not take the others out of the history.
    id: historyEntryId(operationId, ids.join(' ')),
    ...{ customerId, at, origin, batchId, changes },
  }))
}

/** The product that a customer's SKU means; '' where it means none. */
export function productOf(mapping: SkuMapping | null): string {
  return mapping === null || mapping.deletedAt !== 0 ? '' : mapping.productId
}
