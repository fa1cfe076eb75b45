import { readFile } from 'node:fs/promises'
import { net, protocol } from 'electron'
import { APP_ORIGIN, APP_SCHEME } from './app-origin.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { contentTypeOf, resolveAsset } from './resolve-asset.ts'

/** Declares app:// as a standard, secure scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * Serves the built window from `root`, or from Vite's server in development; every answer carries the policy. Nothing is
 * answered before `ready`.
 */
export function serveApp(root: string, devServerUrl: string | null, ready: Promise<void>): void {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(devServerUrl),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
  protocol.handle(APP_SCHEME, async (request) => {
    await ready
    if (devServerUrl !== null) {
      const answer = await net.fetch(devServerUrl + request.url.slice(APP_ORIGIN.length), {
        headers: request.headers,
      })
      return new Response(answer.body, {
        status: answer.status,
        headers: { ...Object.fromEntries(answer.headers), ...headers },
      })
    }
    const file = resolveAsset(request.url, root)
    if (file === null) return new Response('Not found', { status: 404, headers })
    try {
      const body = await readFile(file)
      return new Response(new Uint8Array(body), {
        headers: { ...headers, 'Content-Type': contentTypeOf(file) },
      })
    } catch {
      return new Response('Not found', { status: 404, headers })
    }
  })
}
