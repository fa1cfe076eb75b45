import { v5 } from 'uuid'

/** Namespaces of ids that are made of other ids. They must never change: stored documents carry such ids. */
const SKU_MAPPING_NAMESPACE = '4f2c9f4e-6a3f-4f0f-9a55-6c1d9d5f1b01'
const HISTORY_NAMESPACE = '4f2c9f4e-6a3f-4f0f-9a55-6c1d9d5f1b02'

/** Id of the SKU mapping of a customer for one of its SKUs, which must be trimmed. */
export function skuMappingId(customerId: string, customerSku: string): string {
  return v5(`${customerId}\u0000${customerSku}`, SKU_MAPPING_NAMESPACE)
}

/** Id of the history entry that one edit or batch leaves at one customer: written twice, it is one entry. */
export function historyEntryId(operationId: string, customerId: string): string {
  return v5(`${operationId}\u0000${customerId}`, HISTORY_NAMESPACE)
}
