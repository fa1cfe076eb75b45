const MAX_LENGTH = 300

/** A text from outside made fit for logs and error texts: one line, shortened, without any of the secrets. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    if (secret === '') continue
    for (const spelling of new Set([
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ])) {
      clean = clean.replaceAll(spelling, '[redacted]')
    }
  }
  clean = clean.replace(/\s+/g, ' ').trim()
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean
}
