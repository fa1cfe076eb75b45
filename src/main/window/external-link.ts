/** True for a link that may leave to the system's browser, mail program or phone: by parsed scheme, never by prefix. */
export function isExternalLink(url: string): boolean {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return false
  }
  if (parsed.protocol === 'https:') return parsed.username === '' && parsed.password === ''
  return parsed.protocol === 'mailto:' || parsed.protocol === 'tel:'
}
