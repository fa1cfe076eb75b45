import { randomBytes } from 'node:crypto'
import type { SignInFailure } from '#shared/connector/sign-in.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { listenForRedirect, type RedirectAnswer } from './loopback-redirect.ts'
import { createPkce } from './pkce.ts'

/** What the address of a remote's sign-in page is made with. */
export interface AuthoriseRequest {
  state: string
  /** Of PKCE, method S256. */
  challenge: string
  redirectUri: string
}

/** What a sign-in in the browser brought; to be exchanged for tokens at once. */
export interface SignInGrant {
  code: string
  /** Of PKCE. */
  verifier: string
  redirectUri: string
}

/** What a sign-in needs. */
export interface SignInParts {
  /** Address of the remote's page. */
  authoriseUrl: (request: AuthoriseRequest) => string
  /** Opens it in the system's browser. Rejects where there is none. */
  openExternal: (url: string) => Promise<void>
  /** How long the person may take, in ms. */
  timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 5 * 60_000

/**
 * Has a person sign in to a remote in the system's own browser (RFC 8252; OAuth 2, authorization code with PKCE): the
 * app never sees the password. One sign-in listens on a port of its own and ends with the first answer to it.
 */
export async function signIn(
  parts: SignInParts,
  signal: AbortSignal,
): Promise<Result<SignInGrant, SignInFailure>> {
  if (signal.aborted) return err({ kind: 'sign-in-cancelled' })
  const state = randomBytes(24).toString('base64url')
  const { verifier, challenge } = createPkce()
  const redirect = await listenForRedirect(state)
  const ended = new AbortController()
  try {
    const url = parts.authoriseUrl({ state, challenge, redirectUri: redirect.url })
    const opened = await parts.openExternal(url).then(
      () => true,
      () => false,
    )
    if (!opened) return err({ kind: 'no-browser' })
    const answer = await Promise.race([
      redirect.answer,
      endOf(signal, parts.timeoutMs ?? DEFAULT_TIMEOUT_MS, ended.signal),
    ])
    return resultOf(answer, { verifier, redirectUri: redirect.url })
  } finally {
    ended.abort()
    await redirect.close()
  }
}

/** Resolves when the person gives up or the time is over. `done` clears up. */
function endOf(signal: AbortSignal, timeoutMs: number, done: AbortSignal): Promise<SignInFailure> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'sign-in-timeout' }), timeoutMs)
    const cancel = (): void => resolve({ kind: 'sign-in-cancelled' })
    signal.addEventListener('abort', cancel, { once: true })
    done.addEventListener('abort', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    })
    if (signal.aborted) cancel()
  })
}

function resultOf(
  answer: RedirectAnswer | SignInFailure,
  sent: { verifier: string; redirectUri: string },
): Result<SignInGrant, SignInFailure> {
  if (answer.kind === 'code') return ok({ code: answer.code, ...sent })
  if (answer.kind === 'refused') return err({ kind: 'sign-in-refused', detail: answer.detail })
  return err(answer)
}
