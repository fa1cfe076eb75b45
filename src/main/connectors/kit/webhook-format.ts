import type { Credentials } from '#shared/connector/credential-field.ts'

/** How a remote signs and writes what it tells of by itself. Header names are lower case. */
export interface WebhookFormat {
  /** Holds the HMAC-SHA256 of the body as it came. */
  signatureHeader: string
  encoding: 'hex' | 'base64'
  /** What it is signed with; '' where the credentials lack it. */
  secretOf: (credentials: Credentials) => string
  /** Where the topic is told: what it must begin with. An answer without the header passes. */
  topic?: { header: string; startsWith: string }
  /** True for a body that only asks whether somebody listens. It is not signed, and nothing is taken from it. */
  isGreeting?: (body: string) => boolean
  /** Id of the customer that a body is about; '' where it is about none. */
  remoteIdIn: (body: unknown) => string
}

/** The id of a record in a body: at its root, or one level below where the record has an envelope. */
export function idInBody(body: unknown): string {
  const [own, ...inner] = [body, ...Object.values(objectOf(body))].map((each) => objectOf(each)['id'])
  return textOfId(own) || (inner.map(textOfId).find((id) => id !== '') ?? '')
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function textOfId(id: unknown): string {
  return (typeof id === 'number' || typeof id === 'string') && /^\d{1,18}$/.test(String(id)) ? String(id) : ''
}
