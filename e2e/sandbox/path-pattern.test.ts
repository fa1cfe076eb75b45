import { expect, test } from 'vitest'
import { pathPattern } from './path-pattern.ts'

test.each([
  ['/api/customers', '/api/customers', true],
  ['/api/customers', '/api/customers/1', false],
  ['/api/customers/*', '/api/customers/1', true],
  ['/api/customers/*', '/api/customers/1/archive', false],
  ['/api/**', '/api/customers/1/archive', true],
  ['/api/v1.0/*', '/api/v1x0/1', false],
  [/\d+$/g, '/api/customers/12', true],
])('%s on %s: %s', (pattern, path, matches) => {
  const onPath = pathPattern(pattern)
  expect(onPath(path)).toBe(matches)
  expect(onPath(path)).toBe(matches)
})
