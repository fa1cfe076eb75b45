const YES = new Set([
  'yes',
  'y',
  'true',
  't',
  '1',
  'x',
  'on',
  'subscribed',
  'ja',
  'oui',
  'si',
  'sí',
  'sì',
  'wahr',
  'vrai',
])
const NO = new Set([
  'no',
  'n',
  'false',
  'f',
  '0',
  'off',
  'unsubscribed',
  'not subscribed',
  'unknown',
  'never',
  'nein',
  'non',
  'nee',
  'falsch',
  'faux',
])

/** The meaning of a yes-or-no cell, null where it has none. */
export function readYesNo(text: string): boolean | null {
  const word = text.toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : null
}
