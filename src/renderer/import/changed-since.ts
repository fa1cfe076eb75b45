import { parseSkuFieldKey } from '#shared/domain/field-map.ts'
import type { FieldChange, HistoryEntry } from '#shared/domain/history-entry.ts'
import { looseText } from '#renderer/roster/fold-text.ts'

/**
 * True where a customer that an import has created, and that was sent since, was changed by a person here or at the
 * remote, by the history of it (newest first). That the remote, when it took it, wrote something its own way or filled
 * in what was blank is no change; nor is what SKU mappings it had for a time.
 */
export function isChangedSince(history: readonly HistoryEntry[]): boolean {
  const own = history.filter(({ changes }) => changes.some(({ key }) => parseSkuFieldKey(key) === null))
  const [first, ...later] = own.reverse()
  if (first === undefined) return false
  if (later.length > 0) return true
  const isAnswer = first.origin === 'remote' || first.origin === 'link'
  return !isAnswer || !first.changes.every(isRespelt)
}

function isRespelt({ before, after }: FieldChange): boolean {
  if (before === '' || before === false) return true
  const text = (value: FieldChange['before']): string =>
    typeof value === 'string' ? looseText(value) : JSON.stringify(value)
  return text(before) === text(after)
}
