/**
 * The policy sent with every response of app://, worker scripts included. The window has no network of its own: all
 * HTTP is main's. Mantine writes <style> elements and style attributes, hence the inline styles.
 */
export function contentSecurityPolicy(devServerUrl: string | null): string {
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'worker-src': "'self'",
    'connect-src': "'none'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  }
  if (devServerUrl !== null) {
    // Vite injects its refresh preamble inline and talks to its own socket.
    directives['script-src'] = "'self' 'unsafe-inline'"
    directives['connect-src'] = `'self' ${devServerUrl.replace(/^http/, 'ws')}`
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
