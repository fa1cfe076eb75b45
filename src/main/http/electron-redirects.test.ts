import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { electronRedirects, type ElectronRequestOptions } from './electron-redirects.ts'

/** Electron's request as far as it is used; what it does at run time is proved in e2e/specs/kounta.spec.ts. */
class StandIn extends EventEmitter {
  headers: Record<string, string> = {}
  aborted = false
  setHeader(name: string, value: string): void {
    this.headers[name] = value
  }
  end(): void {
    this.emit('ended')
  }
  abort(): void {
    if (this.aborted) return
    this.aborted = true
    this.emit('abort')
  }
}

describe('electronRedirects', () => {
  const options = (signal: AbortSignal) => ({
    ...{ method: 'GET', headers: { Authorization: 'Basic abc' }, signal },
    ...({ redirect: 'manual', credentials: 'omit', cache: 'no-store' } as const),
  })
  const begin = (signal = new AbortController().signal) => {
    const request = new StandIn()
    const asked: ElectronRequestOptions[] = []
    const answer = electronRedirects((given) => {
      asked.push(given)
      return request
    })('https://api.kounta.com/x', options(signal))
    return { request, asked, answer }
  }

  it('answers with a redirect and ends the request, which carried no cookies', async () => {
    const { request, asked, answer } = begin()
    request.emit('redirect', 302, 'GET', 'https://api.kounta.com/y', { location: ['/y'] })
    const { status, headers } = await answer
    expect([status, headers.get('location'), request.aborted]).toEqual([302, '/y', true])
    expect(request.headers).toEqual({ Authorization: 'Basic abc' })
    expect(asked).toMatchObject([{ redirect: 'manual', credentials: 'omit', useSessionCookies: false }])
  })

  it('answers with a body as it comes', async () => {
    const { request, answer } = begin()
    const body = Object.assign(new PassThrough(), { statusCode: 200, headers: { 'x-a': '1' } })
    request.emit('response', body)
    body.end('{"ok":true}')
    const response = await answer
    expect([await response.text(), response.headers.get('x-a')]).toEqual(['{"ok":true}', '1'])
  })

  it('rejects with what befell the request, and when it is given up', async () => {
    const failed = begin()
    failed.request.emit('error', new Error('net::ERR_CONNECTION_REFUSED'))
    await expect(failed.answer).rejects.toThrow('net::ERR_CONNECTION_REFUSED')
    const controller = new AbortController()
    const given = begin(controller.signal)
    controller.abort()
    await expect(given.answer).rejects.toThrow('Aborted')
    expect(given.request.aborted).toBe(true)
  })
})
