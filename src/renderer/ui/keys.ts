const isMac = navigator.platform.toLowerCase().includes('mac')

/** The keys of a shortcut as this platform writes them: `mod` is Ctrl, or Command on a Mac. */
export function keysText(keys: string): string {
  return keys.replace('mod', isMac ? '⌘' : 'Ctrl')
}

/** True where a key press belongs to a text field or an open menu and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=menu], [role=dialog], [role=listbox]',
    ) !== null
  )
}
