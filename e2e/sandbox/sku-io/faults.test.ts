import { expect, test } from 'vitest'
import type { Fault } from '../faults.ts'
import { anyText, sandboxWithApi } from './api.testing.ts'

test('injected statuses look like real ones and are spent after the given times', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 7 }, times: 2 })
  for (let time = 0; time < 2; time += 1) {
    const limited = await api('GET', '/api/customers')
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('7')
    expect(limited.body).toEqual({ message: 'Too Many Attempts.' })
  }
  expect((await api('GET', '/api/customers')).status).toBe(200)

  sandbox.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 })
  expect((await api('GET', '/api/customers')).headers.has('retry-after')).toBe(false)
  for (const status of [401, 403, 500, 503] as const) {
    sandbox.faults.add({ fault: { kind: 'status', status }, times: 1 })
    expect(await api('GET', '/api/customers')).toMatchObject({
      status,
      body: { message: anyText },
    })
  }
})

test('a fault befalls its method and path only, after the requests it skips', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 3 })
  sandbox.faults.add({
    fault: { kind: 'status', status: 500 },
    method: 'GET',
    path: '/api/customers/*',
    skip: 1,
  })
  expect((await api('GET', '/api/customers')).status).toBe(200)
  expect((await api('PUT', '/api/customers/1', { name: 'x' })).status).toBe(200)
  expect((await api('GET', '/api/customers/1')).status).toBe(200)
  expect((await api('GET', '/api/customers/1')).status).toBe(500)
  expect((await api('GET', '/api/customers/1/sku-mappings')).status).toBe(200)
})

test('a connection is cut before the write, or after it took effect', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.faults.add({ fault: { kind: 'cut-before' }, method: 'POST', times: 1 })
  await expect(api('POST', '/api/customers', { name: 'Lost' })).rejects.toThrow()
  expect(sandbox.store.customers.size).toBe(0)

  sandbox.faults.add({ fault: { kind: 'cut-after' }, method: 'POST', times: 1 })
  await expect(api('POST', '/api/customers', { name: 'Kept' })).rejects.toThrow()
  expect(sandbox.store.get(1).name).toBe('Kept')
  expect(sandbox.requests.list()).toMatchObject([
    { method: 'POST', path: '/api/customers', status: 0, fault: 'cut-before', body: '{"name":"Lost"}' },
    { method: 'POST', path: '/api/customers', status: 0, fault: 'cut-after' },
  ])
})

test('an error can be a lie: the write took effect and was answered with 500', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.faults.add({ fault: { kind: 'status', status: 500 }, times: 1 })
  expect((await api('POST', '/api/customers', { name: 'Not done' })).status).toBe(500)
  sandbox.faults.add({ fault: { kind: 'status', status: 500, takesEffect: true }, times: 1 })
  expect((await api('POST', '/api/customers', { name: 'Done' })).status).toBe(500)
  expect([...sandbox.store.customers.values()].map(({ name }) => name)).toEqual(['Done'])
})

test('bodies can be HTML, malformed, truncated or huge', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 20 })
  const once = (fault: Fault): number => sandbox.faults.add({ fault, times: 1 })

  once({ kind: 'html', status: 502 })
  const html = await api('GET', '/api/customers')
  expect(html.status).toBe(502)
  expect(html.headers.get('content-type')).toContain('text/html')

  once({ kind: 'malformed-json' })
  const malformed = await api('GET', '/api/customers')
  expect(malformed.status).toBe(200)
  expect(() => malformed.body).toThrow(SyntaxError)

  once({ kind: 'truncated-body' })
  await expect(api('GET', '/api/customers')).rejects.toThrow(TypeError)

  once({ kind: 'huge-body', megabytes: 3 })
  const huge = await api('GET', '/api/customers')
  expect(huge.text.length).toBeGreaterThan(3 * 1_048_576)
  expect(huge.body.data).toEqual([])
  expect((await api('GET', '/api/customers')).body.data).toHaveLength(10)
})

test('latency holds the answer back', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.faults.add({ fault: { kind: 'latency', milliseconds: 40 }, times: 1 })
  const before = performance.now()
  expect((await api('GET', '/api/customers')).status).toBe(200)
  // Timers may fire up to a millisecond early.
  expect(performance.now() - before).toBeGreaterThanOrEqual(39)
})

test('faults by chance come in the order of their seed', async () => {
  const statuses = async (seed: number): Promise<number[]> => {
    const { sandbox, api } = await sandboxWithApi()
    sandbox.faults.add({ fault: { kind: 'status', status: 503 }, probability: 0.5, seed })
    const seen: number[] = []
    for (let time = 0; time < 20; time += 1) seen.push((await api('GET', '/api/me')).status)
    return seen
  }
  const first = await statuses(3)
  expect(new Set(first)).toEqual(new Set([200, 503]))
  expect(await statuses(3)).toEqual(first)
  expect(await statuses(4)).not.toEqual(first)
})

test('a remote that is down refuses connections and comes back on the same port with its data', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 5 })
  sandbox.faults.add({ fault: { kind: 'latency', milliseconds: 60_000 }, times: 1 })
  const inFlight = api('GET', '/api/customers').catch((error: unknown) => error)
  while (sandbox.requests.count() === 0) await new Promise((resolve) => setImmediate(resolve))
  await sandbox.down()
  expect(await inFlight).toBeInstanceOf(TypeError)
  const refused = await api('GET', '/api/customers').catch((error: unknown) => error)
  expect(refused).toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await sandbox.up()
  expect((await api('GET', '/api/customers?archived=2')).body.total).toBe(5)
})
