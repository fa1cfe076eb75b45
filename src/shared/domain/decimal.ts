import Big from 'big.js'

/** A number without exponent, as remotes and people write amounts. */
const DECIMAL = /^-?\d{1,20}(?:\.\d{1,10})?$/

/** True for text that is an amount, for example "1250.00"; no blanks, no grouping, no currency. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. Throws for text that is no amount. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return new Big(a).cmp(new Big(b))
}

/** The exact sum, with as many decimal places as the longest of them; "0" for none. Throws as compareDecimals does. */
export function sumOfDecimals(amounts: readonly string[]): string {
  const sum = amounts.reduce((before, amount) => before.plus(amount), new Big(0))
  return sum.toFixed(Math.max(0, ...amounts.map(placesOf)))
}

/** `a` less `b`, exactly. Throws as compareDecimals does. */
export function subtractDecimals(a: string, b: string): string {
  return new Big(a).minus(b).toFixed(Math.max(placesOf(a), placesOf(b)))
}

function placesOf(amount: string): number {
  const point = amount.indexOf('.')
  return point === -1 ? 0 : amount.length - point - 1
}
