import { useEffect, useRef } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'

/**
 * Ctrl Z (Command Z) of a page, once a press; a text field that somebody types into keeps its own. On the document, as
 * the keys of all pages: it is told before the window, where the keys of the frame are, whichever was there first.
 */
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
      if (!event.repeat) current.current()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}
