import type { MiddlewareHandler } from 'hono'
import { Refusal, refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'

/** Requests a minute that a way of signing in allows. */
const PER_MINUTE = { basic: 60, bearer: 180 } as const
const MINUTE = 60_000

/** Lets a request through when it has valid credentials, its plan includes the API, and its minute is not used up. */
export function authentication(remote: KountaRemote): MiddlewareHandler<KountaEnv> {
  const sent = new Map<string, number[]>()
  return async (c, next) => {
    const caller = remote.access.callerOf(c.req.header('authorization') ?? '')
    if (caller.kind === 'expired') {
      throw remote.behaviour.expiredToken === 400
        ? new Refusal(400, { message: 'The access token provided has expired' })
        : refused(401, 'invalid_grant', 'The access token provided has expired')
    }
    if (caller.kind === 'unknown') throw refused(401, 'invalid_client', 'Unauthorized')
    if (remote.behaviour.plan === 'without-api') {
      throw refused(403, 'access_denied', 'API access is not part of your plan')
    }
    if (remote.behaviour.rateLimit === 'enforced') {
      const now = remote.now().getTime()
      const lately = (sent.get(caller.application) ?? []).filter((at) => at > now - MINUTE)
      if (lately.length >= PER_MINUTE[caller.by]) throw tooMany(remote, (lately[0] ?? now) + MINUTE)
      sent.set(caller.application, [...lately, now])
    }
    c.set('application', caller.application)
    return next()
  }
}

function tooMany({ behaviour, now }: KountaRemote, freeAt: number): Refusal {
  const reset =
    behaviour.rateLimitReset === 'epoch'
      ? Math.ceil(freeAt / 1000)
      : Math.ceil((freeAt - now().getTime()) / 1000)
  const body = { error: 'rate_limit', error_description: 'Too many requests' }
  return new Refusal(429, body, { 'x-ratelimit-reset': String(reset) })
}
