import { expect, test } from 'vitest'
import { anyNumber, sandboxWithApi, type Api } from './sku-io/api.testing.ts'

test('faults are added, shown, removed and cleared over HTTP', async () => {
  const { api, control } = await sandboxWithApi()
  const rule = {
    fault: { kind: 'status', status: 503, retryAfter: 2 },
    method: 'GET',
    path: '/api/**',
    times: 3,
  }
  const { id } = (await control('POST', '/__sandbox/faults', rule)).body
  expect((await api('GET', '/api/me')).headers.get('retry-after')).toBe('2')
  expect((await control('GET', '/__sandbox/faults')).body.data).toEqual([{ id, left: 2, rule }])

  expect((await control('DELETE', `/__sandbox/faults/${id}`)).body).toEqual({ removed: true })
  expect((await api('GET', '/api/me')).status).toBe(200)
  await control('POST', '/__sandbox/faults', rule)
  await control('DELETE', '/__sandbox/faults')
  expect((await api('GET', '/api/me')).status).toBe(200)
})

test('every kind of fault can be written as JSON; nonsense is refused with what is wrong', async () => {
  const { sandbox, control } = await sandboxWithApi()
  const faults = [
    { kind: 'latency', milliseconds: 5 },
    { kind: 'status', status: 500, takesEffect: true },
    { kind: 'html', status: 502 },
    { kind: 'malformed-json' },
    { kind: 'truncated-body' },
    { kind: 'cut-before' },
    { kind: 'cut-after' },
    { kind: 'huge-body', megabytes: 1 },
  ]
  for (const fault of faults) {
    const rule = { fault, skip: 1, probability: 0.5, seed: 9 }
    expect((await control('POST', '/__sandbox/faults', rule)).status).toBe(200)
  }
  expect(sandbox.faults.list().map(({ rule }) => rule.fault)).toEqual(faults)

  for (const wrong of [[], {}, { fault: { kind: 'fire' } }, { fault: { kind: 'status', status: 299 } }]) {
    expect((await control('POST', '/__sandbox/faults', wrong)).status).toBe(400)
  }
  expect((await control('POST', '/__sandbox/faults', { fault: { kind: 'fire' } })).body.message).toContain(
    '"fire"',
  )
})

test('requests are listed and counted by method, path and status, without credentials', async () => {
  const { sandbox, api, control } = await sandboxWithApi({ customers: 2 })
  await api('GET', '/api/customers?page=1')
  await api('GET', '/api/customers/1')
  await api('PUT', '/api/customers/1', { name: 'New' })
  await api('GET', '/api/customers/99')

  expect((await control('GET', '/__sandbox/requests/count')).body).toEqual({ count: 4 })
  expect((await control('GET', '/__sandbox/requests/count?method=GET&path=/api/customers/*')).body).toEqual({
    count: 2,
  })
  expect((await control('GET', '/__sandbox/requests/count?status=404')).body).toEqual({ count: 1 })
  const list = await control('GET', '/__sandbox/requests')
  expect(list.body.data[0]).toEqual({
    method: 'GET',
    path: '/api/customers',
    query: '?page=1',
    body: null,
    status: 200,
    fault: null,
    at: anyNumber,
  })
  expect(list.body.data[2]).toMatchObject({ method: 'PUT', body: '{"name":"New"}' })
  expect(list.text).not.toContain(sandbox.token)

  await control('DELETE', '/__sandbox/requests')
  expect(sandbox.requests.count()).toBe(0)
})

test('a remote is taken down and up by another process', async () => {
  const { api, control } = await sandboxWithApi()
  await control('POST', '/__sandbox/down')
  await expect(api('GET', '/api/me')).rejects.toThrow()
  await control('POST', '/__sandbox/up')
  expect((await api('GET', '/api/me')).status).toBe(200)
})

test('a remote that is told on its own port to go down answers first', async () => {
  const { sandbox, api } = await sandboxWithApi()
  expect((await api('POST', '/__sandbox/down')).status).toBe(200)
  await expect.poll(() => statusOrDown(api), { interval: 5 }).toBe('down')
  await sandbox.up()
  expect(await statusOrDown(api)).toBe(200)
})

test('a remote that goes down for a time comes back by itself', async () => {
  const { api, control } = await sandboxWithApi()
  await control('POST', '/__sandbox/down?forMilliseconds=20')
  await expect.poll(() => statusOrDown(api), { interval: 5 }).toBe(200)
})

test('a remote that is closed while it is down stays away', async () => {
  const { sandbox, api } = await sandboxWithApi()
  await sandbox.down()
  await sandbox.close()
  await sandbox.up()
  expect(await statusOrDown(api)).toBe('down')
})

function statusOrDown(api: Api): Promise<number | 'down'> {
  return api('GET', '/api/me').then(
    ({ status }) => status,
    () => 'down',
  )
}
