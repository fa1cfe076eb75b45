import type { Credentials } from '#shared/connector/credential-field.ts'

/** Credentials as the one text that is encrypted. */
export function textOfCredentials(credentials: Credentials): string {
  return JSON.stringify(credentials)
}

/** Reads that text again. One kept before there were several fields is the access token itself. */
export function credentialsOfText(text: string): Credentials {
  const parsed = jsonOf(text)
  const isRecord =
    typeof parsed === 'object' &&
    parsed !== null &&
    Object.values(parsed).every((value) => typeof value === 'string')
  return isRecord && !Array.isArray(parsed) ? (parsed as Credentials) : { token: text }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
