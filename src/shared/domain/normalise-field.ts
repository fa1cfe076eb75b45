import type { NormaliserRules } from '../connector/capabilities.ts'
import { parseAddressFieldKey, type FieldMap, type FieldValue } from './field-map.ts'

const BOOLEAN_KEYS: readonly string[] = ['acceptsMarketing', 'archived']
const POINTER_KEYS: readonly string[] = ['defaultShippingAddressId', 'defaultBillingAddressId']

/** The value of a field in a field map; '' where it is absent. */
export function valueIn(map: Readonly<Record<string, FieldValue>>, key: string): FieldValue {
  return map[key] ?? ''
}

/** True for what counts as "nothing there": '', false and the empty list alike (docs/sync.md, section 2). */
export function isEmptyValue(value: FieldValue): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

/**
 * The form in which a value is compared (docs/sync.md, section 2): as the remote would store it. Booleans become
 * booleans, tags a sorted list without doubles, ids of addresses stay as they are, text is trimmed, cut to the longest
 * the remote keeps and lower-cased where the remote ignores case. Normalising twice equals once.
 */
export function normaliseField(key: string, value: FieldValue, rules: NormaliserRules): FieldValue {
  if (BOOLEAN_KEYS.includes(key)) return value === true
  if (POINTER_KEYS.includes(key)) return typeof value === 'string' ? value : ''
  if (key === 'tags') {
    const tags = typeof value === 'string' ? [value] : typeof value === 'boolean' ? [] : value
    const normal = tags.map((tag) => normaliseText('tags', tag, rules)).filter((tag) => tag !== '')
    return [...new Set(normal)].sort()
  }
  return typeof value === 'string' ? normaliseText(key, value, rules) : ''
}

/** True where two values of a field are the same to the remote. */
export function sameField(key: string, a: FieldValue, b: FieldValue, rules: NormaliserRules): boolean {
  if (a === b) return true
  const left = normaliseField(key, a, rules)
  const right = normaliseField(key, b, rules)
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  return left.length === right.length && left.every((tag, index) => tag === right[index])
}

/** True where two field maps hold the same to the remote under all of `keys`. */
export function sameFields(
  keys: Iterable<string>,
  a: FieldMap,
  b: FieldMap,
  rules: NormaliserRules,
): boolean {
  for (const key of keys) if (!sameField(key, valueIn(a, key), valueIn(b, key), rules)) return false
  return true
}

function normaliseText(key: string, value: string, rules: NormaliserRules): string {
  const part = parseAddressFieldKey(key)?.part ?? key
  const caseless = rules.caseless.some((field) => field === part)
  const text = (caseless ? value.toLowerCase() : value).normalize('NFC').replace(/\r\n?/g, '\n').trim()
  if (rules.maxLength === 0 || text.length <= rules.maxLength) return text
  return Array.from(text).slice(0, rules.maxLength).join('').trim()
}
