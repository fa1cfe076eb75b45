import type { BelievableAddress, BelievableCustomer } from '../believable-customers.ts'
import type { AddressParts } from './customer-record.ts'
import type { KountaStore } from './store.ts'

/** Puts believable customers into the store, as if they had been there for years. */
export function seedStore(
  store: KountaStore,
  customers: readonly BelievableCustomer[],
  application: string,
): void {
  const mobiles = new Set<string>()
  for (const [index, person] of customers.entries()) {
    const [shipping, primary] = person.addresses
    // A company's number is a phone, a person's a mobile, which the remote keeps unique.
    const isMobile = person.company === null && person.phone !== null && !mobiles.has(person.phone)
    if (isMobile && person.phone !== null) mobiles.add(person.phone)
    const { id } = store.create(
      {
        first_name: person.firstName,
        last_name: person.lastName,
        email: person.email,
        phone: isMobile ? null : person.phone,
        mobile: isMobile ? person.phone : null,
        fax: person.fax,
        tags: index % 9 === 0 ? ['vip'] : [],
        accepts_marketing: index % 3 === 0,
        primary_address: partsOf(primary ?? shipping),
        shipping_address: primary === undefined ? null : partsOf(shipping),
      },
      application,
    )
    if (Number(person.lifetimeValue) > 10_000) {
      const at = new Date(person.updatedAt * 1000).toISOString()
      store.addOrder(id, { status: 'COMPLETE', total: Number(person.lifetimeValue), created_at: at })
    }
  }
}

function partsOf(address: BelievableAddress | undefined): AddressParts | null {
  if (address === undefined) return null
  return {
    lines: [address.line1, ...(address.line2 === null ? [] : [address.line2])],
    city: address.city,
    zone: address.regionCode ?? address.region ?? '',
    postal_code: address.postcode,
    country: address.countryCode,
  }
}
