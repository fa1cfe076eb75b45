import type { TFunction } from 'i18next'
import type { RowProblem } from '#shared/csv/row-cells.ts'
import type { FieldValue } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { changeWords, targetWords, type TargetTexts } from '../target-words.ts'

const LONGEST = 60

/** What happens to a row, or why nothing does, part by part in words. */
export function rowWords(row: ClassifiedRow, texts: TargetTexts): string[] {
  const { imports } = texts
  switch (row.kind) {
    case 'invalid':
      if (row.problems.length === 0) return [imports('check.putRight')]
      return row.problems.map((problem) => problemWords(problem, texts))
    case 'duplicate':
      return [
        row.otherProduct === ''
          ? imports('check.sameAs', { row: row.sameAsNumber })
          : imports('check.otherProduct', { row: row.sameAsNumber, product: row.otherProduct }),
      ]
    case 'possible':
      return possibleWords(row, imports)
    case 'update':
      return shownChanges(row).map(({ key, before, after }) => {
        const words = {
          field: changeWords(key, row.changedAddresses, texts),
          before: shorten(valueText(before, imports)),
          after: shorten(valueText(after, imports)) || imports('check.empty'),
        }
        return words.before === '' ? imports('check.change', words) : imports('check.changes', words)
      })
    case 'skipped':
    case 'left':
    case 'new':
    case 'unchanged':
      return []
  }
}

/** Why a row was left out, for the file of such rows; a cell is named as its column is in the file. */
export function reasonWords(row: ClassifiedRow, header: readonly string[], texts: TargetTexts): string {
  const { imports } = texts
  if (row.kind === 'invalid') {
    return row.problems
      .map((problem) => {
        const name = header[problem.column]?.trim() ?? ''
        const field = name === '' ? targetWords(problem.target, texts) : name
        return `${imports(`rules.${problem.rule}`, { field })}. ${imports(`advice.${problem.rule}`)}`
      })
      .join(' ')
  }
  return [imports(`check.kindWords.${row.kind}`), ...rowWords(row, texts)].join('. ')
}

/** What is wrong with a cell. */
export function problemWords({ rule, target }: RowProblem, texts: TargetTexts): string {
  const field = target === 'ignore' ? texts.imports('rules.leftOut') : targetWords(target, texts)
  return texts.imports(`rules.${rule}`, { field })
}

/** Why a row may be about somebody who is here already. */
function possibleWords({ likeness, sameAs, sameAsNumber }: ClassifiedRow, t: TFunction<'imports'>): string[] {
  const words: string[] = sameAs >= 0 ? [t('check.sameAs', { row: sameAsNumber })] : []
  if (likeness === null) return words
  return [...words, t(`possible.by.${likeness.by}`, { percent: Math.round(likeness.share * 100) })]
}

/** The changes of a row that say something to people: which address is the default goes without saying. */
export function shownChanges({ changes }: ClassifiedRow): FieldChange[] {
  return changes.filter(({ key }) => !key.startsWith('default'))
}

/** A value as people read it, '' where it is empty. */
export function valueText(value: FieldValue, t: TFunction<'imports'>): string {
  if (typeof value === 'boolean') return value ? t('check.yes') : t('check.no')
  return typeof value === 'string' ? value : value.join(', ')
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
