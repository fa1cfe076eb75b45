import type { TFunction } from 'i18next'
import type { CsvInspection } from '#shared/csv/csv-file.ts'

/** Encodings as programs that save them write their names. */
export function encodingName(label: string): string {
  return /^(utf|iso|gb|euc)/.test(label)
    ? label.toUpperCase()
    : label.charAt(0).toUpperCase() + label.slice(1)
}

/** How a file is read, in one line. */
export function readingSummary(t: TFunction<'imports'>, inspection: CsvInspection): string {
  const { format, encoding, delimiter, sheet, headerRow } = inspection
  const header = headerRow < 0 ? t('columns.headerNone') : t('columns.headerIn', { row: headerRow + 1 })
  if (format === 'xlsx') return t('columns.readingSheet', { sheet, header })
  return t('columns.readingSummary', {
    encoding: encodingName(encoding),
    delimiter: t(`columns.delimiterWords.${delimiter}`),
    header,
  })
}

/** What looks wrong with the way a file is read; null where nothing does. */
export function readingDoubt({ format, head, headerRow }: CsvInspection): 'broken' | 'oneColumn' | null {
  if (format === 'xlsx') return null
  if (head.some((row) => row.some((cell) => cell.includes('\uFFFD')))) return 'broken'
  const cells = head[Math.max(0, headerRow)] ?? []
  return cells.length === 1 && /[;,\t|]/.test(cells[0] ?? '') ? 'oneColumn' : null
}
