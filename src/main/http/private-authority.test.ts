import { expect, it } from 'vitest'
import {
  otherAuthority,
  privateAuthority,
  privateCertificate,
} from '../../../e2e/sandbox/certificates/private-certificates.ts'
import { certificatesIn, isTrustedByPrivateAuthority } from './private-authority.ts'

const server = { data: privateCertificate().cert }

it('trusts what the given authority has signed, for the host it was signed for', () => {
  expect(isTrustedByPrivateAuthority(privateAuthority(), '127.0.0.1', server)).toBe(true)
  expect(isTrustedByPrivateAuthority(privateAuthority(), 'localhost', server)).toBe(true)
  expect(isTrustedByPrivateAuthority(privateAuthority(), 'store.example', server)).toBe(false)
  expect(isTrustedByPrivateAuthority(privateAuthority(), '127.0.0.2', server)).toBe(false)
})

it('trusts nothing that another authority has signed', () => {
  expect(isTrustedByPrivateAuthority(otherAuthority(), '127.0.0.1', server)).toBe(false)
  const withIssuer = { ...server, issuerCert: { data: privateAuthority() } }
  expect(isTrustedByPrivateAuthority(otherAuthority(), '127.0.0.1', withIssuer)).toBe(false)
})

it('takes several authorities, a chain that ends in one of them, and the certificate itself', () => {
  const several = `${otherAuthority()}\n${privateAuthority()}`
  expect(isTrustedByPrivateAuthority(several, '127.0.0.1', server)).toBe(true)
  const withIssuer = { ...server, issuerCert: { data: privateAuthority() } }
  expect(isTrustedByPrivateAuthority(privateAuthority(), '127.0.0.1', withIssuer)).toBe(true)
  expect(isTrustedByPrivateAuthority(server.data, '127.0.0.1', server)).toBe(true)
})

it('trusts no certificate whose time is over, or has not come', () => {
  expect(isTrustedByPrivateAuthority(privateAuthority(), '127.0.0.1', server, Date.UTC(2200, 0))).toBe(false)
  expect(isTrustedByPrivateAuthority(privateAuthority(), '127.0.0.1', server, Date.UTC(2000, 0))).toBe(false)
})

it('trusts nothing where the text is no certificate', () => {
  expect(certificatesIn('hello')).toBeNull()
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  expect(certificatesIn(broken)).toBeNull()
  expect(isTrustedByPrivateAuthority(broken, '127.0.0.1', server)).toBe(false)
})
