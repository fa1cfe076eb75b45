/** Longest wait that is believed, in ms; a wrong clock on either side must not stop sync for a day. */
const LONGEST_WAIT_MS = 60 * 60 * 1000

/**
 * The wait that an answer asks for in `Retry-After` (RFC 9110, section 10.2.3: seconds or a date), in ms; 0 where it
 * asks for none. A date is read against the answer's own `Date`, so that this computer's clock does not matter.
 */
export function retryAfterMs(headers: Headers, now: number): number {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (text === '') return 0
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000)
  const at = Date.parse(text)
  if (Number.isNaN(at)) return 0
  return bounded(at - answeredAt(headers, now))
}

/** When the remote answered by its own clock (`Date`), in ms since the epoch; `otherwise` where it does not say. */
export function answeredAt(headers: Headers, otherwise: number): number {
  const at = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(at) ? otherwise : at
}

function bounded(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), LONGEST_WAIT_MS)
}
