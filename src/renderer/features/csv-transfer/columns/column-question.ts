import type { TFunction } from 'i18next'
import { headerWords } from '#shared/csv/header-words.ts'
import type { MappedColumn } from '../opened-file.ts'
import { targetWords, type TargetTexts } from '../target-words.ts'

/** What a person is to decide about a column that is not certain, in one sentence. */
export function columnQuestion(columns: readonly MappedColumn[], at: number, texts: TargetTexts): string {
  const t: TFunction<'imports'> = texts.imports
  const column = columns[at]
  if (column === undefined) return ''
  const words = headerWords(column.name)
  const twin = columns.some(
    (other, place) => place !== at && words !== '' && headerWords(other.name) === words,
  )
  if (twin) return t('columns.question.twice')
  if (column.target === 'ignore') return t('columns.question.unknown')
  return t('columns.question.probably', { field: targetWords(column.target, texts) })
}
