import { describe, expect, test } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress, type Address } from '../domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '../domain/customer.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { changesBetween } from './draft-changes.ts'
import { readCells, type RowProblem } from './row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext, type RowContext, type RowDraft } from './row-to-draft.ts'

let ids = 0
function contextOf(header: string[], capabilities: ConnectorCapabilities | null = null): RowContext {
  const mapping = recogniseCustomerColumns(header).map((guess) => guess.target)
  return rowContext(mapping, capabilities, () => `a${++ids}`)
}

function created(
  header: string[],
  row: string[],
  capabilities: ConnectorCapabilities | null = null,
): RowDraft {
  const context = contextOf(header, capabilities)
  return newDraftFrom(readCells(row, context.mapping), context)
}

function edited(present: CustomerDraft, header: string[], row: string[]): RowDraft {
  const context = contextOf(header)
  return editedDraftFrom(present, readCells(row, context.mapping), context)
}

function addressesOf(draft: CustomerDraft): { shipping: Address | undefined; billing: Address | undefined } {
  return {
    shipping: draft.addresses.find((one) => one.id === draft.defaultShippingAddressId),
    billing: draft.addresses.find((one) => one.id === draft.defaultBillingAddressId),
  }
}

const rules = (problems: RowProblem[]): string[] =>
  problems.map(({ column, target, rule }) => `${column} ${target} ${rule}`)

describe('a new customer', () => {
  test('everything stays text, trimmed', () => {
    const { draft, problems } = created(
      ['Name', 'Phone', 'Postcode', 'Code', 'Notes'],
      ['  Ann ', '0412 345 678', '0800', '1E5', ' 12345678901234567890 '],
    )
    expect(problems).toEqual([])
    expect(draft).toMatchObject({
      name: 'Ann',
      phone: '0412 345 678',
      code: '1E5',
      notes: '12345678901234567890',
    })
    expect(addressesOf(draft).shipping?.postcode).toBe('0800')
  })

  test('escaped formulas and phones lose their apostrophe, other apostrophes stay', () => {
    const { draft } = created(['Name', 'Phone', 'Notes'], ["O'Brien", "'+61 404 000 111", "'=1"])
    expect(draft).toMatchObject({ name: "O'Brien", phone: '+61 404 000 111', notes: '=1' })
  })

  test('a root address ships, a separate one bills, and one address twice is one', () => {
    const header = ['Name', 'Address 1', 'City', 'Billing address 1', 'Billing city']
    const two = created(header, ['Ann', '1 High St', 'Bern', 'PO Box 7', 'Bern']).draft
    expect(two.addresses).toHaveLength(2)
    expect(addressesOf(two)).toMatchObject({
      shipping: { line1: '1 High St' },
      billing: { line1: 'PO Box 7' },
    })
    const one = created(header, ['Ann', '1 High St', 'Bern', '1 high st.', 'BERN']).draft
    expect(one.addresses).toHaveLength(1)
    expect(one.defaultBillingAddressId).toBe(one.defaultShippingAddressId)
  })

  test('countries become codes, whatever column and spelling they come in', () => {
    const country = (header: string, cell: string): string | undefined =>
      addressesOf(created(['Name', 'Address 1', header], ['Ann', '1 High St', cell]).draft).shipping
        ?.countryCode
    expect(country('Country', 'australia')).toBe('AU')
    expect(country('Country', 'AUS')).toBe('AU')
    expect(country('Country code', 'Deutschland')).toBe('DE')
  })

  test('a state that is a code is taken for one where the file has no column for it', () => {
    const state = (cell: string): object | undefined =>
      addressesOf(created(['Name', 'State'], ['Ann', cell]).draft).shipping
    expect(state('VIC')).toMatchObject({ regionCode: 'VIC', region: '' })
    expect(state('Victoria')).toMatchObject({ regionCode: '', region: 'Victoria' })
  })

  test('what stands in the billing address alone is the customer’s own (WooCommerce)', () => {
    const { draft } = created(
      [
        'user_email',
        'billing_first_name',
        'billing_last_name',
        'billing_company',
        'billing_phone',
        'billing_city',
      ],
      ['mara@okafor.example', 'Mara', 'Okafor', 'Okafor Hardware', '+1 510 555 0144', 'Oakland'],
    )
    expect(draft).toMatchObject({
      firstName: 'Mara',
      lastName: 'Okafor',
      company: 'Okafor Hardware',
      phone: '+1 510 555 0144',
    })
    expect(addressesOf(draft).billing).toMatchObject({ firstName: 'Mara', city: 'Oakland' })
  })

  test('a name in two columns becomes one where the remote has one field', () => {
    const remote = capabilities({ fields: ['name', 'email'] })
    expect(created(['First name', 'Last name'], ['Ann', 'Lee'], remote).draft.name).toBe('Ann Lee')
    expect(created(['First name', 'Last name'], ['Ann', 'Lee']).draft.name).toBe('')
  })

  test('cells that cannot be taken are named with column and rule', () => {
    const { problems } = created(
      ['Name', 'E-mail', 'Country', 'Phone', 'Accepts marketing'],
      ['Ann', 'ann at lee', 'Atlantis', '4.41E+11', 'perhaps'],
    )
    expect(rules(problems)).toEqual([
      '1 email email',
      '3 phone damaged-number',
      '4 acceptsMarketing yes-no',
      '2 shipping.country country',
    ])
  })

  test('a row that names nobody is told, and so is what the remote demands', () => {
    expect(rules(created(['Name', 'City'], ['', 'Bern']).problems)).toEqual(['-1 name required'])
    const remote = capabilities({
      requirements: { required: ['email'], anyOf: [['phone', 'mobile']], maxLength: 10 },
    })
    expect(
      rules(created(['Name', 'Address 1'], ['A very long name', '1 High Street'], remote).problems),
    ).toEqual(['-1 email required', '-1 phone one-of', '0 name too-long', '1 shipping.line1 too-long'])
  })

  test('cells beyond the header and rows that are too short do no harm', () => {
    expect(created(['Name', 'E-mail'], ['Ann', '', 'x', 'y']).draft).toMatchObject({ name: 'Ann', email: '' })
    expect(created(['Name', 'E-mail'], ['Ann']).draft).toMatchObject({ name: 'Ann', email: '' })
  })

  test('a hostile header pollutes nothing', () => {
    const { draft } = created(['__proto__', 'constructor', 'Name'], ['polluted', 'broken', 'Ann'])
    expect(draft.name).toBe('Ann')
    expect(Object.getPrototypeOf(draft)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
  })
})

describe('an existing customer', () => {
  const home = newAddress('home', {
    line1: '1 High Street',
    line2: 'Unit 5',
    city: 'Melbourne',
    regionCode: 'VIC',
    region: 'Victoria',
    postcode: '3000',
    countryCode: 'AU',
    phone: '03 5550 1234',
  })
  const present: CustomerDraft = {
    ...emptyCustomerDraft(),
    name: 'Ann Lee',
    email: 'ann@lee.example',
    tags: ['trade', 'vip'],
    acceptsMarketing: true,
    addresses: [home],
    defaultShippingAddressId: 'home',
    defaultBillingAddressId: 'home',
  }

  test('filled cells replace, blank ones and missing columns keep', () => {
    const { draft } = edited(present, ['Name', 'E-mail', 'Phone'], ['Ann Smith', '', '03 1'])
    expect(changesBetween(present, draft)).toEqual([
      { key: 'name', before: 'Ann Lee', after: 'Ann Smith' },
      { key: 'phone', before: '', after: '03 1' },
    ])
  })

  test('other spellings of the same change nothing', () => {
    const { draft, problems } = edited(
      present,
      ['Name', 'Tags', 'Address 1', 'State', 'Country', 'Accepts marketing'],
      [' Ann Lee', 'vip; trade', '1 High Street ', 'vic', 'Australia', 'TRUE'],
    )
    expect(problems).toEqual([])
    expect(draft).toEqual(present)
  })

  test('a cell that is wrong but says what is there already does no harm', () => {
    const odd = { ...present, email: 'front desk', phone: '4.41E+11' }
    expect(edited(odd, ['E-mail', 'Phone'], ['front desk', '4.41E+11'])).toEqual({ draft: odd, problems: [] })
    expect(rules(edited(odd, ['E-mail'], ['back desk']).problems)).toEqual(['0 email email'])
  })

  test('a part of the address can be corrected without losing the others', () => {
    const { draft } = edited(present, ['Address 1', 'Address phone'], ['1 High Street', ''])
    expect(draft).toEqual(present)
    const phone = edited(present, ['Shipping phone'], ['03 9']).draft
    expect(addressesOf(phone).shipping).toEqual({ ...home, phone: '03 9' })
  })

  test('another place is taken whole: no unit number of the old one stays', () => {
    const { draft } = edited(
      present,
      ['Address 1', 'Address 2', 'City', 'State', 'Postcode'],
      ['9 Low Road', '', 'Hobart', 'TAS', '7000'],
    )
    expect(addressesOf(draft).shipping).toMatchObject({
      id: 'home',
      line1: '9 Low Road',
      line2: '',
      city: 'Hobart',
      regionCode: 'TAS',
      region: '',
      countryCode: 'AU',
      phone: '03 5550 1234',
    })
  })

  test('where one address ships and bills, the row can part them, once', () => {
    const header = ['Address 1', 'City', 'Postcode', 'Billing address 1', 'Billing city', 'Billing postcode']
    const row = ['1 High Street', 'Melbourne', '3000', 'PO Box 7', 'Geelong', '3220']
    const { draft } = edited(present, header, row)
    expect(addressesOf(draft)).toMatchObject({
      shipping: { id: 'home', line1: '1 High Street' },
      billing: { line1: 'PO Box 7', postcode: '3220' },
    })
    expect(draft.addresses).toHaveLength(2)
    expect(edited(draft, header, row).draft).toEqual(draft)
  })

  test('where one address ships and bills and only shipping moves, billing stays', () => {
    const header = ['Shipping address 1', 'Billing address 1']
    const { draft } = edited(present, header, ['9 Low Road', '1 High Street'])
    expect(addressesOf(draft)).toMatchObject({ shipping: { line1: '9 Low Road' }, billing: home })
    expect(edited(draft, header, ['9 Low Road', '1 High Street']).draft).toEqual(draft)
  })

  test('a customer without address gets one', () => {
    const bare = { ...present, addresses: [], defaultShippingAddressId: '', defaultBillingAddressId: '' }
    const { draft } = edited(bare, ['City', 'Billing city'], ['Bern', 'Basel'])
    expect(addressesOf(draft)).toMatchObject({ shipping: { city: 'Bern' }, billing: { city: 'Basel' } })
  })
})

function capabilities(change: Partial<ConnectorCapabilities>): ConnectorCapabilities {
  return {
    system: 'sku-io',
    displayName: 'Remote',
    entities: ['customer'],
    pull: 'full-scan',
    pageSize: 100,
    listLacksDetails: false,
    writes: { create: true, update: true, delete: true, archive: true },
    fields: ['name', 'firstName', 'lastName', 'email', 'phone', 'mobile'],
    updateOnlyFields: [],
    addresses: {
      shape: 'list',
      slots: [],
      fields: ['line1', 'city'],
      canEdit: false,
      canRemove: false,
      createCarries: 'all-addresses',
    },
    uniqueKeys: ['email'],
    findKeys: ['email'],
    searchBeforeCreate: false,
    bulk: { create: 1, update: 1, archive: 1, delete: 1, together: 1 },
    settleMs: 0,
    requirements: { required: [], anyOf: [], maxLength: 255 },
    normaliser: { caseless: [], maxLength: 255 },
    ...change,
  }
}
