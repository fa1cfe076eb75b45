import type { SignInMethod } from '../kit/sign-in-method.ts'
import { credentialsOf } from './authorisation.ts'
import { OAUTH_MODE } from './credential-fields.ts'
import { requestTokens } from './tokens.ts'

/** Address of the API, the same for everybody. */
export const KOUNTA_API = 'https://api.kounta.com'
/** People sign in at another host than the API's. */
const SIGN_IN_PAGE = 'https://my.kounta.com/authorize'

/** Kounta, authorization page and token endpoint. `state` is required there; PKCE is sent, and ignored by who does not know it. */
export const kountaSignIn: SignInMethod = {
  mode: OAUTH_MODE,
  authoriseUrl: ({ baseUrl, credentials }, { state, challenge, redirectUri }) => {
    const page = baseUrl === KOUNTA_API ? SIGN_IN_PAGE : `${baseUrl}/authorize`
    const query = {
      ...{ client_id: credentials['clientId'] ?? '', redirect_uri: redirectUri, response_type: 'code' },
      ...{ state, code_challenge: challenge, code_challenge_method: 'S256' },
    }
    return `${page}?${new URLSearchParams(query).toString()}`
  },
  exchange: async ({ baseUrl, credentials, http }, grant, signal) => {
    const { clientId = '', clientSecret = '' } = credentials
    const application = { baseUrl, clientId, clientSecret }
    const tokens = await requestTokens(http, application, { kind: 'code', ...grant }, signal)
    return tokens.ok ? { ok: true, value: credentialsOf(tokens.value) } : tokens
  },
}
