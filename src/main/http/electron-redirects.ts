import { Readable } from 'node:stream'
import type { Fetch } from './http-client.ts'

/** The part of Electron's IncomingMessage that is used; at run time it is a Node stream. */
interface ElectronResponse {
  statusCode: number
  headers: Record<string, string | string[]>
}

/** The part of Electron's ClientRequest that is used. */
export interface ElectronRequest {
  setHeader(name: string, value: string): void
  on(event: 'response', listener: (response: ElectronResponse) => void): unknown
  on(
    event: 'redirect',
    listener: (
      statusCode: number,
      method: string,
      redirectUrl: string,
      responseHeaders: Record<string, string[]>,
    ) => void,
  ): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'abort', listener: () => void): unknown
  end(): unknown
  abort(): void
}

/** What is asked of Electron's `net.request`. */
export interface ElectronRequestOptions {
  method: string
  url: string
  redirect: 'manual'
  credentials: 'omit'
  cache: 'no-store'
  useSessionCookies: false
}

/**
 * A fetch for reads that answers with a redirect (its status and headers) instead of following it. Electron's
 * `net.fetch` rejects there with "Redirect was cancelled" and tells nothing of where it leads; its `net.request` tells.
 *
 * @param open - Electron's `net.request`
 */
export function electronRedirects(open: (options: ElectronRequestOptions) => ElectronRequest): Fetch {
  return (url, { method, headers, signal }) =>
    new Promise((resolve, reject) => {
      if (method !== 'GET') throw new Error('Only a read may ask to be told of a redirect')
      const request = open({
        ...{ method, url, redirect: 'manual', credentials: 'omit' },
        ...{ cache: 'no-store', useSessionCookies: false },
      })
      for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
      const giveUp = (): void => request.abort()
      signal.addEventListener('abort', giveUp, { once: true })
      request.on('redirect', (status, _method, _to, responseHeaders) => {
        resolve(new Response(null, { status, headers: headersOf(responseHeaders) }))
        request.abort()
      })
      request.on('response', (response) => {
        const { statusCode: status } = response
        const body = [204, 304].includes(status) ? null : bodyOf(response)
        resolve(new Response(body, { status, headers: headersOf(response.headers) }))
      })
      request.on('error', reject)
      request.on('abort', () => reject(new Error('Aborted')))
      request.end()
    })
}

function headersOf(given: Record<string, string | string[]>): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values].flat()) headers.append(name, value)
  }
  return headers
}

function bodyOf(response: ElectronResponse): ReadableStream<Uint8Array> {
  return Readable.toWeb(response as unknown as Readable) as ReadableStream<Uint8Array>
}
