import { useEffect } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'
import { takeBackLast } from '#renderer/ui/undo-toast.tsx'

/**
 * Ctrl Z (Command Z) takes back what the last toast offers to, from any page that has no key of its own for it. A text
 * field that was written in since it got the focus keeps the key, as dialogs and menus do; out of a text field the key
 * never reaches one, where the browser would change what was typed there last.
 */
export function useTakeBackKey(): void {
  useEffect(() => {
    const valueAtFocus = new WeakMap<EventTarget, string>()
    const onFocus = ({ target }: FocusEvent): void => {
      if (isTextField(target)) valueAtFocus.set(target, target.value)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      const { target } = event
      if (!isTextField(target)) {
        if (isTyping(target)) return
        event.preventDefault()
        takeBackLast()
        return
      }
      const isChanged = target.value !== (valueAtFocus.get(target) ?? '')
      if (isChanged || target.closest('[role=dialog]') !== null) return
      if (takeBackLast()) event.preventDefault()
    }
    // Pages come after this and have keys of their own: put at the end anew for each key, it is asked after theirs.
    const askLast = (): void => {
      window.removeEventListener('keydown', onKey)
      window.addEventListener('keydown', onKey)
    }
    document.addEventListener('focusin', onFocus)
    window.addEventListener('keydown', askLast, { capture: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      window.removeEventListener('keydown', askLast, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'
}
