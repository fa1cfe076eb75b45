/** The body was longer than allowed; the rest was not read. */
export class BodyTooLarge extends Error {
  constructor() {
    super('The answer is larger than allowed')
    this.name = 'BodyTooLarge'
  }
}

/**
 * Reads a body as UTF-8, counting what arrives rather than what was announced. Throws BodyTooLarge past `maxBytes`, and
 * whatever the stream throws where it breaks off.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const chunk = await reader.read()
    if (chunk.done) return text + decoder.decode()
    bytes += chunk.value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => undefined) // the connection may be gone already, which is all that is wanted
      throw new BodyTooLarge()
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
}
