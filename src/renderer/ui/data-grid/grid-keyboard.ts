/** What a key means in a grid. */
export type GridAction =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'open' | 'edit' | 'toggle' | 'select-all' | 'clear' | 'archive' | 'delete' }

/** The part of a key event that decides. */
export interface GridKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** Where the grid is. */
export interface GridPosition {
  active: number
  rowCount: number
  /** Whole rows that are seen at a time. */
  pageRows: number
}

/** What a key press does in a grid; null where it is not the grid's. */
export function gridAction(event: GridKey, position: GridPosition): GridAction | null {
  const { active, rowCount, pageRows } = position
  const last = rowCount - 1
  const move = (to: number): GridAction | null =>
    rowCount === 0 ? null : { kind: 'move', to: Math.min(Math.max(to, 0), last), extend: event.shiftKey }
  if (event.altKey) return null
  const command = event.ctrlKey || event.metaKey
  if (command) {
    if (event.key === 'a') return { kind: 'select-all' }
    if (event.key === 'Home') return move(0)
    if (event.key === 'End') return move(last)
    return null
  }
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return move(active + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return move(active - 1)
    case 'PageDown':
      return move(active + Math.max(1, pageRows - 1))
    case 'PageUp':
      return move(active - Math.max(1, pageRows - 1))
    case 'Home':
      return move(0)
    case 'End':
      return move(last)
    case 'Enter':
      return { kind: 'open' }
    case 'e':
      return { kind: 'edit' }
    case 'x':
    case ' ':
      return { kind: 'toggle' }
    case 'a':
      return { kind: 'archive' }
    case 'Delete':
      return { kind: 'delete' }
    case 'Escape':
      return { kind: 'clear' }
    default:
      return null
  }
}
