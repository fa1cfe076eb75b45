import { expect, it } from 'vitest'
import { signatureBase, signedUrl } from './oauth-signature.ts'

const KEYS = { consumerKey: 'ck_1', consumerSecret: 'cs_1' }

it('builds the base of RFC 5849: encoded, sorted by name and value, encoded once more', () => {
  const url = new URL('http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2+q')
  expect(signatureBase('get', url)).toBe(
    'GET&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D',
  )
})

it('encodes brackets of a filter twice, and the signs that JavaScript leaves alone', () => {
  const url = new URL('http://shop.example/wc-api/v3/customers?filter[q]=*it!*')
  expect(signatureBase('GET', url)).toBe(
    'GET&http%3A%2F%2Fshop.example%2Fwc-api%2Fv3%2Fcustomers&filter%255Bq%255D%3D%252Ait%2521%252A',
  )
})

it('leaves the port in and a path encoded as it is', () => {
  const url = new URL('http://127.0.0.1:8080/wc-api/v3/customers/email/a%252Bb%2540x.example')
  expect(signatureBase('GET', url)).toContain('127.0.0.1%3A8080%2Fwc-api')
  expect(signatureBase('GET', url)).toContain('a%25252Bb%252540x.example')
})

it('signs with the secret and an ampersand, another time for another nonce', () => {
  const sign = (nonce: string): URL =>
    new URL(signedUrl('GET', 'http://shop.example/a?x=1', KEYS, { timestamp: 1_700_000_000, nonce }))
  const signed = sign('n1')
  expect(Object.fromEntries(signed.searchParams)).toMatchObject({
    ...{ x: '1', oauth_consumer_key: 'ck_1', oauth_nonce: 'n1', oauth_timestamp: '1700000000' },
    oauth_signature_method: 'HMAC-SHA256',
  })
  // Computed with OpenSSL over the same base.
  expect(signed.searchParams.get('oauth_signature')).toBe('YJ1f512zyZqcQzLqdgQOgbVHlRe565kHB7mi9rZ4l1w=')
  expect(sign('n2').searchParams.get('oauth_signature')).not.toBe(signed.searchParams.get('oauth_signature'))
  expect(signed.href).not.toContain(KEYS.consumerSecret)
})
