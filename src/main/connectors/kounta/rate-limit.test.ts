import { describe, expect, it } from 'vitest'
import type { HttpClient } from '#main/http/http-client.ts'
import { startKountaSandbox } from '../../../../e2e/sandbox/kounta/server.ts'
import { withRateLimitReset } from './rate-limit.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

describe('the rate limit of Kounta', () => {
  const { signal } = new AbortController()
  const NOW = Date.parse('2026-11-20T10:00:00Z')

  const waitFor = async (headers: Record<string, string>, retryAfterMs = 0, answeredAt = 0) => {
    const http: HttpClient = {
      request: () =>
        Promise.resolve({ ok: true, value: { status: 429, body: {}, retryAfterMs, answeredAt, headers } }),
    }
    const answer = await withRateLimitReset(http, () => NOW).request(
      { method: 'GET', url: '', headers: {} },
      signal,
    )
    return answer.ok ? answer.value.retryAfterMs : -1
  }

  it('is waited out for as long as X-Ratelimit-Reset says, in seconds or as a time', async () => {
    const reset = (value: string): Record<string, string> => ({ 'x-ratelimit-reset': value })
    expect(await waitFor(reset('17'))).toBe(17_000)
    expect(await waitFor(reset(String(NOW / 1000 + 42)))).toBe(42_000)
    // By the clock of the remote, which is an hour ahead.
    expect(await waitFor(reset(String(NOW / 1000 + 3642)), 0, NOW + 3_600_000)).toBe(42_000)
    expect(await waitFor(reset('17'), 30_000)).toBe(30_000)
    expect(await waitFor({}, 5_000)).toBe(5_000)
    expect(await waitFor(reset('soon'))).toBe(0)
    expect(await waitFor(reset('999999999'))).toBe(3_600_000)
    expect(await waitFor(reset(String(NOW / 1000 - 10)))).toBe(0)
  })

  it.each(['seconds', 'epoch'] as const)(
    'is told by the remote in %s, and handed on',
    async (rateLimitReset) => {
      const sandbox = await startKountaSandbox({ rateLimitReset })
      try {
        const one = connectorTo(sandbox, { scopeId: '5678' })
        for (let count = 0; count < 60; count += 1) {
          expect((await one.checkConnection(signal)).ok).toBe(true)
        }
        const refused = await one.checkConnection(signal)
        const error = refused.ok ? null : refused.error
        expect(error?.kind).toBe('rate-limited')
        const wait = error?.kind === 'rate-limited' ? error.retryAfterMs : 0
        expect(wait).toBeGreaterThan(30_000)
        expect(wait).toBeLessThanOrEqual(61_000)
      } finally {
        await sandbox.close()
      }
    },
  )

  it('is kept to from this side: what would be too many is not sent', async () => {
    const sandbox = await startKountaSandbox()
    try {
      const one = connectorTo(sandbox, { scopeId: '5678', requestsPerMinute: 60 })
      const answers: string[] = []
      for (let count = 0; count < 8; count += 1) {
        const answer = await one.checkConnection(signal)
        answers.push(answer.ok ? 'ok' : answer.error.kind)
      }
      expect(answers.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'ok'))
      expect(answers).toContain('rate-limited')
      expect(sandbox.requests.count()).toBeLessThan(8)
      expect(sandbox.requests.count({ status: 429 })).toBe(0)
    } finally {
      await sandbox.close()
    }
  })
})
