import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signedInPage } from './page-text.ts'

/** What a browser brought back: a code, or the remote's word for why there is none. */
export type RedirectAnswer = { kind: 'code'; code: string } | { kind: 'refused'; detail: string }

/** A place on this computer that a remote's page sends the browser back to, once. */
export interface LoopbackRedirect {
  /** `http://127.0.0.1:PORT/signed-in` */
  readonly url: string
  /** Resolves with the first answer that carries the state. */
  readonly answer: Promise<RedirectAnswer>
  /** Stops listening; an answer that has not come yet never comes. */
  readonly close: () => Promise<void>
}

const PATH = '/signed-in'
/** Codes and error words are short; a longer query is not read. */
const LONGEST_URL = 8192

/**
 * Listens on a free port of this computer alone for the redirect of a sign-in (RFC 8252, section 7.3). A request without
 * the state of this sign-in changes nothing: any page can make the browser send one.
 */
export async function listenForRedirect(state: string): Promise<LoopbackRedirect> {
  let answered: (answer: RedirectAnswer) => void = () => undefined
  const answer = new Promise<RedirectAnswer>((resolve) => {
    answered = resolve
  })
  const server = createServer({ maxHeaderSize: 2 * LONGEST_URL }, (request, response) => {
    const read = readRedirect(request, state)
    if (read === null) {
      response.writeHead(404, { connection: 'close' }).end()
      return
    }
    showPage(response, read.kind === 'code' ? signedInPage.done : signedInPage.refused)
    answered(read)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    answer,
    close: () =>
      new Promise((resolve) => {
        // The page just sent may still be on its way; idle connections go at once, it goes with its answer.
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function readRedirect(request: IncomingMessage, state: string): RedirectAnswer | null {
  const { method, url = '' } = request
  if (method !== 'GET' || url.length > LONGEST_URL) return null
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  if (pathname !== PATH || !isSame(searchParams.get('state') ?? '', state)) return null
  const code = searchParams.get('code') ?? ''
  if (code !== '') return { kind: 'code', code }
  const words = searchParams.get('error_description') ?? searchParams.get('error') ?? ''
  return { kind: 'refused', detail: words.replace(/\s+/g, ' ').slice(0, 300) }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function showPage(response: ServerResponse, text: string): void {
  const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${signedInPage.title}</title>
<body style="font:1.1rem system-ui;max-width:30rem;margin:20vh auto;text-align:center"><p>${text}</p></body></html>
`
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
      // The address holds the code: nothing that is opened from here may learn it.
      'referrer-policy': 'no-referrer',
      connection: 'close',
    })
    .end(page)
}
