import type { Json } from '#shared/json.ts'

/** Names of fields that hold a time, in ms since the epoch. */
const TIME = /(At|Since)$/

/** A record of the app as somebody reads it who does not know the app: headings in words, times as ISO 8601. */
export function readable(value: unknown): Json {
  if (Array.isArray(value)) return value.map(readable)
  if (typeof value !== 'object' || value === null) return plain(value)
  const entries = Object.entries(value).map(([key, each]): [string, Json] => [
    inWords(key),
    TIME.test(key) && typeof each === 'number' ? isoTime(each) : readable(each),
  ])
  return Object.fromEntries(entries)
}

/** The time in ISO 8601, '' for none. */
export function isoTime(at: number): string {
  return at === 0 ? '' : new Date(at).toISOString()
}

/** "orderNumber" as "Order number"; names that are words already stay. */
function inWords(key: string): string {
  const words = key.replace(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

function plain(value: unknown): Json {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
