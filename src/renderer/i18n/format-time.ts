const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

const agoFormats = new Map<string, Intl.RelativeTimeFormat>()

/** How long ago `at` was, for lists ("2 min. ago"); `justNow` is what stands for less than a minute. Times in ms. */
export function formatAgo(at: number, now: number, locale: string, justNow: string): string {
  const elapsed = now - at
  for (const [unit, ms] of STEPS) {
    if (Math.abs(elapsed) >= ms) {
      let format = agoFormats.get(locale)
      if (format === undefined) {
        format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
        agoFormats.set(locale, format)
      }
      return format.format(-Math.trunc(elapsed / ms), unit)
    }
  }
  return justNow
}

const fullFormats = new Map<string, Intl.DateTimeFormat>()

/** The whole date and time, for tooltips and logs. */
export function formatFullTime(at: number, locale: string): string {
  let format = fullFormats.get(locale)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    fullFormats.set(locale, format)
  }
  return format.format(at)
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The day alone; '' for 0, which stands for a time that is not known. */
export function formatDay(at: number, locale: string): string {
  if (at === 0) return ''
  let format = dayFormats.get(locale)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
    dayFormats.set(locale, format)
  }
  return format.format(at)
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** A count with the grouping of the locale. */
export function formatCount(count: number, locale: string): string {
  let format = numberFormats.get(locale)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale)
    numberFormats.set(locale, format)
  }
  return format.format(count)
}

/** An amount of money as decimal text, grouped by the locale without going through a binary float; '' stays ''. */
export function formatMoney(amount: string, locale: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return amount
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(
    amount as `${number}`,
  )
}
