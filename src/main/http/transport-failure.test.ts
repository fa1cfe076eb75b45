import { describe, expect, it } from 'vitest'
import { transportFailure } from './transport-failure.ts'

const coded = (code: string): Error => Object.assign(new Error(code), { code })
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause })

describe('transportFailure', () => {
  it.each([
    ['refused, by Node', fetchFailed(coded('ECONNREFUSED')), 'never-sent'],
    ['no such name, by Node', fetchFailed(coded('ENOTFOUND')), 'never-sent'],
    ['refused, by Electron', new Error('net::ERR_CONNECTION_REFUSED'), 'never-sent'],
    ['no network, by Electron', new Error('net::ERR_INTERNET_DISCONNECTED'), 'no-network'],
    ['no such name, by Electron', new Error('net::ERR_NAME_NOT_RESOLVED'), 'never-sent'],
    ['no proxy, by Electron', new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'never-sent'],
    ['reset', fetchFailed(coded('ECONNRESET')), 'cut'],
    ['reset, by Electron', new Error('net::ERR_CONNECTION_RESET'), 'cut'],
    ['empty answer, by Electron', new Error('net::ERR_EMPTY_RESPONSE'), 'cut'],
    ['out of time, by Electron', new Error('net::ERR_TIMED_OUT'), 'cut'],
    ['network changed', new Error('net::ERR_NETWORK_CHANGED'), 'no-network'],
    ['certificate, by Node', fetchFailed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), 'certificate'],
    ['certificate, by Electron', new Error('net::ERR_CERT_DATE_INVALID'), 'certificate'],
    ['nothing known', new Error('boom'), 'cut'],
    ['no error at all', 'boom', 'cut'],
  ])('reads %s', (_what, error, kind) => {
    expect(transportFailure(error).kind).toBe(kind)
  })

  it('believes that nothing was sent only where every address was refused', () => {
    const both = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])
    const one = new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])
    expect(transportFailure(fetchFailed(both)).kind).toBe('never-sent')
    expect(transportFailure(fetchFailed(one)).kind).toBe('cut')
  })
})
