import { describe, expect, it } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createBody, fieldsBody } from './bodies.ts'
import { customerFromWire, timeOf } from './mapping.ts'
import { readRows } from '../kit/read-rows.ts'
import { refusalOf } from './refusal.ts'
import { wireCustomerSchema, wireMatchesSchema, wirePageSchema } from './wire.ts'

const customerOf = (data: unknown) => customerFromWire(wireCustomerSchema.parse(data))

/** An answer to a create as documented. */
const documented = {
  id: 812,
  name: 'Mara Okafor',
  company: 'Okafor Hardware',
  email: 'mara@okafor.example',
  phone: '+1-555-0144',
  default_shipping_address: {
    ...{ id: 4410, name: 'Mara Okafor', address1: '18 Quay Road', city: 'Oakland', province: 'California' },
    ...{ province_code: 'CA', zip: '94607', country: 'United States', country_code: 'us' },
  },
  default_billing_address: { id: 4411, address1: 'PO Box 77', zip: 94604, country_code: 'US' },
  other_addresses: [],
  default_sales_rep: null,
  lifetime_value: '0.00',
  created_at: '2026-11-02T09:14:05Z',
  updated_at: '2026-11-02T09:14:05Z',
  archived_at: null,
}

describe('customerFromWire', () => {
  it('reads the documented answer', () => {
    expect(customerOf(documented)).toEqual({
      remoteId: '812',
      revision: '2026-11-02T09:14:05Z',
      complete: true,
      fields: {
        ...{ name: 'Mara Okafor', company: 'Okafor Hardware', email: 'mara@okafor.example' },
        ...{ phone: '+1-555-0144', salesRepId: '' },
      },
      archived: false,
      archivedAt: 0,
      addresses: [
        {
          remoteId: '4410',
          fields: {
            ...{ name: 'Mara Okafor', line1: '18 Quay Road', city: 'Oakland', region: 'California' },
            ...{ regionCode: 'CA', postcode: '94607', country: 'United States', countryCode: 'US' },
          },
        },
        { remoteId: '4411', fields: { line1: 'PO Box 77', postcode: '94604', countryCode: 'US' } },
      ],
      defaultShipping: '4410',
      defaultBilling: '4411',
      facts: {
        ...{ lifetimeValue: '0.00', createdAt: Date.UTC(2026, 10, 2, 9, 14, 5) },
        updatedAt: Date.UTC(2026, 10, 2, 9, 14, 5),
      },
      extra: {},
    })
  })

  it('says nothing of what was not told', () => {
    const row = customerOf({ id: '7', name: 'Ann' })
    expect(row).toEqual({
      ...{ remoteId: '7', revision: '', complete: false, fields: { name: 'Ann' } },
      ...{ facts: {}, extra: {} },
    })
  })

  it('takes null for empty, numbers for text, and an id nested or not', () => {
    const record = customerOf({
      ...{ id: 7, phone: null, fax: 5550144, lifetime_value: 12.5, store_id: 3 },
      ...{ default_sales_rep: { id: 9, name: 'Rep' }, product_pricing_tier_id: '4', warehouse: null },
      default_address_id: 44,
    })
    expect(record.fields).toEqual({
      ...{ phone: '', fax: '5550144', storeId: '3', salesRepId: '9' },
      ...{ pricingTierId: '4', warehouseId: '' },
    })
    expect(record.facts?.lifetimeValue).toBe('12.5')
    expect(record.defaultShipping).toBe('44')
  })

  it('knows each address once, whichever list it is in', () => {
    const address = { id: 1, address1: 'A' }
    const record = customerOf({
      ...{ id: 7, default_shipping_address: address, default_billing_address: address },
      addresses: [address, { id: 2, address1: 'B' }],
    })
    expect(record.addresses?.map((each) => each.remoteId)).toEqual(['1', '2'])
    expect(record).toMatchObject({ complete: true, defaultShipping: '1', defaultBilling: '1' })
  })

  it('keeps what it does not know', () => {
    const record = customerOf({ id: 7, tax_number: { vat: 'GB1' }, integration_instance_id: 5 })
    expect(record.extra).toEqual({ tax_number: { vat: 'GB1' }, integration_instance_id: 5 })
  })

  it.each([
    ['2026-11-02T09:14:05Z', Date.UTC(2026, 10, 2, 9, 14, 5)],
    ['2026-11-02 09:14:05', Date.UTC(2026, 10, 2, 9, 14, 5)],
    ['2026-11-02T10:14:05+01:00', Date.UTC(2026, 10, 2, 9, 14, 5)],
    ['2026-11-02T09:14:05.250000Z', Date.UTC(2026, 10, 2, 9, 14, 5, 250)],
    [null, 0],
    ['yesterday', 0],
  ])('reads the time %j', (text, at) => {
    expect(timeOf(text)).toBe(at)
  })
})

describe('readRows', () => {
  const read = (rows: unknown[]) => readRows(rows, wireCustomerSchema, customerFromWire)

  it('reports what cannot be read without what is in it', () => {
    const result = read([{ id: 1, name: 'Ann' }, { id: 2, name: { secret: 'x' } }, 'text', { name: 'no id' }])
    expect(result).toMatchObject({
      ok: true,
      value: {
        records: [{ remoteId: '1' }],
        unreadable: [{ remoteId: '2', detail: 'name: invalid_union' }, { remoteId: '' }, { remoteId: '' }],
      },
    })
    expect(JSON.stringify(result)).not.toMatch(/secret|no id/)
  })

  it('fails where nothing at all can be read', () => {
    expect(read([{ id: 'x' }])).toMatchObject({ ok: false, error: { kind: 'protocol' } })
    expect(read([])).toEqual({ ok: true, value: { records: [], unreadable: [] } })
  })
})

describe('wirePageSchema', () => {
  it.each([
    [{ data: [1], current_page: 2, per_page: 10, total: 11, next_page_url: null }, false, 11],
    [{ data: [1], current_page: '1', per_page: '10', total: '11', next_page_url: '?page=2' }, true, 11],
    [{ data: [1], current_page: 1, per_page: 10, next_page_url: '?page=2' }, true, undefined],
    [{ data: [1], meta: { current_page: 1, last_page: 2, per_page: 10, total: 11 }, links: {} }, true, 11],
    [{ data: [1], meta: { current_page: 2, last_page: 2, per_page: 10, total: 11 } }, false, 11],
    [
      { data: [1], meta: { current_page: 1, last_page: 1, per_page: 10 }, links: { next: '?page=2' } },
      true,
      undefined,
    ],
  ])('reads %j', (body, hasMore, total) => {
    expect(wirePageSchema.parse(body)).toMatchObject({ rows: [1], perPage: 10, hasMore, total })
  })

  it.each([{}, [], { data: 'x' }, { data: [] }, { data: { id: 1 }, current_page: 1 }])(
    'refuses %j',
    (body) => {
      expect(wirePageSchema.safeParse(body).success).toBe(false)
    },
  )
})

describe('wireMatchesSchema', () => {
  it.each([
    [{ data: [{ id: 1 }] }, [{ id: 1 }]],
    [{ data: { id: 1 } }, [{ id: 1 }]],
    [{ data: null }, []],
    [{ data: [] }, []],
  ])('reads %j', (body, matches) => {
    expect(wireMatchesSchema.parse(body)).toEqual(matches)
  })
})

describe('bodies', () => {
  it('sends empty as null, ids as numbers, and nothing that is not named', () => {
    expect(
      fieldsBody({ phone: '', name: '', storeId: '12', warehouseId: '', salesRepId: 'x1', notes: 'here' }),
    ).toEqual({ ...{ phone: null, name: '', store_id: 12, warehouse_id: null, default_sales_rep_id: 'x1' } })
  })

  const ship = newAddress('s', { line1: '18 Quay Road', postcode: '94607' })
  const bill = newAddress('b', { name: 'Accounts', line1: 'PO Box 77' })
  const whole = {
    ...emptyCustomerDraft(),
    ...{ name: 'Mara', email: 'mara@x.example', storeId: '3', notes: 'here', salesRepId: '9' },
    ...{ addresses: [ship, bill], defaultShippingAddressId: 's', defaultBillingAddressId: 'b' },
  }

  it('creates with the place in the root, a billing address of its own and no default settings', () => {
    expect(createBody(whole)).toEqual({
      body: {
        ...{ name: 'Mara', email: 'mara@x.example', default_sales_rep_id: 9 },
        ...{ address1: '18 Quay Road', zip: '94607' },
        default_billing_address: { name: 'Accounts', address1: 'PO Box 77' },
      },
      ...{ root: ship, billing: bill, shippingToAdd: null },
    })
  })

  it('adds an address of more than a place afterwards, unless it is the only key there is', () => {
    const dock = { ...ship, label: 'Dock 3' }
    const addresses = [dock, bill]
    expect(createBody({ ...whole, addresses })).toMatchObject({ root: null, shippingToAdd: dock })
    expect(createBody({ ...whole, addresses, email: ' ' })).toMatchObject({ root: dock, shippingToAdd: null })
    const named = { ...ship, name: 'Mara' }
    expect(createBody({ ...whole, addresses: [named, bill] })).toMatchObject({ root: named })
  })

  it('sends one address once where it is both defaults, and none that is blank', () => {
    expect(createBody({ ...whole, defaultBillingAddressId: 's' })).toMatchObject({
      root: ship,
      billing: null,
    })
    const blank = newAddress('s', { line1: ' ' })
    expect(createBody({ ...whole, addresses: [blank] })).toMatchObject({ root: null, billing: null })
  })
})

describe('refusalOf', () => {
  const refusal = (status: number, body: unknown) =>
    refusalOf({ status, body, retryAfterMs: 0, answeredAt: 0, headers: {} }, ['105|secret'])

  it.each([
    [
      422,
      { message: 'The given data was invalid.', errors: { email: ['CODE_CUSTOMER_EXISTS'] } },
      'email',
      true,
    ],
    [422, { message: 'CODE_CUSTOMER_EXISTS' }, '', true],
    [422, { errors: { email: ['The email has already been taken.'] } }, 'email', true],
    [422, { errors: { name: ['The name field is required.'] } }, 'name', false],
    [422, { errors: { 'default_billing_address.zip': 'Too long.' } }, '', false],
    [422, { errors: { warehouse_id: ['Invalid.'] } }, 'warehouseId', false],
    [400, { message: 'Mara cannot be deleted: Has sales orders' }, '', false],
    [409, {}, '', false],
    [418, 'text', '', false],
    [422, undefined, '', false],
  ])('reads status %i with %j', (status, body, field, exists) => {
    const read = refusal(status, body)
    expect(read).toMatchObject({ status, field, exists })
    expect(read.reason).toMatch(/\S/)
  })

  it("uses the remote's own words, without secrets", () => {
    expect(refusal(422, { message: 'Invalid.', errors: { a: ['One.', 'Two.'], b: 'Three.' } }).reason).toBe(
      'One. Two. Three.',
    )
    expect(refusal(400, { message: 'Token 105|secret is bad' }).reason).toBe('Token [redacted] is bad')
  })
})
