/** Backslashes as WordPress loses them: one goes, of two one stays. */
export function unslashed(text: string): string {
  return text.replace(/\\(\\?)/g, '$1')
}

/**
 * A name as it is stored: tags and scripts go, a lone "<" becomes an entity, control characters one blank, percent codes
 * nothing, and the ends are trimmed. Where it comes by a create of the modern API an ampersand becomes an entity, too.
 */
export function storedName(text: string, { ampersands }: { ampersands: 'kept' | 'as-entity' }): string {
  const plain = unslashed(text)
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gis, '')
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/</g, '&lt;')
    .replace(/[\r\n\t ]+/g, ' ')
    .trim()
  const withoutCodes = /%[a-f0-9]{2}/i.test(plain) ? plain.replace(/%[a-f0-9]{2}/gi, '').trim() : plain
  if (ampersands === 'kept') return withoutCodes
  return withoutCodes.replace(/&(?!(?:amp|lt|gt|quot|#\d+);)/g, '&amp;')
}

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i

/** Whether WordPress takes a text for an e-mail: no blanks around, ASCII alone, a domain of two labels at least. */
export function isEmail(text: string): boolean {
  const at = text.indexOf('@')
  if (text.length < 6 || at < 1) return false
  const labels = text.slice(at + 1).split('.')
  return LOCAL_PART.test(text.slice(0, at)) && labels.length >= 2 && labels.every((each) => LABEL.test(each))
}
