import { createHmac, timingSafeEqual } from 'node:crypto'

/** True where the signature is the HMAC-SHA256 of the body as it came. Takes the same time wherever it is wrong. */
export function isSigned(
  body: Uint8Array,
  signature: string,
  { secret, encoding }: { secret: string; encoding: 'hex' | 'base64' },
): boolean {
  if (secret === '') return false
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature.trim(), encoding)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
