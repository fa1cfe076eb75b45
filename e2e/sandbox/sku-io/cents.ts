/**
 * An amount of a body as whole cents, so that sums are exact: a number by its shortest text, or decimal text. Null for
 * anything else, for more than two decimals and for what is too large to be exact.
 */
export function centsOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return null
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? []
  const cents = Number(sign + whole + decimals.padEnd(2, '0'))
  return whole === '' || !Number.isSafeInteger(cents) ? null : cents
}

/** Cents as the decimal text of an answer: `250.00`. */
export function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
