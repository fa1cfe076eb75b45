import type { HttpAnswer, HttpClient } from '#main/http/http-client.ts'

/** Longest wait that is believed, in ms; a wrong clock on either side must not stop sync for a day. */
const LONGEST_WAIT_MS = 60 * 60 * 1000
/** Above it `X-Ratelimit-Reset` is a time, below it a number of seconds (assumed). */
const LEAST_EPOCH = 1_000_000_000

/** A client whose refusals for too many requests tell the wait that `X-Ratelimit-Reset` or `Retry-After` asks for. */
export function withRateLimitReset(http: HttpClient, now: () => number = Date.now): HttpClient {
  return {
    request: async (request, signal) => {
      const result = await http.request(request, signal)
      if (!result.ok || result.value.status !== 429) return result
      const retryAfterMs = Math.max(result.value.retryAfterMs, resetMs(result.value, now()))
      return { ok: true, value: { ...result.value, retryAfterMs } }
    },
  }
}

/** Read against the remote's own clock where it tells, so that this computer's does not matter. */
function resetMs({ headers, answeredAt }: HttpAnswer, now: number): number {
  const text = headers['x-ratelimit-reset']?.trim() ?? ''
  if (!/^\d+(\.\d+)?$/.test(text)) return 0
  const value = Number(text)
  const ms = value > LEAST_EPOCH ? value * 1000 - (answeredAt || now) : value * 1000
  return Math.min(Math.max(Math.ceil(ms), 0), LONGEST_WAIT_MS)
}
