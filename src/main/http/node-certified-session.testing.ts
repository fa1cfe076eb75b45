import { request } from 'node:https'
import { TLSSocket, type PeerCertificate } from 'node:tls'
import type { PresentedCertificate } from './private-authority.ts'
import type { CertifiedSession } from './private-authority-http.ts'

type Decide = Parameters<CertifiedSession['setCertificateVerifyProc']>[0]

const AUTHORITY_INVALID = -202

/** A session as Electron's, over Node's own TLS: every certificate is put to whoever decides. */
export function nodeCertifiedSession(): CertifiedSession {
  let decide: Decide = (_request, callback) => callback(-3)
  return {
    closeAllConnections: () => Promise.resolve(),
    setCertificateVerifyProc: (proc) => {
      decide = proc
    },
    fetch: (url, { method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const call = request(
          url,
          { method, headers, signal, agent: false, rejectUnauthorized: false },
          (answer) => {
            const chunks: Buffer[] = []
            answer.on('data', (chunk: Buffer) => chunks.push(chunk))
            answer.on('end', () => {
              const entries = Object.entries(answer.headers).map(
                ([name, value]) => [name, String(value)] as const,
              )
              resolve(
                new Response(Buffer.concat(chunks), {
                  status: answer.statusCode ?? 0,
                  headers: Object.fromEntries(entries),
                }),
              )
            })
            answer.on('error', reject)
          },
        )
        call.on('error', reject)
        call.once('socket', (socket) => {
          if (!(socket instanceof TLSSocket)) throw new Error('Not over TLS')
          const tls = socket
          tls.once('secureConnect', () => {
            const errorCode = tls.authorized ? 0 : AUTHORITY_INVALID
            const certificate = presented(tls.getPeerCertificate(true))
            decide({ hostname: new URL(url).hostname, certificate, errorCode }, (result) => {
              if (result === 0) call.end(body)
              else
                call.destroy(
                  Object.assign(new Error('net::ERR_CERT_AUTHORITY_INVALID'), {
                    code: 'ERR_CERT_AUTHORITY_INVALID',
                  }),
                )
            })
          })
        })
      }),
  }
}

function presented(peer: PeerCertificate): PresentedCertificate {
  const base64 = peer.raw.toString('base64').replace(/(.{64})/g, '$1\n')
  return { data: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----` }
}
