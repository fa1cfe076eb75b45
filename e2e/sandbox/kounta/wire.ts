import type { StoredCustomer } from './customer-record.ts'
import type { KountaRemote } from './kounta-env.ts'

/** A row of the list: no phone, mobile, address, tags or mark for marketing. */
export function briefCustomer(
  { companyId }: KountaRemote,
  customer: StoredCustomer,
  application: string,
): object {
  const { id, first_name, last_name, email, image } = customer
  return {
    ...{ id, company_id: companyId, first_name, last_name, primary_email_address: email, image },
    reference_id: customer.references[application] ?? '',
  }
}

/** A customer as it is told alone. Both times are always now. */
export function wholeCustomer(remote: KountaRemote, customer: StoredCustomer, application: string): object {
  const now = remote
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, '+00:00')
  const { people_id, email, phone, mobile, fax, description, tags, accepts_marketing } = customer
  return {
    ...briefCustomer(remote, customer, application),
    ...{ people_id, email_addresses: email === null ? [] : [email] },
    ...{ phone, mobile, fax, description, tags, accepts_marketing },
    [remote.behaviour.primaryAddress]: customer.primary_address,
    shipping_address: customer.shipping_address,
    addresses: { count: addressesOf(customer).length, updated_at: now },
    ...{ created_at: now, updated_at: now },
  }
}

/** All addresses of a customer. */
export function addressesOf(customer: StoredCustomer): StoredCustomer['other_addresses'] {
  const { primary_address, shipping_address, other_addresses } = customer
  return [primary_address, shipping_address, ...other_addresses].filter((address) => address !== null)
}
