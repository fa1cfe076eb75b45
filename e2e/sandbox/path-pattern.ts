/**
 * A test for URL paths. In a text `*` stands for anything within one segment and `**` for anything at all
 * (`/api/customers/*`, `/api/**`); the whole path must match. A regular expression is used as it is.
 */
export function pathPattern(pattern: string | RegExp): (path: string) => boolean {
  const expression = typeof pattern === 'string' ? expressionOf(pattern) : pattern
  return (path) => path.search(expression) !== -1
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split('**')
    .map((part) => part.split('*').map(escaped).join('[^/]*'))
    .join('.*')
  return new RegExp(`^${source}$`)
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
}
