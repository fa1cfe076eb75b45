/**
 * Ms since the epoch of a time there, which is UTC with or without a "Z"; 0 where there is none. The first second of 1970
 * stands for never: a user who was never saved by WooCommerce, an order that is not completed.
 */
export function timeOf(text: string | null | undefined): number {
  if (text === null || text === undefined || text === '' || text === 'never') return 0
  const iso = text.replace(' ', 'T')
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(at) ? 0 : at
}

/**
 * When a customer registered, from `created_at` of the legacy API. That is wrong in every store that is not on UTC: the
 * true time in UTC was taken for the store's own and turned into UTC once more (docs/remotes/woocommerce.md, section 5,
 * 2). So the store's clock at the time told shows the true one. Undefined where the zone is not known: rather no time than
 * a wrong one.
 */
export function registeredAt(text: string | null | undefined, timezone: string): number | undefined {
  const told = timeOf(text)
  if (told === 0) return text === undefined ? undefined : 0
  const offset = offsetMs(timezone, told)
  return offset === null ? undefined : told + offset
}

/** How far a zone is ahead of UTC, in ms; WordPress names a city or an offset. Null for a zone that is not known. */
function offsetMs(timezone: string, at: number): number | null {
  const fixed = /^(?:UTC)?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(timezone)
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)
    return (fixed[1] === '-' ? -1 : 1) * minutes * 60_000
  }
  if (timezone === '') return null
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hourCycle: 'h23' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    }).formatToParts(at)
    const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value)
    const wall = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return wall - at
  } catch {
    return null // not a zone of the Intl data
  }
}
