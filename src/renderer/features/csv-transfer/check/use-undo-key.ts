import { isTyping } from '#renderer/ui/keys.ts'
import { useDocumentKeys } from '#renderer/ui/use-document-keys.ts'

/** Ctrl Z (Command Z) of a page, once a press; a text field that somebody types into keeps its own. */
export function useUndoKey(undo: () => void): void {
  useDocumentKeys((event) => {
    if (event.shiftKey || !(event.ctrlKey || event.metaKey)) return
    if (event.key.toLowerCase() !== 'z' || isTyping(event.target)) return
    event.preventDefault()
    if (!event.repeat) undo()
  })
}
