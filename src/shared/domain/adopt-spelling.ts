import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import { ADDRESS_FIELDS, isSameForIdentity, type Address, type AddressField } from './address.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, type FieldMap, type FieldValue } from './field-map.ts'
import { isAsSent } from './pair-addresses.ts'
import type { RemoteFieldMap } from './remote-field-map.ts'

/**
 * An address that has just been found at the remote by equality is the same address: where the remote spells a part of it
 * differently (case, spacing, punctuation) its spelling is taken before anything is compared, or a question would be
 * asked about nothing. What an update under way carried of it is what the remote made of it: mine follows where it was not
 * edited since.
 */
export function adoptSpelling(
  customer: Customer,
  { told, addressIds }: RemoteFieldMap,
  record: RemoteCustomer,
  capabilities: ConnectorCapabilities,
): Customer {
  const isFound = (address: Address): boolean => {
    const remote = record.addresses?.find(({ remoteId }) => remoteId === addressIds[address.id])
    if (address.remoteId !== '' || remote === undefined) return false
    // In the slot of ours may be somebody else's.
    return capabilities.addresses.shape === 'list' || isAsSent(customer, address, remote, capabilities)
  }
  const found = customer.addresses.filter(isFound)
  if (found.length === 0) return customer
  const { sync } = customer
  const sent: FieldMap = { ...sync.sent?.fields }
  const created: FieldMap = sync.intent?.kind === 'create' ? { ...sync.intent.sent } : {}

  const addresses = customer.addresses.map((address) => {
    if (!found.includes(address)) return address
    const adopted = { ...address }
    for (const part of ADDRESS_FIELDS) {
      const key = addressFieldKey(address.id, part)
      const t = told[key]
      if (typeof t !== 'string') continue
      if (address.superseded === '') {
        const asSent = key in sent && sent[key] === address[part]
        if (asSent || isSpelling(part, address[part], t)) adopted[part] = t
      }
      if (key in sent) sent[key] = t
      if (isSpelling(part, created[key], t)) created[key] = t
    }
    return adopted
  })
  return {
    ...customer,
    addresses,
    sync: {
      ...sync,
      sent: sync.sent && { ...sync.sent, fields: sent },
      intent: sync.intent?.kind === 'create' ? { ...sync.intent, sent: created } : sync.intent,
    },
  }
}

function isSpelling(part: AddressField, mine: FieldValue | undefined, t: string): boolean {
  return typeof mine === 'string' && mine !== '' && t !== '' && isSameForIdentity(part, mine, t)
}
