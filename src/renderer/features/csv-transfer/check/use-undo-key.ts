import { useEffect, useRef } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'

/** Ctrl Z (Command Z) of a page; a text field that somebody types into keeps its own. */
export function useUndoKey(undo: () => void): void {
  const current = useRef(undo)
  useEffect(() => {
    current.current = undo
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      if (event.key.toLowerCase() !== 'z' || isTyping(event.target)) return
      event.preventDefault()
      current.current()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
