import { describe, expect, it } from 'vitest'
import { callError } from './answer-error.ts'
import { redact } from './redact.ts'

const answer = (status: number, body: unknown = {}, retryAfterMs = 0) => ({
  ...{ status, body, retryAfterMs },
  answeredAt: 0,
  headers: {},
})

describe('callError', () => {
  it.each([
    [answer(401, { message: 'Unauthenticated.' }), { kind: 'unauthorised', detail: 'Unauthenticated.' }],
    [
      answer(403, { message: 'No', required_scope: 'customers:write' }),
      { kind: 'permission', detail: 'No', requiredScope: 'customers:write' },
    ],
    [answer(429, {}, 3000), { kind: 'rate-limited', retryAfterMs: 3000 }],
    [answer(503, undefined, 3000), { kind: 'unavailable', status: 503, retryAfterMs: 3000 }],
  ])('reads status $status', (given, error) => {
    expect(callError(given, [])).toEqual(error)
  })

  it.each([200, 201, 400, 404, 409, 422])('leaves %i to the connector', (status) => {
    expect(callError(answer(status), [])).toBeNull()
  })

  it('hands on no secret that the remote repeats', () => {
    const error = callError(answer(401, { message: 'Bad token 105|secret' }), ['105|secret'])
    expect(error).toEqual({ kind: 'unauthorised', detail: 'Bad token [redacted]' })
  })
})

describe('redact', () => {
  it('knows the spellings of a secret in a URL and in JSON', () => {
    expect(redact('a?key=105%7C%22x "105|\\"x"', ['105|"x'])).toBe('a?key=[redacted] "[redacted]"')
  })

  it('makes one short line', () => {
    expect(redact('a\n b', [])).toBe('a b')
    expect(redact('x'.repeat(1000), [])).toHaveLength(301)
  })
})
