import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpClient, type HttpClientOptions, type HttpRequest } from './http-client.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

describe('createHttpClient', () => {
  let server: Server
  let handler: Handler
  let seen: IncomingMessage[]
  let url: string
  const { signal } = new AbortController()

  beforeEach(async () => {
    seen = []
    server = createServer((request, response) => {
      seen.push(request)
      handler(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path`
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = (method: HttpRequest['method'], options: Partial<HttpClientOptions> = {}) =>
    createHttpClient({ fetch: (to, how) => fetch(to, how), ...options }).request(
      {
        method,
        url,
        headers: { Authorization: 'Bearer 105|secret' },
        ...(method === 'POST' && { body: { a: 'ü' } }),
      },
      signal,
    )
  const answers = (status: number, headers: Record<string, string>, body: string): Handler => {
    return (_request, response) => {
      response.writeHead(status, headers).end(body)
    }
  }
  const json = { 'content-type': 'application/json' }

  it('sends JSON and reads JSON', async () => {
    let body = ''
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => response.writeHead(201, json).end('{"data":"山"}'))
    }
    expect(await send('POST')).toMatchObject({ ok: true, value: { status: 201, body: { data: '山' } } })
    expect(JSON.parse(body)).toEqual({ a: 'ü' })
    expect(seen[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer 105|secret',
    })
  })

  it('tells a read where a redirect leads, where it asks for that, and goes nowhere', async () => {
    handler = answers(302, { ...json, location: '/elsewhere', 'x-mark': 'here' }, 'moved')
    const client = createHttpClient({ fetch: (to, how) => fetch(to, how) })
    const asked = { method: 'GET', url, headers: {}, redirect: 'tell' } as const
    expect(await client.request(asked, signal)).toMatchObject({
      ok: true,
      value: { status: 302, body: undefined, headers: { location: '/elsewhere', 'x-mark': 'here' } },
    })
    expect(await client.request({ method: 'GET', url, headers: {} }, signal)).toMatchObject({
      ok: false,
      error: { error: { kind: 'protocol' } },
    })
    expect(seen).toHaveLength(2)
  })

  it('sends a form as a form', async () => {
    let body = ''
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => response.writeHead(200, json).end('{}'))
    }
    const client = createHttpClient({ fetch: (to, how) => fetch(to, how) })
    await client.request({ method: 'POST', url, headers: {}, form: { a: 'b c&d', ü: '=' } }, signal)
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ a: 'b c&d', ü: '=' })
  })

  it('speaks http to another computer only where the request says that a person has agreed', async () => {
    const asked: string[] = []
    const client = createHttpClient({
      fetch: (to) => {
        asked.push(to)
        return Promise.resolve(new Response('{}'))
      },
    })
    const request: HttpRequest = { method: 'GET', url: 'http://shop.example/', headers: {} }
    await expect(client.request(request, signal)).rejects.toThrow('Only https')
    expect(asked).toEqual([])
    expect((await client.request({ ...request, insecure: true }, signal)).ok).toBe(true)
  })

  it('sends a file as a form of known length, byte by byte as it is', async () => {
    const pieces: Buffer[] = []
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => pieces.push(chunk))
      request.on('end', () => response.writeHead(200, json).end('{}'))
    }
    const content = Buffer.from([0xef, 0xbb, 0xbf, 0x5a, 0x00, 0xff, 0x0d, 0x0a])
    const upload = { part: 'file', fileName: 'Zoë "new".csv', type: 'text/csv', content }
    const client = createHttpClient({ fetch: (to, how) => fetch(to, how) })
    expect(await client.request({ method: 'POST', url, headers: {}, upload }, signal)).toMatchObject({
      ok: true,
    })
    const headers = seen[0]?.headers ?? {}
    const sent = Buffer.concat(pieces)
    expect(headers['content-length']).toBe(String(sent.length))
    const form = await new Response(sent, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
    const file = form.get('file')
    if (!(file instanceof File)) throw new Error('There is no file in the form')
    expect(file.name).toBe('Zoë "new".csv')
    expect(content.equals(Buffer.from(await file.arrayBuffer()))).toBe(true)
  })

  it('gives a request the time it asks for instead of its own', async () => {
    handler = () => undefined
    const client = createHttpClient({ fetch: (to, how) => fetch(to, how), timeoutMs: 600_000 })
    const request = { method: 'POST' as const, url, headers: {}, timeoutMs: 30 }
    expect(await client.request(request, signal)).toMatchObject({
      error: { error: { kind: 'timeout-unknown' } },
    })
  })

  it('takes an empty body for none', async () => {
    handler = answers(200, {}, '')
    expect(await send('DELETE')).toMatchObject({ ok: true, value: { status: 200, body: undefined } })
  })

  it.each(['same', 'other'] as const)('follows no redirect, to the %s origin', async (origin) => {
    const location = origin === 'same' ? '/elsewhere' : 'http://127.0.0.1:1/elsewhere'
    handler = answers(302, { location }, '')
    expect(await send('GET')).toMatchObject({ ok: false, error: { error: { kind: 'protocol' } } })
    expect(seen).toHaveLength(1)
  })

  it('takes the rejection by which net.fetch tells a redirect for one', async () => {
    const rejecting = (): Promise<Response> => Promise.reject(new Error('Redirect was cancelled'))
    const result = await send('POST', { fetch: rejecting })
    expect(result).toMatchObject({ ok: false, error: { error: { kind: 'protocol' }, sent: true } })
  })

  it.each([
    [404, 'protocol'],
    [403, 'protocol'],
    [200, 'protocol'],
  ])('does not believe a web page with status %i', async (status, kind) => {
    handler = answers(status, { 'content-type': 'text/html' }, '<h1>Gateway</h1>')
    expect(await send('GET')).toMatchObject({ ok: false, error: { error: { kind } } })
  })

  it.each([401, 413, 429, 502])('believes status %i of a web page', async (status) => {
    handler = answers(status, { 'content-type': 'text/html', 'retry-after': '3' }, '<h1>Gateway</h1>')
    expect(await send('GET')).toMatchObject({ ok: true, value: { status, retryAfterMs: 3000 } })
  })

  it('stops reading an answer that is too large, announced or not', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    handler = (_request, response) => {
      closed = new Promise((resolve) => response.on('close', resolve))
      response.writeHead(200, json).write('x'.repeat(200_000))
    }
    expect(await send('GET', { maxBytes: 100_000 })).toMatchObject({
      ok: false,
      error: { error: { kind: 'protocol' } },
    })
    await closed
  })

  it.each([
    ['GET', 'unavailable'],
    ['POST', 'timeout-unknown'],
  ] as const)('ends a %s that takes too long', async (method, kind) => {
    handler = () => undefined
    expect(await send(method, { timeoutMs: 30 })).toMatchObject({
      ok: false,
      error: { error: { kind }, sent: true },
    })
  })

  it.each([
    ['GET', 'unavailable'],
    ['POST', 'timeout-unknown'],
  ] as const)('counts the body into the time of a %s', async (method, kind) => {
    handler = (_request, response) => {
      response.writeHead(200, json).write('{"data":')
    }
    expect(await send(method, { timeoutMs: 50 })).toMatchObject({ ok: false, error: { error: { kind } } })
  })

  it('sends a GET that does something as it sends writes, and leaves open what a lost answer to it means', async () => {
    handler = (request) => request.socket.destroy()
    const ways: string[] = []
    const client = createHttpClient({
      fetch: (to, how) => {
        ways.push('shared')
        return fetch(to, how)
      },
      openWriteChannel: () =>
        Promise.resolve({
          fetch: (to, how) => {
            ways.push('own')
            return fetch(to, how)
          },
          release: () => ways.push('released'),
        }),
    })
    const request = { method: 'GET', url, headers: {} } as const
    const lost = await client.request({ ...request, effect: true }, signal)
    expect(lost).toEqual({ ok: false, error: { error: { kind: 'timeout-unknown' }, sent: true } })
    expect(seen).toHaveLength(1)
    expect(await client.request(request, signal)).toMatchObject({ error: { error: { kind: 'unavailable' } } })
    expect(ways).toEqual(['own', 'released', 'shared'])
  })

  it('knows that nothing was sent to a port where nobody listens', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    for (const method of ['GET', 'POST'] as const) {
      expect(await send(method)).toEqual({ ok: false, error: { error: { kind: 'offline' }, sent: false } })
    }
  })

  it('speaks http to this computer alone', async () => {
    const client = createHttpClient({ fetch: (to, how) => fetch(to, how) })
    const request = { method: 'GET' as const, url: 'http://acme.sku.io/api', headers: {} }
    await expect(client.request(request, signal)).rejects.toThrow('https')
  })

  it('keeps the credentials out of every failure', async () => {
    const failures: unknown[] = []
    const rejections = [
      new Error('Bearer 105|secret'),
      new TypeError('x', { cause: new Error('105|secret') }),
    ]
    for (const rejection of rejections) {
      failures.push(await send('GET', { fetch: () => Promise.reject(rejection) }))
    }
    expect(JSON.stringify(failures)).not.toContain('secret')
  })
})
