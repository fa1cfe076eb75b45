import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { SyncSession } from './sync-session.ts'

/** What was done to a SKU mapping; `after` null: it was removed. */
interface ChangedMapping {
  readonly before: SkuMapping
  readonly after: SkuMapping | null
}

/**
 * Takes back what was done to SKU mappings: those that were removed are stored again, of the others `undo` says what each
 * becomes. Answers which of those came back, and how many did in all.
 */
export async function bringMappingsBack<Changed extends ChangedMapping>(
  { skuMappings, clock }: Pick<SyncSession, 'skuMappings' | 'clock'>,
  changed: readonly Changed[],
  undo: (current: SkuMapping, change: Changed, now: number) => SkuMapping | 'keep',
): Promise<{ undone: ReadonlySet<string>; count: number }> {
  const removed = changed.filter(({ after }) => after === null).map(({ before }) => before)
  const noting = skuMappings.noting('undo')
  const taken = await skuMappings.insertMany(removed, noting)
  const others = changed.filter(({ after }) => after !== null)
  const byId = new Map(others.map((each) => [each.before.id, each]))
  const undone = new Set<string>()
  await skuMappings.modifyMany(
    [...byId.keys()],
    (mapping) => {
      undone.delete(mapping.id)
      const each = byId.get(mapping.id)
      const before = each === undefined ? 'keep' : undo(mapping, each, clock.now())
      if (before !== 'keep') undone.add(mapping.id)
      return before
    },
    noting,
  )
  return { undone, count: undone.size + removed.length - taken.length }
}
