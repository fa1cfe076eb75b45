import { somethingWentWrong } from './errors.ts'
import type { OfnAddress, OfnCustomer } from './store.ts'

/** A customer as the remote tells it. Throws the remote's own failure where an address has no region. */
export function resourceOf(customer: OfnCustomer, origin: string, { balance }: { balance: boolean }): object {
  const { id, enterprise_id } = customer
  return {
    id: String(id),
    type: 'customer',
    attributes: {
      id,
      enterprise_id,
      first_name: customer.first_name,
      last_name: customer.last_name,
      code: customer.code,
      email: customer.email,
      allow_charges: customer.allow_charges,
      terms_and_conditions_accepted_at: customer.terms_and_conditions_accepted_at,
      tags: customer.tags,
      billing_address: addressOf(customer.billing_address),
      shipping_address: addressOf(customer.shipping_address),
      ...(balance ? { balance: customer.balance } : {}),
    },
    relationships: {
      enterprise: {
        data: { id: String(enterprise_id), type: 'enterprise' },
        links: { related: `${origin}/api/v1/enterprises/${enterprise_id}` },
      },
    },
  }
}

function addressOf(address: OfnAddress | null): object | null {
  if (address === null) return null
  const { region, country } = address
  if (region === null || country === null) throw somethingWentWrong()
  return {
    phone: address.phone,
    latitude: address.latitude,
    longitude: address.longitude,
    first_name: address.first_name,
    last_name: address.last_name,
    street_address_1: address.street_address_1,
    street_address_2: address.street_address_2,
    postal_code: address.postal_code,
    locality: address.locality,
    region: { name: region.name, code: region.code },
    country: { name: country.name, code: country.code },
  }
}
