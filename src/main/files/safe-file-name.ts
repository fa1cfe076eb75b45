/** A file name that every system takes: no folders, no reserved signs. */
export function safeFileName(name: string, otherwise = 'export'): string {
  const safe = name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '-')
  return safe.replace(/^\.+/, '').trim() || otherwise
}
