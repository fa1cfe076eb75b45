import type { TFunction } from 'i18next'
import type { ImportOptions, MatchKey } from '#shared/csv/import-options.ts'

/** True where a file has what a key is made of. */
export function hasKey(key: MatchKey, targets: readonly string[]): boolean {
  if (key !== 'address') return targets.includes(key)
  return targets.some((one) => one.endsWith('.line1')) && targets.some((one) => one.endsWith('.postcode'))
}

/** How rows are matched and written, in one line. `targets`: where the columns of the file go. */
export function matchSummary(
  t: TFunction<'imports'>,
  options: ImportOptions,
  targets: readonly string[],
): string {
  const { mode, keys, blanks, defaults } = options
  const names = keys.filter((key) => hasKey(key, targets)).map((key) => t(`options.keyWords.${key}`))
  const shown = names.length > 3 ? [...names.slice(0, 3), '…'] : names
  const parts: string[] = [
    shown.length === 0
      ? t(`options.summary.noKeys.${mode}`)
      : t(`options.summary.${mode}`, { keys: shown.join(', ') }),
    t(`options.summary.${blanks}`),
  ]
  const filled = Object.keys(defaults).length
  if (filled > 0) parts.push(t('options.summary.defaults', { count: filled }))
  return parts.join('; ')
}
