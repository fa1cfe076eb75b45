import type { BelievableAddress, BelievableCustomer } from '../believable-customers.ts'
import { countryOf, regionOf } from './countries.ts'
import type { OfnAddress, OfnStore } from './store.ts'

/** Tags that a food hub gives its customers. */
const TAGS = ['wholesale', 'member', 'veg box', 'volunteer']

/** Puts believable customers into the store as customers of one enterprise; those without an e-mail cannot be there. */
export function seedStore(
  store: OfnStore,
  enterpriseId: number,
  customers: readonly BelievableCustomer[],
): void {
  for (const [index, person] of customers.entries()) {
    const email = person.email ?? `buyer${index + 1}@stall.example`
    const [shipping, billing] = person.addresses
    store.create(
      {
        enterprise_id: enterpriseId,
        email,
        first_name: person.firstName,
        last_name: person.lastName,
        code: index % 3 === 0 ? `C-${1000 + index}` : null,
        tags: TAGS.filter((_, each) => (index + each) % 5 === 0),
        shipping_address: shipping ? addressOf(person, shipping) : null,
        billing_address: billing ? addressOf(person, billing) : null,
      },
      {
        created_at: person.createdAt * 1000,
        updated_at: person.updatedAt * 1000,
        balance: index % 4 === 0 ? -Number(person.lifetimeValue) / 100 : 0,
      },
    )
  }
}

/** None where the remote knows no such region: there it could not be shown. */
function addressOf(person: BelievableCustomer, address: BelievableAddress): OfnAddress | null {
  const country = countryOf({ code: address.countryCode })
  const region = regionOf(country, { code: address.regionCode, name: address.region })
  if (country === null || region === null) return null
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    street_address_1: address.line1,
    street_address_2: address.line2 ?? '',
    locality: address.city,
    postal_code: address.postcode,
    phone: person.phone ?? '0400 000 000',
    region,
    country: { code: country.code, name: country.name },
    latitude: null,
    longitude: null,
  }
}
