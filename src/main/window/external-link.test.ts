import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isExternalLink } from './external-link.ts'

it('lets only web, mail and phone links out', () => {
  expect(isExternalLink('https://example.org/a?b')).toBe(true)
  expect(isExternalLink('mailto:a@example.org')).toBe(true)
  expect(isExternalLink('tel:+6141')).toBe(true)
  for (const url of [
    'http://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://x',
    'https://u:p@x.org',
    'x',
    '',
  ])
    expect(isExternalLink(url)).toBe(false)
})

it('lets no other scheme out, however written', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['ftp', 'file', 'app', 'ws', 'data', 'http'] }), (url) => {
      expect(isExternalLink(url)).toBe(false)
    }),
  )
})
