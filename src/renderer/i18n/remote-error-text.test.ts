import { expect, it } from 'vitest'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { createI18n } from './i18n.ts'
import { remoteErrorDetail, remoteErrorText } from './remote-error-text.ts'

const text = (error: RemoteError): string =>
  remoteErrorText(createI18n().getFixedT('en', 'common'), error, 'SKU.io')

it.each(['empty', 'not-a-url', 'not-https', 'holds-credentials'])(
  'does not claim that something answered at an address that is none: %s',
  (problem) => {
    const error: RemoteError = { kind: 'protocol', detail: `base-url: ${problem}` }
    expect(text(error)).toMatch(/address/)
    expect(text(error)).not.toMatch(/answered/)
    expect(remoteErrorDetail(error)).toBe('')
  },
)

it('shows the words of what answered and is not the remote', () => {
  const error: RemoteError = { kind: 'protocol', detail: '/api/me answered with HTML' }
  expect(text(error)).toBe('What answered at this address is not SKU.io.')
  expect(remoteErrorDetail(error)).toBe('/api/me answered with HTML')
})

it('says that a sign-in has expired only where the remote tells', () => {
  expect(text({ kind: 'unauthorised', detail: '', expired: true })).toMatch(
    /^Your sign-in to SKU.io has expired/,
  )
  expect(text({ kind: 'unauthorised', detail: 'Unauthenticated.' })).toMatch(/does not accept this sign-in/)
})

it('says that a certificate is not trusted, and by which code', () => {
  const error: RemoteError = {
    kind: 'protocol',
    detail: "The server's certificate: ERR_CERT_AUTHORITY_INVALID",
  }
  expect(text(error)).toMatch(/does not trust the certificate/)
  expect(remoteErrorDetail(error)).toContain('ERR_CERT_AUTHORITY_INVALID')
})
