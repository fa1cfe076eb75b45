const PLAIN = /^[\x20-\x7e]*$/

/** True for text of plain letters, digits and signs alone: nothing in it needs folding but its case. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}
