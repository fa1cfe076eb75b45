import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { parseAddressFieldKey } from '#shared/domain/field-map.ts'

/**
 * Keys of an update that carry something else than the other side of a conflict that nobody has decided. What was on its way
 * before there was a conflict is not meant.
 */
export function overruledBy(
  { changes }: Extract<CustomerPush, { type: 'update' }>,
  customer: Customer,
): string[] {
  const { theirs, sent } = customer.sync
  if (theirs?.kind !== 'fields') return []
  const values = new Map<string, unknown>(Object.entries({ ...changes, ...changes.fields }))
  const addresses = [...changes.addedAddresses, ...changes.changedAddresses]
  const carried = (key: string): unknown => {
    const part = parseAddressFieldKey(key)
    if (part === null) return values.get(key)
    if (changes.removedAddresses.some(({ id }) => id === part.addressId)) return ''
    const address = addresses.find(({ id }) => id === part.addressId)
    return address && new Map<string, unknown>(Object.entries(address)).get(part.part)
  }
  return Object.entries(theirs.fields)
    .filter(([key]) => sent === null || !(key in sent.fields))
    .filter(
      ([key, value]) => carried(key) !== undefined && JSON.stringify(carried(key)) !== JSON.stringify(value),
    )
    .map(([key]) => key)
}
