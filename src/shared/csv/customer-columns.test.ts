import { describe, expect, test } from 'vitest'
import { COLUMN_TARGETS } from './column-target.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { exportLayout } from './export-layout.ts'
import { headerWords } from './header-words.ts'

/** Targets as they were recognised; a doubtful one ends in "?". */
function recognised(header: readonly string[]): string[] {
  return recogniseCustomerColumns(header).map(({ target, sure }) => (sure ? target : `${target}?`))
}

test.each([
  ['billing_address_1', 'billing address 1'],
  ['Billing Address 1', 'billing address 1'],
  ['billingAddress1', 'billing address 1'],
  ['E-Mail', 'e mail'],
  ['  Straße / Hausnr. ', 'straße hausnr'],
  ['Prénom', 'prenom'],
  ['__proto__', 'proto'],
])('%j reads as %j', (header, words) => expect(headerWords(header)).toBe(words))

test('an own export is recognised whole and for certain', () => {
  expect(recognised(exportLayout('complete').header)).toEqual(COLUMN_TARGETS)
})

describe('exports of other systems', () => {
  test('SKU.io', () => {
    const header =
      'id,name,company,email,phone,fax,address1,address2,address3,city,province,province_code,zip,country,country_code'
    expect(recognised(header.split(','))).toEqual([
      'ignore?',
      'name',
      'company',
      'email',
      'phone',
      'fax',
      'shipping.line1',
      'shipping.line2',
      'shipping.line3',
      'shipping.city',
      'shipping.region',
      'shipping.regionCode',
      'shipping.postcode',
      'shipping.country',
      'shipping.countryCode',
    ])
  })

  test('WooCommerce', () => {
    const header =
      'ID,user_login,user_email,first_name,last_name,billing_first_name,billing_company,billing_address_1,billing_address_2,billing_city,billing_state,billing_postcode,billing_country,billing_email,billing_phone,shipping_address_1,shipping_postcode,shipping_country'
    expect(recognised(header.split(','))).toEqual([
      'ignore?',
      'username',
      'email',
      'firstName',
      'lastName',
      'billing.firstName',
      'billing.company',
      'billing.line1',
      'billing.line2',
      'billing.city',
      'billing.region',
      'billing.postcode',
      'billing.country',
      'billing.email',
      'billing.phone',
      'shipping.line1',
      'shipping.postcode',
      'shipping.country',
    ])
  })

  test('Shopify', () => {
    const header =
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Total Spent,Total Orders,Note,Tags'
    expect(recognised(header.split(','))).toEqual([
      'ignore?',
      'firstName',
      'lastName',
      'email',
      'acceptsMarketing',
      'shipping.company',
      'shipping.line1',
      'shipping.line2',
      'shipping.city',
      'shipping.regionCode',
      'shipping.countryCode',
      'shipping.postcode',
      'shipping.phone',
      'phone',
      'ignore',
      'ignore',
      'notes',
      'tags',
    ])
  })

  test('Square', () => {
    const header =
      'Reference ID,First Name,Last Name,Email Address,Phone Number,Company Name,Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,Email Subscription Status'
    expect(recognised(header.split(','))).toEqual([
      'referenceId',
      'firstName',
      'lastName',
      'email',
      'phone',
      'company',
      'shipping.line1',
      'shipping.line2',
      'shipping.city',
      'shipping.region',
      'shipping.postcode',
      'ignore',
      'notes',
      'ignore?',
      'acceptsMarketing',
    ])
  })

  test('Kounta', () => {
    const header =
      'first_name,last_name,primary_email_address,phone,mobile,reference_id,address,city,state,postal_code,country,tags'
    expect(recognised(header.split(','))).toEqual([
      'firstName',
      'lastName',
      'email',
      'phone',
      'mobile',
      'referenceId',
      'shipping.line1',
      'shipping.city',
      'shipping.region',
      'shipping.postcode',
      'shipping.country',
      'tags',
    ])
  })

  test('Open Food Network', () => {
    const header = 'Email,First Name,Last Name,Code,Tags,Address Line 1,Suburb,Postcode,State,Country,Phone'
    expect(recognised(header.split(','))).toEqual([
      'email',
      'firstName',
      'lastName',
      'code',
      'tags',
      'shipping.line1',
      'shipping.city',
      'shipping.postcode',
      'shipping.region',
      'shipping.country',
      'phone',
    ])
  })
})

describe('what is not certain is marked', () => {
  test('a name among other words is taken but to be looked at', () => {
    expect(recognised(['Supplier name', 'Contact e-mail', 'Main phone line'])).toEqual([
      'name?',
      'email?',
      'phone?',
    ])
  })

  test('parts of other words mean nothing for short names, and a number is no name', () => {
    expect(recognised(['Supplier number', 'Stage', 'Kidney', 'Prefax'])).toEqual([
      'ignore',
      'ignore',
      'ignore',
      'ignore',
    ])
  })

  test('the exact name wins over one that only holds it', () => {
    expect(recognised(['Contact e-mail', 'E-mail'])).toEqual(['ignore?', 'email'])
    expect(recognised(['Name', 'First name', 'Company name'])).toEqual(['name', 'firstName', 'company'])
  })

  test('of two columns of the same name the second is left out and marked', () => {
    expect(recognised(['Name', 'E-mail', 'E-mail'])).toEqual(['name', 'email', 'ignore?'])
  })

  test('ids that may be of any system are asked about', () => {
    expect(recognised(['ID', 'Customer ID', 'uuid'])).toEqual(['ignore?', 'ignore?', 'ignore?'])
  })

  test('empty and hostile names do no harm', () => {
    expect(recognised(['', '   ', '__proto__', 'constructor', 'toString', '💥'])).toEqual(
      Array.from({ length: 6 }, () => 'ignore'),
    )
  })
})

test('shipping methods and fees are no addresses', () => {
  expect(recognised(['Shipping method', 'Shipping fee', 'Shipping', 'Billing address'])).toEqual([
    'ignore',
    'ignore',
    'ignore',
    'billing.line1',
  ])
})
