/** Making one takes longer than all else that a request costs. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/**
 * Seconds by which a zone is ahead of UTC at a moment. Zones are named as WordPress does: by a city, or by an offset like
 * "+05:30". Throws for a zone that is not known.
 */
export function offsetSeconds(zone: string, at: Date): number {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone)
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 3600 + Number(fixed[3]) * 60)
  const parts = formatterOf(zone).formatToParts(at)
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((wall - at.getTime()) / 1000)
}

/** `2026-11-18T08:20:11Z` */
export function utcText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

/**
 * When a customer registered, as the legacy API says it: the UTC digits are taken for the store's own time and turned into
 * UTC once more, so that it is off by the store's offset.
 */
export function shiftedText(seconds: number, zone: string): string {
  return utcText(seconds - offsetSeconds(zone, new Date(seconds * 1000)))
}
