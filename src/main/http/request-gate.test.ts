import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '#shared/result.ts'
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts'
import { RequestGate } from './request-gate.ts'

const GET: HttpRequest = { method: 'GET', url: 'https://acme.sku.io/', headers: {} }
const POST: HttpRequest = { ...GET, method: 'POST' }
const answer = (status: number, retryAfterMs = 0): HttpAnswer => ({
  ...{ status, retryAfterMs, body: {} },
  answeredAt: 0,
  headers: {},
})

describe('RequestGate', () => {
  let answers: HttpAnswer[]
  let sentAt: number[]
  let open: number
  let mostOpen: number
  const { signal } = new AbortController()

  const http: HttpClient = {
    async request() {
      sentAt.push(Date.now())
      open += 1
      mostOpen = Math.max(mostOpen, open)
      await Promise.resolve()
      open -= 1
      return ok(answers.shift() ?? answer(200))
    },
  }
  const gateOf = (patienceMs: number, concurrency = 4): RequestGate =>
    new RequestGate(http, { concurrency, patienceMs })

  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    answers = []
    sentAt = []
    open = 0
    mostOpen = 0
  })
  afterEach(() => vi.useRealTimers())

  it('keeps to the number of open requests', async () => {
    const gate = gateOf(0, 2)
    await Promise.all(Array.from({ length: 9 }, () => gate.request(GET, signal)))
    expect(mostOpen).toBe(2)
    expect(sentAt).toHaveLength(9)
  })

  it('waits out a short limit and repeats a read', async () => {
    answers = [answer(429, 2000)]
    const result = gateOf(10_000).request(GET, signal)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await result).toMatchObject({ value: { status: 200 } })
    expect(sentAt).toEqual([0, 2000])
  })

  it('gives up a read after three attempts, with longer waits where none is told', async () => {
    answers = [answer(429), answer(429), answer(429)]
    const result = gateOf(10_000).request(GET, signal)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await result).toMatchObject({ value: { status: 429 } })
    expect(sentAt).toEqual([0, 1000, 3000])
  })

  it.each([POST, { ...GET, effect: true as const }])('never repeats a write: %o', async (request) => {
    answers = [answer(429, 1000)]
    expect(await gateOf(10_000).request(request, signal)).toMatchObject({ value: { status: 429 } })
    expect(sentAt).toHaveLength(1)
  })

  it('holds back everything that follows a limit', async () => {
    answers = [answer(429, 3000)]
    const gate = gateOf(10_000)
    await gate.request(POST, signal)
    const next = gate.request(POST, signal)
    await vi.advanceTimersByTimeAsync(2999)
    expect(sentAt).toEqual([0])
    await vi.advanceTimersByTimeAsync(1)
    expect(await next).toMatchObject({ value: { status: 200 } })
  })

  it('hands on a long wait at once, sending nothing until it is over', async () => {
    answers = [answer(429, 60_000)]
    const gate = gateOf(10_000)
    expect(await gate.request(GET, signal)).toMatchObject({ value: { status: 429, retryAfterMs: 60_000 } })
    expect(await gate.request(GET, signal)).toEqual({
      ok: false,
      error: { error: { kind: 'rate-limited', retryAfterMs: 60_000 }, sent: false },
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await gate.request(GET, signal)).toMatchObject({ ok: true })
    expect(sentAt).toEqual([0, 60_000])
  })

  it('gives up waiting when told', async () => {
    answers = [answer(429, 3000)]
    const gate = gateOf(10_000, 1)
    const controller = new AbortController()
    const waiting = gate.request(GET, controller.signal)
    const queued = gate.request(GET, controller.signal)
    await vi.advanceTimersByTimeAsync(100)
    controller.abort()
    for (const result of await Promise.all([waiting, queued])) {
      expect(result).toEqual({ ok: false, error: { error: { kind: 'cancelled' }, sent: false } })
    }
    expect(sentAt).toHaveLength(1)
  })
})
