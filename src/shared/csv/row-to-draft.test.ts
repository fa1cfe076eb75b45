import { describe, expect, test } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress, type Address } from '../domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '../domain/customer.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { changesBetween } from './draft-changes.ts'
import type { ImportOptions, MatchKey } from './import-options.ts'
import { moreCells, readCells, type RowProblem } from './row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext, type RowContext, type RowDraft } from './row-to-draft.ts'

let ids = 0
function contextOf(
  header: string[],
  capabilities: ConnectorCapabilities | null = null,
  options: Partial<Pick<ImportOptions, 'blanks' | 'defaults'>> = {},
): RowContext {
  const mapping = recogniseCustomerColumns(header).map((guess) => guess.target)
  return rowContext(mapping, capabilities, () => `a${++ids}`, {
    header,
    options: { blanks: 'keep', defaults: {}, ...options },
  })
}

function created(
  header: string[],
  row: string[],
  capabilities: ConnectorCapabilities | null = null,
  defaults: ImportOptions['defaults'] = {},
): RowDraft {
  const context = contextOf(header, capabilities, { defaults })
  return newDraftFrom(readCells(row, context), context)
}

function edited(
  present: CustomerDraft,
  header: string[],
  row: string[],
  options: Partial<Pick<ImportOptions, 'blanks' | 'defaults'>> = {},
  matchedBy?: MatchKey,
): RowDraft {
  const context = contextOf(header, null, options)
  return editedDraftFrom(present, readCells(row, context), context, matchedBy)
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
    expect(edited(odd, ['E-mail', 'Phone'], ['front desk', '4.41E+11'])).toMatchObject({
      draft: odd,
      problems: [],
    })
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

describe('blank cells that empty', () => {
  const home = newAddress('home', { line1: '1 High St', line2: 'Unit 5', postcode: '3000', phone: '03 1' })
  const present: CustomerDraft = {
    ...emptyCustomerDraft(),
    name: 'Ann Lee',
    email: 'ann@lee.example',
    phone: '03 5550 1234',
    notes: 'old',
    tags: ['vip'],
    acceptsMarketing: true,
    addresses: [home],
    defaultShippingAddressId: 'home',
  }
  const clear = { blanks: 'clear' } as const

  test('empty mapped fields only', () => {
    const { draft, problems } = edited(present, ['Name', 'Phone', 'Tags'], ['Ann Lee', '', ' '], clear)
    expect(problems).toEqual([])
    expect(changesBetween(present, draft)).toEqual([
      { key: 'phone', before: '03 5550 1234', after: '' },
      { key: 'tags', before: ['vip'], after: '' },
    ])
    expect(
      edited(present, ['Name', 'Accepts marketing'], ['Ann Lee', ''], clear).draft.acceptsMarketing,
    ).toBe(false)
  })

  test('empty parts of an address that the row names, and no address of which all cells are blank', () => {
    const header = ['Name', 'Address 1', 'Address 2', 'Shipping phone']
    expect(
      addressesOf(edited(present, header, ['Ann Lee', '1 High St', '', ''], clear).draft).shipping,
    ).toEqual({
      ...home,
      line2: '',
      phone: '',
    })
    expect(edited(present, header, ['Ann Lee', '', '', ''], clear).draft).toEqual(present)
    const phoneOnly = edited(present, ['Name', 'Shipping phone'], ['Ann Lee', ''], clear).draft
    expect(addressesOf(phoneOnly).shipping).toEqual({ ...home, phone: '' })
  })

  test('never empty what the customer was found by', () => {
    const header = ['Name', 'E-mail', 'Billing e-mail']
    const row = ['Ann Lee', '', 'ann@lee.example']
    expect(edited(present, header, row, clear, 'email').draft.email).toBe('ann@lee.example')
    expect(edited(present, ['Phone', 'Mobile'], ['', ''], clear, 'mobile').draft).toMatchObject({
      phone: '',
      mobile: '',
    })
  })

  test('never empty the last thing to call the customer by: that is a problem', () => {
    const { draft, problems } = edited(present, ['Code', 'Name', 'E-mail'], ['C-1', '', ''], clear, 'code')
    expect(rules(problems)).toEqual(['1 name required'])
    expect(draft).toMatchObject({ name: 'Ann Lee', email: 'ann@lee.example' })
    expect(edited(present, ['Code', 'Name'], ['C-1', ''], clear, 'code')).toMatchObject({
      draft: { name: '', email: 'ann@lee.example' },
      problems: [],
    })
  })
})

describe('defaults', () => {
  test('fill blank cells and missing columns, and addresses only where the row has one', () => {
    const defaults = { 'shipping.country': 'Australia', tags: 'new, 2026', code: 'X' } as const
    const { draft } = created(['Name', 'City', 'Code'], ['Ann', 'Hobart', ''], null, defaults)
    expect(draft).toMatchObject({ tags: ['new', '2026'], code: 'X' })
    expect(addressesOf(draft).shipping).toMatchObject({
      city: 'Hobart',
      countryCode: 'AU',
      country: 'Australia',
    })
    expect(created(['Name', 'City'], ['Ann', ''], null, defaults).draft.addresses).toEqual([])
  })

  test('are checked like cells', () => {
    const { problems } = created(['Name', 'E-mail'], ['Ann', ''], null, { email: 'nobody' })
    expect(rules(problems)).toEqual(['1 email email'])
    expect(rules(created(['Name'], ['Ann'], null, { email: 'nobody' }).problems)).toEqual(['-1 email email'])
  })

  test('tell which country a state is of', () => {
    const { draft } = created(['Name', 'State'], ['Ann', 'Victoria'], null, { 'shipping.countryCode': 'AU' })
    expect(addressesOf(draft).shipping).toMatchObject({
      region: 'Victoria',
      regionCode: 'VIC',
      countryCode: 'AU',
    })
  })

  test('change nothing that an existing customer has', () => {
    const home = newAddress('home', { city: 'Auckland', countryCode: 'NZ' })
    const present = {
      ...emptyCustomerDraft(),
      name: 'Ann',
      company: 'Lee',
      addresses: [home],
      defaultShippingAddressId: 'home',
    }
    const defaults = {
      company: 'None',
      phone: '03 1',
      'shipping.countryCode': 'AU',
      acceptsMarketing: 'yes',
    } as const
    const { draft } = edited(present, ['Name', 'City'], ['Ann', 'Auckland'], { defaults })
    expect(draft).toEqual({ ...present, phone: '03 1' })
    const blanked = edited(present, ['Name', 'Company'], ['Ann', ''], { defaults, blanks: 'clear' })
    expect(blanked.draft.company).toBe('None')
  })
})

describe('several addresses in a row', () => {
  const header = ['Name', 'Address 1', 'City', 'Address 3 address 1', 'Address 3 city', 'Address 3 phone']

  test('further ones are added and are no defaults', () => {
    const { draft } = created(header, ['Ann', '1 High St', 'Bern', '9 Low Road', 'Basel', ''])
    expect(draft.addresses.map((one) => one.line1)).toEqual(['1 High St', '9 Low Road'])
    expect(addressesOf(draft)).toMatchObject({ shipping: { line1: '1 High St' }, billing: undefined })
  })

  test('an existing customer gains those that it does not have, and details of those that it has', () => {
    const present: CustomerDraft = {
      ...emptyCustomerDraft(),
      name: 'Ann',
      addresses: [
        newAddress('home', { line1: '1 High St', city: 'Bern' }),
        newAddress('shop', { line1: '9 Low Rd.', city: 'Basel', phone: '1' }),
      ],
      defaultShippingAddressId: 'home',
    }
    const same = edited(present, header, ['Ann', '1 High St', 'Bern', '9 low rd', 'BASEL', ''])
    expect(same.draft.addresses).toHaveLength(2)
    const phone = edited(present, header, ['Ann', '1 High St', 'Bern', '9 Low Rd.', 'Basel', '2'])
    expect(phone.draft.addresses[1]).toMatchObject({ id: 'shop', phone: '2' })
    const other = edited(present, header, ['Ann', '1 High St', 'Bern', '7 New Road', 'Chur', ''])
    expect(other.draft.addresses.map((one) => one.line1)).toEqual(['1 High St', '9 Low Rd.', '7 New Road'])
    expect(other.draft.defaultShippingAddressId).toBe('home')
    expect(other.draft.defaultBillingAddressId).toBe('')
  })

  test('one that the row makes the default is not entered a second time', () => {
    const present: CustomerDraft = {
      ...emptyCustomerDraft(),
      name: 'Ann',
      addresses: [
        newAddress('home', { line1: '1 High St', city: 'Bern' }),
        newAddress('shop', { line1: '9 Low Road', city: 'Basel' }),
      ],
      defaultShippingAddressId: 'home',
    }
    const { draft } = edited(present, header, ['Ann', '9 Low Road', 'Basel', '1 High St', 'Bern', ''])
    expect(draft).toEqual({ ...present, defaultShippingAddressId: 'shop' })
  })
})

describe('names and columns that come together', () => {
  test('notes of several columns stand under each other, each with its name; tags are merged', () => {
    const header = ['Name', 'Notes', 'Comments', 'Tags', 'Groups']
    const { draft } = created(header, ['Ann', 'Likes mornings', 'Gate code 4', 'trade, vip', 'vip;north'])
    expect(draft.notes).toBe('Notes: Likes mornings\nComments: Gate code 4')
    expect(draft.tags).toEqual(['trade', 'vip', 'north'])
    expect(created(header, ['Ann', '', 'Gate', '', 'north']).draft).toMatchObject({
      notes: 'Comments: Gate',
      tags: ['north'],
    })
    expect(created(['Name', 'Notes'], ['Ann', 'Gate']).draft.notes).toBe('Gate')
  })

  test('one name becomes two where the remote has two fields', () => {
    const remote = capabilities({ fields: ['firstName', 'lastName', 'email'] })
    const two = (name: string): string[] => {
      const { draft } = created(['Name'], [name], remote)
      return [draft.firstName, draft.lastName]
    }
    expect(two('Ann Lee')).toEqual(['Ann', 'Lee'])
    expect(two('Lee, Ann Mary')).toEqual(['Ann Mary', 'Lee'])
    expect(two('Ann van der Berg')).toEqual(['Ann', 'van der Berg'])
    expect(two('Cher')).toEqual(['Cher', ''])
  })

  test('the archived state is told, not taken into the draft', () => {
    expect(created(['Name', 'Archived'], ['Ann', 'yes']).archived).toBe(true)
    expect(created(['Name', 'Archived'], ['Ann', 'no']).archived).toBe(false)
    expect(created(['Name', 'Archived'], ['Ann', '']).archived).toBeNull()
    expect(rules(created(['Name', 'Archived'], ['Ann', 'perhaps']).problems)).toEqual(['1 archived yes-no'])
  })
})

describe('conventions of other programs', () => {
  test('Google Contacts writes several values into a cell, Shopify an apostrophe before digits', () => {
    const { draft } = created(
      ['Name', 'E-mail 1 - Value', 'Labels', 'Phone', 'Address 1', 'Zip'],
      [
        'Ann',
        'ann@lee.example ::: a@b.example',
        '* myContacts ::: Trade',
        "'0412345678",
        '1 High St',
        "'0800",
      ],
    )
    expect(draft).toMatchObject({ email: 'ann@lee.example', tags: ['Trade'], phone: '0412345678' })
    expect(addressesOf(draft).shipping?.postcode).toBe('0800')
  })

  test('an own export is taken word for word', () => {
    const { draft } = created(['Name', 'Phone', 'Customer Desk ID'], ['a ::: b', "'0412", 'id'])
    expect(draft).toMatchObject({ name: 'a ::: b', phone: "'0412" })
  })
})

describe('states and provinces', () => {
  const state = (country: string, cell: string): RowDraft =>
    created(['Name', 'State', 'Country'], ['Ann', cell, country])

  test.each([
    ['Australia', 'Victoria', 'VIC', 'Victoria'],
    ['AU', 'n.s.w.', 'NSW', ''],
    ['USA', 'california', 'CA', 'california'],
    ['Canada', 'Québec', 'QC', 'Québec'],
    ['New Zealand', 'Otago', 'OTA', 'Otago'],
    ['Italy', 'MI', 'MI', ''],
    ['Germany', 'Nordrhein-Westfalen', 'NW', 'Nordrhein-Westfalen'],
    ['New Zealand', 'Wairarapa', '', 'Wairarapa'],
    ['Iceland', 'Suðurland', '', 'Suðurland'],
  ])('in %s %j is %j, %j', (country, cell, regionCode, region) => {
    const { draft, problems } = state(country, cell)
    expect(problems).toEqual([])
    expect(addressesOf(draft).shipping).toMatchObject({ regionCode, region })
  })

  test('what is no state of the country is a problem where every address has one', () => {
    expect(rules(state('Australia', 'Victorria').problems)).toEqual(['1 shipping.region region'])
    expect(rules(created(['Name', 'State code', 'Country'], ['Ann', 'TX', 'AU']).problems)).toEqual([
      '1 shipping.regionCode region',
    ])
    expect(state('Austria', 'Victorria').problems).toEqual([])
  })

  test('another spelling of the state that is there changes nothing', () => {
    const home = newAddress('home', { line1: '1 High St', regionCode: 'VIC', countryCode: 'AU' })
    const present = {
      ...emptyCustomerDraft(),
      name: 'Ann',
      addresses: [home],
      defaultShippingAddressId: 'home',
    }
    for (const cell of ['Victoria', 'vic', 'VIC.']) {
      expect(edited(present, ['Name', 'State'], ['Ann', cell]).draft).toEqual(present)
    }
    expect(edited(present, ['Name', 'State'], ['Ann', 'Tasmania']).draft.addresses[0]).toMatchObject({
      region: 'Tasmania',
      regionCode: 'TAS',
    })
  })
})

describe('numbers that a spreadsheet has spoilt', () => {
  test.each([
    ['Phone', 'phone'],
    ['Mobile', 'mobile'],
    ['Fax', 'fax'],
    ['Customer code', 'code'],
    ['Reference ID', 'referenceId'],
    ['Remote ID', 'remoteId'],
    ['Postcode', 'shipping.postcode'],
    ['Shipping phone', 'shipping.phone'],
    ['Warehouse ID', 'warehouseId'],
  ])('%s', (header, target) => {
    for (const cell of ['4.41E+11', '4,41E+11', '-4.4e+5', '1E+12']) {
      expect(rules(created(['Name', header], ['Ann', cell]).problems)).toEqual([`1 ${target} damaged-number`])
    }
    expect(created(['Name', header], ['Ann', '44100']).problems).toEqual([])
  })

  test('a postcode without its zero is pointed out where it can be nothing else', () => {
    const warned = (postcode: string, country: string): string[] =>
      rules(created(['Name', 'Postcode', 'Country'], ['Ann', postcode, country]).warnings)
    expect(warned('800', 'Australia')).toEqual(['1 shipping.postcode lost-zero'])
    expect(warned('2134', 'US')).toEqual(['1 shipping.postcode lost-zero'])
    expect(warned('1067', 'Deutschland')).toEqual(['1 shipping.postcode lost-zero'])
    for (const [postcode, country] of [
      ['0800', 'Australia'],
      ['800', ''],
      ['800', 'Iceland'],
      ['80', 'Australia'],
      ['3000', 'Australia'],
    ] as const) {
      expect(warned(postcode, country)).toEqual([])
    }
    expect(created(['Name', 'Postcode', 'Country'], ['Ann', '800', 'AU']).problems).toEqual([])
  })

  test('what a spreadsheet shows in place of a value is pointed out', () => {
    const { problems, warnings } = created(['Name', 'Phone', 'City'], ['Ann', '#NAME?', '####'])
    expect(problems).toEqual([])
    expect(rules(warnings)).toEqual(['1 phone spreadsheet-error', '2 shipping.city spreadsheet-error'])
  })

  test('words in place of a phone number are kept and pointed out', () => {
    const header = ['Name', 'Phone', 'Mobile', 'Fax', 'Shipping phone']
    const { draft, problems, warnings } = created(header, ['Ann', 'ask Ben', 'none', '٠٣ ext.', 'n/a'])
    expect(problems).toEqual([])
    expect(draft.phone).toBe('ask Ben')
    expect(rules(warnings)).toEqual(['1 phone no-number', '2 mobile no-number', '4 shipping.phone no-number'])
  })
})

test('a row that goes on behind the last column is pointed out there', () => {
  const mapping = ['name', 'shipping.city'] as const
  expect(rules(moreCells(['Ann', 'Bern', '', ' 3000'], mapping))).toEqual(['1 shipping.city more-cells'])
  expect(moreCells(['Ann', 'Bern', ' ', ''], mapping)).toEqual([])
  expect(moreCells(['Ann'], mapping)).toEqual([])
})

describe('a name that lists show already', () => {
  const two = { ...emptyCustomerDraft(), firstName: 'Ada', lastName: 'Lovelace', email: 'ada@x.example' }

  test('is no change where it is made of first and last name, company or e-mail', () => {
    expect(edited(two, ['Name', 'E-mail'], ['Ada Lovelace', 'ada@x.example']).draft).toEqual(two)
    const company = { ...emptyCustomerDraft(), company: 'Acme' }
    expect(edited(company, ['Name'], ['Acme']).draft).toEqual(company)
  })

  test('is one where it is another, and where the row changes what it is made of', () => {
    expect(edited(two, ['Name'], ['Ada King']).draft.name).toBe('Ada King')
    const { draft } = edited(two, ['Name', 'First name'], ['Ada Lovelace', 'Augusta'])
    expect(draft).toMatchObject({ name: 'Ada Lovelace', firstName: 'Augusta' })
  })

  test('is one for a remote that has no other field for it', () => {
    const context = contextOf(['Name'], capabilities({ fields: ['name', 'email'] }))
    const { draft } = editedDraftFrom(two, readCells(['Ada Lovelace'], context), context)
    expect(draft.name).toBe('Ada Lovelace')
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
    related: [],
    actions: [],
    settleMs: 0,
    requirements: { required: [], anyOf: [], maxLength: 255 },
    normaliser: { caseless: [], maxLength: 255 },
    ...change,
  }
}

test('a phone that a row tells of one default alone goes to the address that is both', () => {
  const header = ['Shipping line 1', 'Shipping city', 'Billing line 1', 'Billing city', 'Billing phone']
  const row = ['1 Gate', 'York', '1 Gate', 'York', '0113 496 0000']
  const { draft } = edited(emptyCustomerDraft(), header, row)
  expect(draft.addresses).toMatchObject([{ city: 'York', phone: '0113 496 0000' }])
  const { shipping, billing } = addressesOf(draft)
  expect(shipping).toBe(billing)
  expect(edited(draft, header, row).draft).toEqual(draft)
})
