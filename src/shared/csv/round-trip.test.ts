import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ADDRESS_FIELDS, newAddress, type Address } from '../domain/address.ts'
import {
  CUSTOMER_TEXT_FIELDS,
  draftOf,
  emptyCustomerDraft,
  newCustomer,
  type Customer,
} from '../domain/customer.ts'
import { COLUMN_TARGETS } from './column-target.ts'
import { escapeForExcel, escapeForMachine } from './csv-escape.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { CUSTOMER_EXPORT_HEADER, customerToRow } from './customer-to-row.ts'
import { changesBetween } from './draft-changes.ts'
import { readCells } from './row-cells.ts'
import { editedDraftFrom, rowContext } from './row-to-draft.ts'

/** Every kind of text: ordinary, hostile, blank at its ends, formulas, and any of Unicode. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Ann Lee',
      ' Ann ',
      '\uFEFF',
      '=1+1',
      "'=1",
      "''+61 404",
      '+61 404 000 111',
      '4.41E+11',
      '0800',
      'VIC',
      'Victoria',
      'AU',
      'au',
      'Australia',
      'Atlantis',
      'not an e-mail',
      'ann@lee.example',
      'two\r\nlines\n',
      '"quoted", text',
      '__proto__',
    ),
  },
)

const address: fc.Arbitrary<Address> = fc
  .tuple(fc.uuid(), fc.array(text, { minLength: ADDRESS_FIELDS.length, maxLength: ADDRESS_FIELDS.length }))
  .chain(([id, parts]) =>
    fc.constantFrom('' as const, '' as const, 'replaced' as const).map((superseded) => ({
      ...newAddress(id, Object.fromEntries(ADDRESS_FIELDS.map((field, at) => [field, parts[at] ?? '']))),
      superseded,
    })),
  )

const customer: fc.Arbitrary<Customer> = fc
  .record({
    texts: fc.array(text, { minLength: CUSTOMER_TEXT_FIELDS.length, maxLength: CUSTOMER_TEXT_FIELDS.length }),
    tags: fc.uniqueArray(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 4 }),
    acceptsMarketing: fc.boolean(),
    addresses: fc.uniqueArray(address, { maxLength: 3, selector: (one) => one.id }),
    shipping: fc.nat(3),
    billing: fc.nat(3),
  })
  .map(({ texts, tags, acceptsMarketing, addresses, shipping, billing }) => {
    const draft = {
      ...emptyCustomerDraft(),
      ...Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field, at) => [field, texts[at] ?? ''])),
      tags: tags.filter((tag) => tag.trim() !== ''),
      acceptsMarketing,
      addresses,
      defaultShippingAddressId: addresses[shipping]?.id ?? '',
      defaultBillingAddressId: addresses[billing]?.id ?? '',
    }
    return newCustomer('0190a8d2-0000-7000-8000-000000000001', draft, 1)
  })

const mapping = recogniseCustomerColumns(CUSTOMER_EXPORT_HEADER).map((guess) => guess.target)

test.each([
  ['for Excel', escapeForExcel],
  ['for other programs', escapeForMachine],
])('importing an export %s changes nothing, whatever is in it', (_flavour, escape) => {
  fc.assert(
    fc.property(customer, (present) => {
      const row = customerToRow(present).map(escape)
      const context = rowContext(mapping, null, () => 'new')
      const { draft, problems } = editedDraftFrom(draftOf(present), readCells(row, mapping), context)
      expect(problems).toEqual([])
      expect(changesBetween(draftOf(present), draft)).toEqual([])
      expect(draft).toEqual(draftOf(present))
    }),
    { numRuns: 3000 },
  )
})

test('an export names the customer by its id here and at the remote', () => {
  const row = customerToRow({ ...newCustomer('local', emptyCustomerDraft(), 1), remoteId: '812' })
  const cells = readCells(row, COLUMN_TARGETS)
  expect(cells.get('localId')?.text).toBe('local')
  expect(cells.get('remoteId')?.text).toBe('812')
})
