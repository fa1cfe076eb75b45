import { useEffect, useRef, useState } from 'react'
import classes from './check.module.css'

/** Where it goes on after a cell; `away`: something else was clicked. */
export type EditorLeave = 'stay' | 'next' | 'previous' | 'away'

interface CellEditorProps {
  label: string
  text: string
  /** The text is taken over; `leave` says where to go on. */
  onDone: (text: string, leave: EditorLeave) => void
  onCancel: () => void
}

/** A cell while it is changed: Enter takes it over, Tab goes on to the next one, Escape leaves it as it was. */
export function CellEditor({ label, text, onDone, onCancel }: CellEditorProps) {
  const [typed, setTyped] = useState(text)
  const input = useRef<HTMLInputElement>(null)
  const over = useRef(false)
  useEffect(() => {
    input.current?.select()
  }, [])
  const end = (act: () => void): void => {
    // Leaving the field is told as a loss of the focus too.
    if (over.current) return
    over.current = true
    act()
  }
  return (
    <div role="gridcell" className={classes.editing}>
      <input
        ref={input}
        className={classes.editor}
        aria-label={label}
        value={typed}
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
        }}
        onBlur={() => {
          end(() => {
            onDone(typed, 'away')
          })
        }}
        onKeyDown={(event) => {
          // The keys of the grid mean nothing while somebody types.
          event.stopPropagation()
          if (event.key === 'Escape') end(onCancel)
          else if (event.key === 'Enter' || event.key === 'Tab') {
            event.preventDefault()
            const leave = event.key === 'Enter' ? 'stay' : event.shiftKey ? 'previous' : 'next'
            end(() => {
              onDone(typed, leave)
            })
          }
        }}
      />
    </div>
  )
}
