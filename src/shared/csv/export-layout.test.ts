import { describe, expect, test } from 'vitest'
import { newAddress } from '../domain/address.ts'
import { newCustomerFrom } from '../domain/apply-edit.ts'
import { emptyCustomerDraft, newCustomer, type Customer } from '../domain/customer.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { exportLayout, type ExportLayoutKind } from './export-layout.ts'
import { readCells } from './row-cells.ts'
import { newDraftFrom, rowContext } from './row-to-draft.ts'

const mara: Customer = {
  ...newCustomer(
    'local-1',
    {
      ...emptyCustomerDraft(),
      name: 'Mara Okafor',
      company: 'Okafor Hardware',
      email: 'mara@okafor.example',
      phone: '0412 345 678',
      code: 'C-1',
      tags: ['trade', 'north, east'],
      notes: 'Gate code 4',
      acceptsMarketing: true,
      addresses: [
        newAddress('s', {
          line1: '18 Quay Road',
          line2: 'Unit 2',
          city: 'Sydney',
          regionCode: 'NSW',
          postcode: '2000',
          countryCode: 'AU',
        }),
        newAddress('b', {
          line1: 'PO Box 77',
          city: 'Hobart',
          region: 'Tasmania',
          postcode: '7000',
          country: 'Australia',
        }),
      ],
      defaultShippingAddressId: 's',
      defaultBillingAddressId: 'b',
    },
    1,
  ),
  remoteId: '812',
  phoneE164: '+61412345678',
}

function rowOf(kind: ExportLayoutKind, customer: Customer): Record<string, string> {
  const layout = exportLayout(kind)
  const row = layout.row(customer)
  expect(row).toHaveLength(layout.header.length)
  return Object.fromEntries(layout.header.map((name, at) => [name, row[at] ?? '']))
}

describe('rows as other systems import them', () => {
  test('SKU.io: one name, state and country as name and code', () => {
    expect(rowOf('sku-io', mara)).toEqual({
      name: 'Mara Okafor',
      company: 'Okafor Hardware',
      email: 'mara@okafor.example',
      phone: '0412 345 678',
      fax: '',
      address1: '18 Quay Road',
      address2: 'Unit 2',
      address3: '',
      city: 'Sydney',
      province: 'New South Wales',
      province_code: 'NSW',
      zip: '2000',
      country: 'Australia',
      country_code: 'AU',
    })
  })

  test('WooCommerce: two names, both addresses, codes', () => {
    expect(rowOf('woocommerce', mara)).toMatchObject({
      user_email: 'mara@okafor.example',
      first_name: 'Mara',
      last_name: 'Okafor',
      billing_company: 'Okafor Hardware',
      billing_address_1: 'PO Box 77',
      billing_state: 'TAS',
      billing_country: 'AU',
      billing_phone: '0412 345 678',
      shipping_address_1: '18 Quay Road',
      shipping_state: 'NSW',
    })
  })

  test('Shopify: international phone, yes and no, tags', () => {
    expect(rowOf('shopify', mara)).toMatchObject({
      'First Name': 'Mara',
      'Accepts Email Marketing': 'yes',
      'Default Address Province Code': 'NSW',
      Phone: '+61412345678',
      Tags: 'trade, "north, east"',
      Note: 'Gate code 4',
    })
  })

  test('Kounta: a first name even for a company, one address line', () => {
    expect(rowOf('kounta', mara)).toMatchObject({
      first_name: 'Mara',
      address: '18 Quay Road, Unit 2',
      state: 'NSW',
    })
    const company = { ...mara, name: '' }
    expect(rowOf('kounta', company)).toMatchObject({ first_name: 'Okafor Hardware', last_name: '' })
  })

  test('Open Food Network: state and country by name', () => {
    const shipped = { ...mara, defaultShippingAddressId: '' }
    expect(rowOf('open-food-network', shipped)).toMatchObject({
      'Address Line 1': 'PO Box 77',
      State: 'Tasmania',
      Country: 'Australia',
      Code: 'C-1',
    })
  })

  test.each(['sku-io', 'woocommerce', 'shopify', 'kounta', 'open-food-network'] as const)(
    '%s is recognised for certain when it comes back, and says the same',
    (kind) => {
      const { header, row } = exportLayout(kind)
      const guesses = recogniseCustomerColumns(header)
      expect(guesses.filter((guess) => !guess.sure)).toEqual([])
      const context = rowContext(
        guesses.map((guess) => guess.target),
        null,
        () => `n${Math.random()}`,
        { header },
      )
      const back = (customer: Customer): Customer => {
        const { draft, problems } = newDraftFrom(readCells(row(customer), context), context)
        expect(problems).toEqual([])
        return newCustomerFrom(customer.id, draft, 1)
      }
      const once = back(mara)
      expect(once.email).toBe('mara@okafor.example')
      expect(once.addresses.map((one) => one.city)).toContain('Sydney')
      expect(row(back(once))).toEqual(row(once))
    },
  )
})

test('chosen columns in their order', () => {
  const layout = exportLayout('columns', {
    columns: ['email', 'name', 'billing.city', 'archived', 'localId'],
  })
  expect(layout.header).toEqual(['E-mail', 'Name', 'Billing city', 'Archived', 'Customer Desk ID'])
  expect(layout.row({ ...mara, archivedAt: 7 })).toEqual([
    'mara@okafor.example',
    'Mara Okafor',
    'Hobart',
    'yes',
    'local-1',
  ])
})
