import type { Fetch } from './http-client.ts'

/** A way for one write at a time. */
interface WriteChannel {
  fetch: Fetch
  /** To be called once the answer has been read to its end, or given up. */
  release: () => void
}

/** Gives each write a channel of its own. */
export type OpenWriteChannel = () => Promise<WriteChannel>

/** The part of Electron's Session that is used. */
export interface WriteSession {
  fetch: Fetch
  closeAllConnections: () => Promise<void>
}

/**
 * Channels on which Chromium cannot send a write twice. Where a request meets the end of a connection that was used
 * before, Chromium sends it again by itself, a POST too and over HTTP/2 too, although the first may have taken effect:
 * a customer would be created twice by one fetch. A GET that does something is a write here. A connection that was never used is not repeated on, so each write
 * has a session of its own in which no connection is left open.
 *
 * @param sessionOf - makes the session of this name; names are used again, there are as many as writes at once
 */
export function electronWriteChannels(sessionOf: (name: string) => WriteSession): OpenWriteChannel {
  const free: WriteSession[] = []
  let made = 0
  return async () => {
    const session = free.pop() ?? sessionOf(`remote-writes-${++made}`)
    await session.closeAllConnections()
    return {
      fetch: (url, options) => session.fetch(url, options),
      release: () => {
        free.push(session)
      },
    }
  }
}
