import { useEffect } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'
import { takeBackLast } from '#renderer/ui/undo-toast.tsx'

/**
 * Ctrl Z (Command Z) takes back what the last toast offers to, once a press, from any page that has no key of its own for
 * it: the keys of pages listen on the document, which is told before the window. A text field that was written in since
 * it got the focus keeps the key, as dialogs and menus do; out of a text field the key never reaches one, where the
 * browser would change what was typed there last.
 */
export function useTakeBackKey(): void {
  useEffect(() => {
    const valueAtFocus = new WeakMap<EventTarget, string>()
    let isTaken = false
    const onFocus = ({ target }: FocusEvent): void => {
      if (isTextField(target)) valueAtFocus.set(target, target.value)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      // Held: what the press did is not done again, and a field does not do it instead.
      if (!event.repeat) isTaken = takes(event.target)
      if (isTaken) event.preventDefault()
    }
    /** Takes back what there is to take back; true where the key is not the target's. */
    const takes = (target: EventTarget | null): boolean => {
      if (!isTextField(target)) {
        if (isTyping(target)) return false
        takeBackLast()
        return true
      }
      const isChanged = target.value !== (valueAtFocus.get(target) ?? '')
      if (isChanged || target.closest('[role=dialog]') !== null) return false
      return takeBackLast()
    }
    document.addEventListener('focusin', onFocus)
    window.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('focusin', onFocus)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'
}
