import { expect, it } from 'vitest'
import { isExternalLink } from './external-link.ts'

it.each(['https://example.org/a?b', 'HTTPS://example.org', 'mailto:a@example.org', 'tel:+6141'])(
  'lets %s out',
  (url) => {
    expect(isExternalLink(url)).toBe(true)
  },
)

it.each([
  'http://example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'smb://x',
  'ftp://example.org',
  'app://desk/index.html',
  'ms-settings:network',
  'https://user:pass@example.org',
  'https',
  'x',
  '',
])('keeps %s in', (url) => {
  expect(isExternalLink(url)).toBe(false)
})
