import { useEffect, useRef } from 'react'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'

/**
 * Keys of a page with a list and a record beside it: `event.key`, after "Mod+" where Ctrl or Cmd is held. Unlike the keys of other pages they work on a
 * chosen version (a radio button) too; while somebody types only Enter does.
 */
export function usePaneKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('[role=dialog], [role=menu], [role=listbox]') != null) return
      const typing = target?.closest('input:not([type=radio], [type=checkbox]), textarea') ?? null
      if (
        typing !== null &&
        !(event.key === 'Enter' && typing.hasAttribute('data-result') && isOneLine(typing))
      )
        return
      // A button or link does what it says.
      if (event.key === 'Enter' && target?.closest('button, a') != null) return
      const act = current.current[event.ctrlKey || event.metaKey ? `Mod+${event.key}` : event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [])
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

/** Puts the focus on the result of a row, for typing. */
export function focusResult(id: string): void {
  rowOf(id)?.querySelector<HTMLElement>('[data-result]')?.focus()
}

function rowOf(id: string): Element | undefined {
  return [...document.querySelectorAll('[data-row-id]')].find(
    (each) => each.getAttribute('data-row-id') === id,
  )
}

function isOneLine(element: Element): boolean {
  return element instanceof HTMLInputElement
}
