import type { TFunction } from 'i18next'
import type { ImportCounts } from '#shared/domain/import-batch.ts'

const KINDS = ['created', 'updated', 'unchanged', 'duplicate', 'possible', 'skipped', 'invalid'] as const

/** The counts of an import in one line; what is 0 is left out. */
export function countWords(
  t: TFunction<'imports'>,
  counts: ImportCounts,
  shown: (count: number) => string,
): string {
  const words = KINDS.filter((kind) => counts[kind] > 0).map((kind) =>
    t(`counts.${kind}`, { shown: shown(counts[kind]) }),
  )
  return words.length === 0 ? t('counts.none') : words.join(' · ')
}
