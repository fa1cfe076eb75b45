import type { TFunction } from 'i18next'

/** The size of a file in words; `bytes` as a whole number. */
export function fileSizeText(
  t: TFunction<'imports'>,
  bytes: number,
  count: (value: number) => string,
): string {
  return bytes >= 1_000_000
    ? t('file.size', { size: count(Math.round(bytes / 100_000) / 10) })
    : t('file.sizeSmall', { size: count(Math.max(1, Math.round(bytes / 1000))) })
}
