/** Scheme of the app's own pages. Never changes between versions: stored data belongs to the origin. */
export const APP_SCHEME = 'app'

/** Origin of the app's own pages. */
export const APP_ORIGIN = 'app://desk'

/** The page the window opens on. */
export const APP_URL = `${APP_ORIGIN}/index.html`

/** True for a URL of the app's own pages. */
export function isAppUrl(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === `${APP_SCHEME}:` && parsed.host === 'desk'
  } catch {
    return false
  }
}
