import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import type { FieldValue } from '#shared/domain/field-map.ts'
import { changeWords, targetWords, type TargetTexts } from './target-words.ts'

const LONGEST = 60

/** What happens to a row, or why nothing does, line by line in words. */
export function rowWords(row: ClassifiedRow, texts: TargetTexts): string[] {
  const { imports } = texts
  switch (row.kind) {
    case 'invalid':
      return row.problems.map(({ rule, target }) =>
        imports(`rules.${rule}`, { field: targetWords(target, texts) }),
      )
    case 'duplicate':
      return [imports('check.sameAs', { row: row.sameAs + 1 })]
    case 'update':
      return row.changes
        .filter(({ key }) => !key.startsWith('default'))
        .map(({ key, before, after }) => {
          const words = { field: changeWords(key, texts), before: shorten(before), after: shorten(after) }
          if (words.after === '') words.after = imports('check.empty')
          return words.before === '' ? imports('check.change', words) : imports('check.changes', words)
        })
    case 'new':
    case 'unchanged':
      return []
  }
}

function shorten(value: FieldValue): string {
  const text =
    typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? '✓' : '–') : value.join(', ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
