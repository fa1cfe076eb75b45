import Big from 'big.js'

/**
 * An amount as decimal text: a number by its shortest text, never through a rounded one, a text as it is told but for
 * blanks and thousands separators. '' for what is no amount.
 */
export function decimalText(told: number | string): string {
  if (typeof told === 'number') return Number.isFinite(told) ? new Big(told).toFixed() : ''
  const text = told.trim().replace(/^\+/, '')
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (/^-?\d+(\.\d+)?$/.test(plain)) return plain
  return /^-?\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(plain) ? new Big(plain).toFixed() : ''
}

/** The JSON number that says the same; null where a number cannot hold all of its digits. */
export function numberOf(text: string): number | null {
  const exact = decimalText(text)
  if (exact === '') return null
  const number = Number(exact)
  return Number.isFinite(number) && new Big(number).eq(exact) ? number : null
}
