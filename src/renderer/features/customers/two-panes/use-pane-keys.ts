import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import { useDocumentKeys } from '#renderer/ui/use-document-keys.ts'

/**
 * Keys of a page with a list and a record beside it: `event.key`, after "Mod+" where Ctrl or Cmd is held. Unlike the
 * keys of other pages they work on a chosen version (a radio button) too; while somebody types a result only Enter and
 * Escape do. A key that is held acts once with Ctrl or Cmd, and again and again without.
 */
export function usePaneKeys(keys: Readonly<Record<string, () => void>>): void {
  useDocumentKeys((event) => {
    // Keys that write a character of several keys are the writing's.
    if (event.altKey || event.isComposing) return
    const target = event.target instanceof HTMLElement ? event.target : null
    if (target?.closest('[role=dialog], [role=menu], [role=listbox]') != null) return
    const typing = target?.closest('input:not([type=radio], [type=checkbox]), textarea') ?? null
    if (typing !== null && !leavesResult(typing, event.key)) return
    // A button or link does what it says.
    if (event.key === 'Enter' && target?.closest('button, a') != null) return
    const withMod = event.ctrlKey || event.metaKey
    const act = keys[withMod ? `Mod+${event.key}` : event.key]
    if (act === undefined) return
    event.preventDefault()
    if (!withMod || !event.repeat) act()
  })
}

/** Id of the row of the table that has the focus; null where none has. */
export function focusedRow(): string | null {
  return document.activeElement?.closest('[data-row-id]')?.getAttribute('data-row-id') ?? null
}

/** Puts the focus on one version of a row. */
export function focusRow(id: string, side: ConflictSide): void {
  const radios = rowOf(id)?.querySelectorAll<HTMLElement>('input[type=radio]')
  radios?.[side === 'mine' ? 0 : 1]?.focus()
}

/** Puts the focus on the first row. */
export function focusFirstRow(): void {
  document.querySelector<HTMLElement>('[data-row-id] input[type=radio]')?.focus()
}

/** Puts the focus on the result of a row, for typing; of the first that is still open where the row has none to type. */
export function focusResult(id: string | null): void {
  const ofRow = id === null ? null : rowOf(id)?.querySelector<HTMLElement>('[data-result]')
  const all = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-result]')]
  const result = ofRow ?? all.find(({ value }) => value === '') ?? all[0]
  result?.focus()
}

function rowOf(id: string): Element | undefined {
  return [...document.querySelectorAll('[data-row-id]')].find(
    (each) => each.getAttribute('data-row-id') === id,
  )
}

/** True where the key ends the typing of a result; a new line of one that has several does not. */
function leavesResult(typing: Element, key: string): boolean {
  if (!typing.hasAttribute('data-result')) return false
  return key === 'Escape' || (key === 'Enter' && typing instanceof HTMLInputElement)
}
