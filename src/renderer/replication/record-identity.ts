import { v5 } from 'uuid'

/** Must never change: stored documents carry ids made with it. */
const ADDRESS_NAMESPACE = '4f2c9f4e-6a3f-4f0f-9a55-6c1d9d5f1b11'

/** Local id of a customer that came from the remote: the same on every computer that has this connection. */
export function customerIdOf(connectionId: string, remoteId: string): string {
  return v5(remoteId, connectionId)
}

/** Local id of an address that only the remote had; the same whenever the merge is repeated. */
export function addressIdOf(customerId: string, remoteAddressId: string): string {
  return v5(`${customerId}\u0000${remoteAddressId}`, ADDRESS_NAMESPACE)
}
