/**
 * An amount as decimal text: a number by its shortest text, never through a rounded one, a text as it is told but for
 * blanks and thousands separators. '' for what is no amount.
 */
export function decimalText(told: number | string): string {
  if (typeof told === 'number') return Number.isFinite(told) ? withoutExponent(String(told)) : ''
  const text = told.trim().replace(/^\+/, '')
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(plain) ? withoutExponent(plain.toLowerCase()) : ''
}

/** `a` less `b`, exactly; '' where either is no amount. Both as decimalText gives them. */
export function subtractDecimals(a: string, b: string): string {
  if (a === '' || b === '') return ''
  const places = Math.max(placesOf(a), placesOf(b))
  return shifted(scaled(a, places) - scaled(b, places), places)
}

/** The JSON number that says the same; null where a number cannot hold all of its digits. */
export function numberOf(text: string): number | null {
  const exact = decimalText(text)
  if (exact === '') return null
  const number = Number(exact)
  return shortest(decimalText(number)) === shortest(exact) ? number : null
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent] = text.split('e')
  if (exponent === undefined) return text
  const places = placesOf(mantissa) - Number(exponent)
  const digits = BigInt(mantissa.replace('.', ''))
  return places > 0 ? shifted(digits, places) : String(digits * 10n ** BigInt(-places))
}

function placesOf(text: string): number {
  return text.split('.')[1]?.length ?? 0
}

function scaled(text: string, places: number): bigint {
  return BigInt(text.replace('.', '')) * 10n ** BigInt(places - placesOf(text))
}

function shifted(digits: bigint, places: number): string {
  if (places === 0) return String(digits)
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -places)}.${text.slice(-places)}`
}

function shortest(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return trimmed.replace(/^(-?)0+(?=\d)/, '$1')
}
