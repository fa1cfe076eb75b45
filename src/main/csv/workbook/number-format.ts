/** What a number format makes of a number, as far as it changes what the number says. */
export type NumberFormat =
  | { type: 'number' }
  | { type: 'date'; parts: 'date' | 'time' | 'both' }
  /** Digits at fixed places, as in postcodes and phones: `0` is a digit or a zero, `#` a digit or nothing. */
  | { type: 'digits'; pattern: string }

const NUMBER: NumberFormat = { type: 'number' }

/** The format of a code that Excel has built in, or of a custom one (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatOfCode(code)
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58))
    return { type: 'date', parts: 'date' }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47)
    return { type: 'date', parts: 'time' }
  if (id === 22 || id === 36) return { type: 'date', parts: 'both' }
  return NUMBER
}

function formatOfCode(code: string): NumberFormat {
  // Hours over 24 are an amount, not a time of day; conditions say that the format depends on the number.
  if (/\[(h+|m+|s+|[<>=][^\]]*)\]/i.test(code)) return NUMBER
  const section = (code.split(';')[0] ?? '').replace(/\[[^\]]*\]/g, '')
  const bare = section.replace(/"[^"]*"|\\.|_.|\*./g, '')
  if (/[ydhs]|m/i.test(bare) && !/general|[0#?]/i.test(bare)) {
    const isDate = /[yd]/i.test(bare) || !/[hs]/i.test(bare)
    const isTime = /[hs]/i.test(bare)
    return { type: 'date', parts: isDate && isTime ? 'both' : isTime ? 'time' : 'date' }
  }
  const pattern = section
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1')
    .replace(/[_*]./g, '')
  const digits = pattern.replace(/[^0#]/g, '')
  return digits.includes('0') && digits.length > 1 && /^[0# ()+-]+$/.test(pattern) && !/#,/.test(section)
    ? { type: 'digits', pattern }
    : NUMBER
}
