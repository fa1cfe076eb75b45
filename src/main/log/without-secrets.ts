import type { Credentials } from '#shared/connector/credential-field.ts'

/** What stands in the place of a secret. */
const GONE = '•••'

/** What gives itself away as a secret wherever it came from: authorisation headers, keys and codes in addresses. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer)\s+[\w.~+/=-]+/gi, `$1 ${GONE}`],
  [
    /\b((?:consumer_)?(?:key|secret)|(?:access_|refresh_|api_|id_)?token|code|code_verifier|password|passwd|pwd|client_secret|oauth_\w+|authorization)("?\s*[=:]\s*"?)[^\s"&,;]+/gi,
    `$1$2${GONE}`,
  ],
  [/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${GONE}@`],
]

/**
 * Every spelling in which the secrets of these credentials may stand in a text: as they are, in an address, in JSON, and
 * in the header of Basic authorisation, which joins two of them. `plain` names the fields that are no secret.
 */
export function secretSpellings(all: readonly Credentials[], plain: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const credentials of all) {
    const values = Object.values(credentials).filter((value) => value !== '')
    for (const [name, value] of Object.entries(credentials)) {
      if (plain.has(name) || value === '') continue
      for (const text of [value, base64(value)]) for (const each of spellings(text)) found.add(each)
      for (const other of values) {
        found.add(base64(`${value}:${other}`))
        found.add(base64(`${other}:${value}`))
      }
    }
  }
  // A longer one may hold a shorter one.
  return [...found].sort((a, b) => b.length - a.length)
}

/** The text without these secrets, and without what looks like one. */
export function withoutSecrets(text: string, spelt: readonly string[]): string {
  let clean = text
  for (const secret of spelt) clean = clean.replaceAll(secret, GONE)
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
}

function spellings(text: string): string[] {
  const form = new URLSearchParams({ v: text }).toString().slice(2)
  return [text, encodeURIComponent(text), form, JSON.stringify(text).slice(1, -1)]
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
