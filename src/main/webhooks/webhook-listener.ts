import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookFormat } from '#main/connectors/kit/webhook-format.ts'
import { isSigned } from './signature.ts'

/** What a listener is made of. */
export interface WebhookListenerParts {
  /** 0 takes a free one. */
  port: number
  /** Secret part of the address, without slashes. */
  path: string
  format: WebhookFormat
  /** What the remote signs with; '' = unknown, and nothing is believed. */
  secret: () => Promise<string>
  /** The customer with this remote id is said to have changed. */
  received: (remoteId: string) => void
}

/** A place on this computer that a relay forwards a remote's messages to. */
export interface WebhookListener {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Largest message that is read, in bytes: a customer with all its addresses is a few thousand. */
const MAX_BYTES = 256 * 1024
const MAX_CONNECTIONS = 16
/** How long a message may take to arrive, in ms. */
const ARRIVAL_MS = 10_000

/**
 * Listens on this computer alone. Everything but a POST to the secret path is answered with 404, as if nothing were
 * there; of what arrives only the id is taken, once the signature over the body as it came has been found right. A greeting is
 * answered and forgotten. Rejects where the port is taken.
 */
export async function startWebhookListener(parts: WebhookListenerParts): Promise<WebhookListener> {
  const server = createServer(
    { requestTimeout: ARRIVAL_MS, headersTimeout: ARRIVAL_MS },
    (request, response) => {
      answer(request, parts).then(
        (status) => end(response, status),
        () => response.destroy(), // the sender broke off
      )
    },
  )
  server.maxConnections = MAX_CONNECTIONS
  await listen(server, parts.port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(request: IncomingMessage, parts: WebhookListenerParts): Promise<number> {
  const { format } = parts
  if (request.method !== 'POST' || !isSameText(request.url ?? '', `/${parts.path}`)) return 404
  const body = await readBody(request)
  if (body === null) return 413
  // The remote wants to hear 200 and nothing else; there is nothing in it to believe.
  if (format.isGreeting?.(body.toString('utf8')) === true) return 200
  const signature = headerOf(request, format.signatureHeader)
  if (!isSigned(body, signature, { secret: await parts.secret(), encoding: format.encoding })) return 401
  const topic = format.topic === undefined ? '' : headerOf(request, format.topic.header)
  if (topic !== '' && !topic.startsWith(format.topic?.startsWith ?? '')) return 204
  const remoteId = format.remoteIdIn(parseJson(body))
  // A trial message is about nobody: it is welcome all the same.
  if (remoteId !== '') parts.received(remoteId)
  return 204
}

/** Takes the same time wherever two texts of one length differ. */
function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Counts what arrives rather than what was announced; null where it is too much. Rejects where it breaks off. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.byteLength
    if (bytes > MAX_BYTES) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end()
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
