import { describe, expect, it } from 'vitest'
import { electronWriteChannels, type WriteSession } from './write-channels.ts'

describe('electronWriteChannels', () => {
  it('gives writes at the same time sessions of their own, and closes what was left open in each first', async () => {
    const calls: string[] = []
    const sessionOf = (name: string): WriteSession => ({
      closeAllConnections: () => {
        calls.push(`${name} close`)
        return Promise.resolve()
      },
      fetch: (url) => {
        calls.push(`${name} ${url}`)
        return Promise.resolve(new Response())
      },
    })
    const open = electronWriteChannels(sessionOf)
    const options = {
      method: 'POST',
      headers: {},
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    } as const
    const { signal } = new AbortController()

    const [one, two] = [await open(), await open()]
    await one.fetch('a', { ...options, signal })
    await two.fetch('b', { ...options, signal })
    one.release()
    await (await open()).fetch('c', { ...options, signal })

    expect(calls).toEqual([
      ...['remote-writes-1 close', 'remote-writes-2 close'],
      ...['remote-writes-1 a', 'remote-writes-2 b'],
      ...['remote-writes-1 close', 'remote-writes-1 c'],
    ])
  })
})
