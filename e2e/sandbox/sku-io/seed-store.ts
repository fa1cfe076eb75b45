import type { BelievableAddress, BelievableCustomer } from '../believable-customers.ts'
import { PRODUCT_COUNT, WOO_COMMERCE_INSTANCE } from './catalogue.ts'
import type { AddressField, LocationField } from './customer-record.ts'
import type { SkuIoStore } from './store.ts'

/** One customer in so many came from the web shop. */
const FROM_SHOP = 50

/** Puts believable customers into the store, as if they had been there for years. */
export function seedStore(store: SkuIoStore, customers: readonly BelievableCustomer[]): void {
  for (const [at, person] of customers.entries()) {
    const [shipping, billing] = person.addresses
    const { id } = store.createCustomer(
      {
        name: person.name,
        company: person.company,
        email: person.email,
        phone: person.phone,
        fax: person.fax,
        ...(shipping ? locationOf(shipping) : {}),
        ...(at % FROM_SHOP === 0 ? { integration_instance_id: WOO_COMMERCE_INSTANCE } : {}),
        default_billing_address: billing ? addressOf(person, billing) : null,
      },
      {
        created_at: person.createdAt,
        updated_at: person.updatedAt,
        archived_at: person.archived ? person.updatedAt : null,
        lifetime_value: person.lifetimeValue,
      },
    )
    for (const { customerSku, productNumber } of person.skuMappings) {
      store.mappings.upsert(id, customerSku, ((productNumber - 1) % PRODUCT_COUNT) + 1)
    }
  }
}

function locationOf(address: BelievableAddress): Record<LocationField, string | null> {
  return {
    address1: address.line1,
    address2: address.line2,
    address3: null,
    city: address.city,
    province: address.region,
    province_code: address.regionCode,
    zip: address.postcode,
    country: address.country,
    country_code: address.countryCode,
  }
}

function addressOf(
  person: BelievableCustomer,
  address: BelievableAddress,
): Partial<Record<AddressField, string | null>> {
  return { ...locationOf(address), label: address.label, name: person.name, company: person.company }
}
