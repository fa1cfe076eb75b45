import { ADDRESS_FIELDS, type Address } from '#shared/domain/address.ts'
import { addressIdOf } from '#shared/domain/field-map.ts'
import { DEFAULT_WORDS_KEY, POINTER_FIELDS, type PointerField } from '#shared/domain/customer-field-map.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { historyChanges } from './history-changes.ts'

/**
 * What a person's edit changes, as the history tells it. Where the remote has slots, another default exchanges or copies
 * addresses (docs/sync.md, section 9): then the default is told with what it was and is, in words, and of the addresses
 * only what nobody had entered before.
 */
export function editChanges(before: Customer, after: Customer): FieldChange[] {
  const changes = historyChanges(before, after)
  const defaults = POINTER_FIELDS.map((pointer) => ({
    key: DEFAULT_WORDS_KEY[pointer],
    before: defaultWords(before, pointer),
    after: defaultWords(after, pointer),
  })).filter((change) => change.before !== change.after)
  if (defaults.length === 0) return changes
  const [was, is] = [valuesOf(before), valuesOf(after)]
  const isKnown = (values: ReadonlyMap<string, string>, value = ''): boolean =>
    value === '' || [...values.values()].includes(value)
  const hasMoved = ({ key }: FieldChange): boolean => {
    const id = addressIdOf(key)
    return id !== '' && isKnown(is, was.get(id)) && isKnown(was, is.get(id))
  }
  if (!changes.some(hasMoved)) return changes
  const isDefault = ({ key }: FieldChange): boolean => POINTER_FIELDS.some((pointer) => pointer === key)
  return [...changes.filter((change) => !hasMoved(change) && !isDefault(change)), ...defaults]
}

/** The addresses in use as text, by id. */
function valuesOf({ addresses }: Customer): Map<string, string> {
  const inUse = addresses.filter(({ superseded }) => superseded === '')
  return new Map(inUse.map((address) => [address.id, ADDRESS_FIELDS.map((part) => address[part]).join('\n')]))
}

function defaultWords(customer: Customer, pointer: PointerField): string {
  const address = customer.addresses.find(
    ({ id, superseded }) => id === customer[pointer] && superseded === '',
  )
  return address === undefined ? '' : inWords(address)
}

function inWords({ line1, line2, postcode, city, name, company }: Address): string {
  const place = [line1, line2, `${postcode} ${city}`.trim()].filter((part) => part !== '')
  return (place.length === 0 ? [name, company].filter((part) => part !== '') : place).join(', ')
}
