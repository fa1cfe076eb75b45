import { addressFieldKey, parseAddressFieldKey, type FieldValue } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'

/**
 * The changes with one line for the country of an address, where its code and its text have changed together: to people
 * they are one thing. The text stands in where a side has no code.
 */
export function withOneCountry(changes: readonly FieldChange[]): FieldChange[] {
  const byKey = new Map(changes.map((change) => [change.key, change]))
  const partner = (key: string, part: 'country' | 'countryCode'): FieldChange | undefined => {
    const parsed = parseAddressFieldKey(key)
    const other = part === 'country' ? 'countryCode' : 'country'
    return parsed?.part === part ? byKey.get(addressFieldKey(parsed.addressId, other)) : undefined
  }
  const either = (code: FieldValue, text: FieldValue): FieldValue => (code === '' ? text : code)
  return changes
    .filter(({ key }) => partner(key, 'country') === undefined)
    .map((change) => {
      const text = partner(change.key, 'countryCode')
      if (text === undefined) return change
      const [before, after] = [either(change.before, text.before), either(change.after, text.after)]
      return { ...change, before, after }
    })
}
