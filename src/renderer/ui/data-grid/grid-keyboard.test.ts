import { describe, expect, it } from 'vitest'
import { gridAction, type GridKey } from './grid-keyboard.ts'

const key = (name: string, modifiers: Partial<GridKey> = {}): GridKey => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})
const at = (active: number, rowCount = 100) => ({ active, rowCount, pageRows: 10 })

describe('gridAction', () => {
  it('moves by one with j, k and the arrows, and stops at the ends', () => {
    expect(gridAction(key('j'), at(4))).toEqual({ kind: 'move', to: 5, extend: false })
    expect(gridAction(key('ArrowUp'), at(4))).toEqual({ kind: 'move', to: 3, extend: false })
    expect(gridAction(key('k'), at(0))).toEqual({ kind: 'move', to: 0, extend: false })
    expect(gridAction(key('ArrowDown'), at(99))).toEqual({ kind: 'move', to: 99, extend: false })
  })

  it('moves by a page less one row, so that one row stays in sight', () => {
    expect(gridAction(key('PageDown'), at(0))).toEqual({ kind: 'move', to: 9, extend: false })
    expect(gridAction(key('PageUp'), at(5))).toEqual({ kind: 'move', to: 0, extend: false })
  })

  it('goes to the ends with Home and End', () => {
    expect(gridAction(key('Home'), at(40))).toEqual({ kind: 'move', to: 0, extend: false })
    expect(gridAction(key('End', { ctrlKey: true }), at(40))).toEqual({ kind: 'move', to: 99, extend: false })
  })

  it('extends the selection while shift is held', () => {
    expect(gridAction(key('J', { shiftKey: true }), at(4))).toEqual({ kind: 'move', to: 5, extend: true })
  })

  it('opens, edits, selects, archives and deletes by single keys', () => {
    const kinds = ['Enter', 'e', 'x', ' ', 'a', 'Delete', 'Escape'].map(
      (name) => gridAction(key(name), at(1))?.kind,
    )
    expect(kinds).toEqual(['open', 'edit', 'toggle', 'toggle', 'archive', 'delete', 'clear'])
  })

  it('tells select all from archive by the command key', () => {
    expect(gridAction(key('a', { ctrlKey: true }), at(1))?.kind).toBe('select-all')
    expect(gridAction(key('a', { metaKey: true }), at(1))?.kind).toBe('select-all')
  })

  it('leaves other keys to the page', () => {
    expect(gridAction(key('k', { ctrlKey: true }), at(1))).toBeNull()
    expect(gridAction(key('n'), at(1))).toBeNull()
    expect(gridAction(key('j', { altKey: true }), at(1))).toBeNull()
  })

  it('has nowhere to move in an empty grid', () => {
    expect(gridAction(key('j'), at(0, 0))).toBeNull()
  })
})
