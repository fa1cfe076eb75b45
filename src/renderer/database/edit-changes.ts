import { ADDRESS_FIELDS, type Address } from '#shared/domain/address.ts'
import { addressIdOf } from '#shared/domain/field-map.ts'
import { DEFAULT_WORDS_KEY, POINTER_FIELDS, type PointerField } from '#shared/domain/customer-field-map.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { historyChanges } from './history-changes.ts'

/**
 * What a person's edit changes, as the history tells it: another default with the addresses in words, as they are now. Where
 * the remote has slots, another default exchanges or copies addresses (docs/sync.md, section 9): then of the addresses only
 * what nobody had entered before is told.
 */
export function editChanges(before: Customer, after: Customer): FieldChange[] {
  const changes = historyChanges(before, after)
  const defaults = POINTER_FIELDS.map((pointer) => ({
    pointer,
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
  const isOther = (pointer: PointerField): boolean => changes.some(({ key }) => key === pointer)
  const isMoved = changes.some(hasMoved)
  const told = defaults.filter(({ pointer }) => isMoved || isOther(pointer))
  if (told.length === 0) return changes
  const isPointer = ({ key }: FieldChange): boolean => POINTER_FIELDS.some((pointer) => pointer === key)
  const rest = changes.filter((change) => !isPointer(change) && !(isMoved && hasMoved(change)))
  return [...rest, ...told.map(({ key, before, after }) => ({ key, before, after }))]
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

function inWords(address: Address): string {
  const { line1, line2, postcode, city } = address
  const place = [line1, line2, `${postcode} ${city}`.trim()].filter((part) => part !== '')
  return (place.length > 0 ? place : ADDRESS_FIELDS.flatMap((part) => address[part] || [])).join(', ')
}
