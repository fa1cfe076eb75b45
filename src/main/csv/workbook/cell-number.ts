import type { NumberFormat } from './number-format.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DAY_SECONDS = 24 * 60 * 60
/** Excel holds 15 digits: what is longer has lost its last ones, and is shown so that this can be seen. */
const FIRST_INEXACT = 1e15

/**
 * A number of a workbook as text. Dates become `2026-03-01`, with the time after a blank where there is one; numbers are
 * written in full, those that Excel could not hold exactly with an exponent, as it shows them itself.
 */
export function cellNumberText(raw: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (format.type === 'date' && value >= 0) return dateText(value, format.parts, from1904) ?? plainText(value)
  if (format.type === 'digits' && Number.isInteger(value) && value >= 0 && value < FIRST_INEXACT)
    return patternText(String(value), format.pattern)
  return plainText(value)
}

function plainText(value: number): string {
  if (Math.abs(value) < FIRST_INEXACT) {
    // What a sum like 0.1 + 0.2 leaves in the 16th digit is not shown by Excel either.
    const shown = Number(value.toPrecision(15))
    return Math.abs(shown) < 1e-6 ? shown.toFixed(20).replace(/\.?0+$/, '') : String(shown)
  }
  return value.toExponential(14).replace(/\.?0*e/, 'E')
}

/** The digits at the places of a pattern, from the right; those that are too many stand in front. */
function patternText(digits: string, pattern: string): string {
  const left = Array.from(digits)
  const firstPlace = pattern.search(/[0#]/)
  let text = ''
  for (let at = pattern.length - 1; at >= 0; at -= 1) {
    const sign = pattern[at] ?? ''
    if (sign === '0') text = (left.pop() ?? '0') + text
    else if (sign === '#') text = (left.pop() ?? '') + text
    else text = sign + text
    if (at === firstPlace) text = left.splice(0).join('') + text
  }
  return text
}

/** Null for what lies outside of the calendar. Excel counts 29 February 1900, which never was, as day 60. */
function dateText(serial: number, parts: 'date' | 'time' | 'both', from1904: boolean): string | null {
  let day = Math.floor(serial)
  let second = Math.round((serial - day) * DAY_SECONDS)
  if (second === DAY_SECONDS) {
    day += 1
    second = 0
  }
  const two = (number: number): string => String(number).padStart(2, '0')
  const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':')
  if (parts === 'time' && day === 0) return time
  if (!from1904 && day === 60) return '1900-02-29'
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  const date = new Date(epoch + day * DAY_MS)
  const year = date.getUTCFullYear()
  if (!(year <= 9999)) return null
  const shown = `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  return second === 0 ? shown : `${shown} ${time}`
}
