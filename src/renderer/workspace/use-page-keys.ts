import { useEffect, useRef } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'

/**
 * Keys of a page: `event.key`, after "Mod+" where Ctrl or Cmd is held. They do nothing while somebody types, in a menu
 * or in a dialog. On the document: it is told before the window, where the keys of the frame are.
 */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return
      if (isTyping(event.target)) return
      const act = current.current[event.ctrlKey || event.metaKey ? `Mod+${event.key}` : event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}
