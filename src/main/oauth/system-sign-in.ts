import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import { CREDENTIAL_MODE, type Credentials } from '#shared/connector/credential-field.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { SignInFailure } from '#shared/connector/sign-in.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { SignInMethod } from '#main/connectors/kit/sign-in-method.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { signIn } from './sign-in.ts'

/** Where a person signs in, with what they have typed. */
export interface SignInPlace {
  baseUrl: string
  credentials: Credentials
}

/** Signing in to any system that offers it in the browser; one sign-in at a time. */
export interface SystemSignIn {
  /** The credentials that came of it. A sign-in under way is given up for it. */
  start: (
    system: RemoteSystem,
    place: SignInPlace,
  ) => Promise<Result<Credentials, RemoteError | SignInFailure>>
  /** Gives up the one under way. */
  cancel: () => void
}

/** What a sign-in is made of. */
export interface SystemSignInParts {
  /** Null for a system that knows no sign-in in the browser. */
  methodOf: (system: RemoteSystem) => SignInMethod | null
  http: HttpClient
  /** Opens a page in the system's browser. */
  openExternal: (url: string) => Promise<void>
}

/** Longest time that the exchange of what the browser brought may take, in ms. */
const EXCHANGE_TIMEOUT_MS = 30_000

/** The sign-in of whichever system is asked for: the browser's part, then the exchange for tokens. */
export function systemSignIn({ methodOf, http, openExternal }: SystemSignInParts): SystemSignIn {
  let running = new AbortController()
  return {
    start: async (system, place) => {
      const method = methodOf(system)
      if (method === null) return err({ kind: 'not-configured' })
      running.abort()
      const own = (running = new AbortController())
      const authoriseUrl = (request: Parameters<SignInMethod['authoriseUrl']>[1]): string =>
        method.authoriseUrl(place, request)
      const granted = await signIn({ authoriseUrl, openExternal }, own.signal)
      if (!granted.ok) return granted
      const limit = AbortSignal.any([own.signal, AbortSignal.timeout(EXCHANGE_TIMEOUT_MS)])
      const exchanged = await method.exchange({ ...place, http }, granted.value, limit)
      // Whatever way it was before: from now on it is this one.
      return exchanged.ok ? ok({ ...exchanged.value, [CREDENTIAL_MODE]: method.mode }) : exchanged
    },
    cancel: () => running.abort(),
  }
}
