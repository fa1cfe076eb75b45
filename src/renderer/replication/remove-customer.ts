import type { SyncSession } from './sync-session.ts'

/** Takes away what belongs to a customer that was removed: its SKU mappings go with it, sent or not. */
export async function removeSkuMappingsOf(session: SyncSession, customerId: string): Promise<void> {
  const mappings = await session.skuMappings.findFor(customerId)
  if (mappings.length === 0) return
  await session.skuMappings.modifyMany(
    mappings.map(({ id }) => id),
    () => 'remove',
  )
}
