import { isTyping } from '#renderer/ui/keys.ts'
import { useDocumentKeys } from '#renderer/ui/use-document-keys.ts'

/**
 * Keys of a page: `event.key`, after "Mod+" where Ctrl or Cmd is held. They do nothing while somebody types, in a menu
 * or in a dialog.
 */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  useDocumentKeys((event) => {
    if (event.altKey || isTyping(event.target)) return
    const act = keys[event.ctrlKey || event.metaKey ? `Mod+${event.key}` : event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
}
