const PLAIN = /^[\x20-\x7e]*$/
const MARKS = /\p{M}+/gu
// The roster separates its fields by control characters, so none may come in with the text.
const CONTROLS = /[\u0000-\u001f\u007f]+/g
// Letters that Unicode takes for letters of their own, and that people without such a key type as these.
const OWN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}
const OWN_LETTER = new RegExp(`[${Object.keys(OWN_LETTERS).join('')}]`, 'g')

/** The text as the roster compares it: lower-cased, letters without accents, control characters as blanks, trimmed. */
export function foldText(value: string): string {
  if (value === '') return ''
  if (PLAIN.test(value)) return value.toLowerCase().trim()
  const bare = value.normalize('NFKD').replace(MARKS, '').toLowerCase()
  return bare
    .replace(OWN_LETTER, (letter) => OWN_LETTERS[letter] ?? letter)
    .replace(CONTROLS, ' ')
    .trim()
}

/** The text as a key to find a record by: case and outer blanks aside, accents kept. */
export function keyText(value: string): string {
  return lineText(value).trim().toLowerCase()
}

/** The text as it is, save that control characters become blanks. */
export function lineText(value: string): string {
  return value.replace(CONTROLS, ' ')
}

/** Letters and digits alone, folded: two spellings of one name or address line are the same. */
export function looseText(value: string): string {
  return foldText(value).replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The words of a search, folded, each once, the longest first because it excludes most. */
export function searchWords(search: string): string[] {
  const words = foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
}
