import { describe, expect, it } from 'vitest'
import { emptyAddressFields, type AddressFields } from '#shared/domain/address.ts'
import { formatAddress } from './format-address.ts'

const address = (fields: Partial<AddressFields>): AddressFields => ({ ...emptyAddressFields(), ...fields })

describe('formatAddress', () => {
  it('writes city, state and postcode on one line in Australia and the United States', () => {
    expect(
      formatAddress(
        address({
          name: 'A. Springs',
          line1: '1 High St',
          city: 'Melbourne',
          regionCode: 'VIC',
          postcode: '3000',
          countryCode: 'AU',
        }),
      ),
    ).toEqual(['A. Springs', '1 High St', 'Melbourne VIC 3000', 'Australia'])
  })

  it('writes the postcode before the city in Germany, and leaves the state out', () => {
    expect(
      formatAddress(
        address({
          line1: 'Hafenstr. 5',
          city: 'Hamburg',
          region: 'Hamburg',
          postcode: '20359',
          countryCode: 'DE',
        }),
      ),
    ).toEqual(['Hafenstr. 5', '20359 Hamburg', 'Germany'])
  })

  it('writes the postcode on a line of its own in Great Britain', () => {
    expect(
      formatAddress(
        address({ line1: '10 Downing St', city: 'London', postcode: 'SW1A 2AA', countryCode: 'GB' }),
      ),
    ).toEqual(['10 Downing St', 'London', 'SW1A 2AA', 'United Kingdom'])
  })

  it('leaves out the country of the house, and what is empty', () => {
    expect(formatAddress(address({ city: 'Bern', countryCode: 'CH' }), 'CH')).toEqual(['Bern'])
    expect(formatAddress(emptyAddressFields())).toEqual([])
  })

  it('keeps a country that is no code', () => {
    expect(formatAddress(address({ line1: 'Somewhere', country: 'Elsewhere' }))).toEqual([
      'Somewhere',
      'Elsewhere',
    ])
  })
})
