import type { SyncSession } from './sync-session.ts'

/**
 * Takes away what belongs to a customer that was removed: its SKU mappings, sent or not, its commands, and what the
 * remote told about it.
 */
export async function removeBelongings(
  session: Pick<SyncSession, 'skuMappings' | 'actions' | 'remoteData'>,
  customerId: string,
): Promise<void> {
  const mappings = await session.skuMappings.findFor(customerId)
  if (mappings.length > 0) {
    const ids = mappings.map(({ id }) => id)
    await session.skuMappings.modifyMany(ids, () => 'remove')
  }
  await session.actions.withdrawOf([customerId])
  await session.remoteData.removeOf([customerId])
}
