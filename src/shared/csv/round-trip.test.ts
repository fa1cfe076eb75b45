import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { ADDRESS_FIELDS, newAddress, type Address } from '../domain/address.ts'
import { newCustomerFrom } from '../domain/apply-edit.ts'
import {
  CUSTOMER_TEXT_FIELDS,
  draftOf,
  emptyCustomerDraft,
  newCustomer,
  type Customer,
} from '../domain/customer.ts'
import { COLUMN_TARGETS, USUAL_FURTHER } from './column-target.ts'
import { escapeForExcel, escapeForMachine } from './csv-escape.ts'
import { recogniseCustomerColumns } from './customer-columns.ts'
import { cellsOf, SHOWN_NAME } from './customer-to-row.ts'
import { changesBetween } from './draft-changes.ts'
import { exportLayout, furtherColumns, type ExportLayout } from './export-layout.ts'
import { readCells } from './row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext, type RowContext } from './row-to-draft.ts'

function toRow(customer: Customer): string[] {
  return cellsOf(customer, COLUMN_TARGETS)
}

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
      '0412 345 678',
      "'0412345678",
      '(03) 5550-1234 x5',
      'a ::: b',
      '* starred',
      '#N/A',
      '=HYPERLINK("http://x.example","y")',
      '-1+1',
      '@SUM(A1)',
      '\tx',
      '；;,|\t',
      'sep=;',
      'Zoë 🦄 \u202eabc',
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
    archivedAt: fc.constantFrom(0, 5),
    addresses: fc.uniqueArray(address, { maxLength: 7, selector: (one) => one.id }),
    shipping: fc.nat(7),
    billing: fc.nat(7),
  })
  .map(({ texts, tags, acceptsMarketing, archivedAt, addresses, shipping, billing }) => {
    const draft = {
      ...emptyCustomerDraft(),
      ...Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field, at) => [field, texts[at] ?? ''])),
      tags: tags.filter((tag) => tag.trim() !== ''),
      acceptsMarketing,
      addresses,
      defaultShippingAddressId: addresses[shipping]?.id ?? '',
      defaultBillingAddressId: addresses[billing]?.id ?? '',
    }
    return { ...newCustomer('0190a8d2-0000-7000-8000-000000000001', draft, 1), archivedAt }
  })

type Flavour = 'excel' | 'machine'
/** Ms; a busy computer takes its time over as many tries. */
const PATIENCE = 30_000

const FLAVOURS = [['excel'], ['machine']] as const

/** The file as export writes it, read again by the parser of import: the rows under the header. */
function throughFile(layout: ExportLayout, customers: readonly Customer[], flavour: Flavour): string[][] {
  const escape = flavour === 'excel' ? escapeForExcel : escapeForMachine
  const cells = [layout.header, ...customers.map((one) => layout.row(one))].map((row) => row.map(escape))
  const text = Papa.unparse(cells, { newline: '\r\n', quotes: flavour === 'excel' })
  const [header, ...rows] = Papa.parse<string[]>(`\uFEFF${text}`, { delimiter: ',', newline: '\r\n' }).data
  expect(header).toEqual(layout.header)
  expect(rows).toHaveLength(customers.length)
  return rows
}

function contextOf(layout: ExportLayout, blanks: 'keep' | 'clear' = 'keep'): RowContext {
  const mapping = recogniseCustomerColumns(layout.header).map((guess) => guess.target)
  let ids = 0
  return rowContext(mapping, null, () => `new${++ids}`, {
    header: layout.header,
    options: { blanks, defaults: {} },
  })
}

function expectUnchanged(present: Customer, row: readonly string[], context: RowContext): void {
  const { draft, archived, problems, warnings } = editedDraftFrom(
    draftOf(present),
    readCells(row, context),
    context,
    'localId',
  )
  expect(problems).toEqual([])
  expect(warnings).toEqual([])
  const is = { before: present.archivedAt !== 0, after: archived ?? present.archivedAt !== 0 }
  expect(changesBetween(draftOf(present), draft, is)).toEqual([])
  expect(draft).toEqual(draftOf(present))
}

describe.each(FLAVOURS)('an export for %s', (flavour) => {
  const complete = exportLayout('complete')

  test.each(['keep', 'clear'] as const)(
    'changes nothing when it is imported and blank cells %s',
    (blanks) => {
      const context = contextOf(complete, blanks)
      fc.assert(
        fc.property(fc.array(customer, { minLength: 1, maxLength: 3 }), (customers) => {
          const rows = throughFile(complete, customers, flavour)
          for (const [at, present] of customers.entries()) expectUnchanged(present, rows[at] ?? [], context)
        }),
        { numRuns: 100 },
      )
    },
    PATIENCE,
  )

  test(
    'of chosen columns changes nothing either',
    () => {
      fc.assert(
        fc.property(customer, fc.shuffledSubarray([...COLUMN_TARGETS]), (present, chosen) => {
          const columns = chosen.includes('localId') ? chosen : [...chosen, 'localId' as const]
          const asShown = columns.map((column) => (column === 'name' ? SHOWN_NAME : column))
          for (const layout of [
            exportLayout('columns', { columns }),
            exportLayout('columns', { columns: asShown }),
          ]) {
            const [row] = throughFile(layout, [present], flavour)
            expectUnchanged(present, row ?? [], contextOf(layout))
          }
        }),
        { numRuns: 100 },
      )
    },
    PATIENCE,
  )

  test(
    'makes the same customers again where there are none',
    () => {
      const context = contextOf(complete)
      const remade = (one: Customer): Customer | null => {
        const [row] = throughFile(complete, [one], flavour)
        const { draft, archived, problems } = newDraftFrom(readCells(row ?? [], context), context)
        if (problems.length > 0) return null
        return { ...newCustomerFrom(one.id, draft, 1), archivedAt: archived === true ? 5 : 0 }
      }
      fc.assert(
        fc.property(customer, (one) => {
          // Once through the rules for new customers (trimmed, equal addresses one), then nothing changes any more.
          const made = remade(one)
          fc.pre(made !== null && furtherColumns(made) === USUAL_FURTHER)
          const again = remade(made)
          expect(again === null ? null : toRow(again)).toEqual(toRow(made))
        }),
        { numRuns: 100 },
      )
    },
    PATIENCE,
  )
})

test('an export names the customer by its id here and at the remote', () => {
  const row = toRow({ ...newCustomer('local', emptyCustomerDraft(), 1), remoteId: '812' })
  const cells = readCells(
    row,
    rowContext(COLUMN_TARGETS, null, () => 'new'),
  )
  expect(cells.get('localId')?.text).toBe('local')
  expect(cells.get('remoteId')?.text).toBe('812')
})

test('a complete export has columns for as many addresses as a customer has', () => {
  const addresses = Array.from({ length: 30 }, (_, at) => newAddress(`a${at}`, { city: `City ${at}` }))
  const draft = { ...emptyCustomerDraft(), name: 'Ann', addresses, defaultShippingAddressId: 'a0' }
  const ann = newCustomer('id', draft, 1)
  const further = furtherColumns(ann)
  expect(further).toBe(29)
  const layout = exportLayout('complete', { further })
  const [row] = throughFile(layout, [ann], 'excel')
  expectUnchanged(ann, row ?? [], contextOf(layout))
})

test('columns of the list show the name that the list shows, and importing it changes nothing', () => {
  const ada = newCustomer('id', { ...emptyCustomerDraft(), firstName: 'Ada', lastName: 'Lovelace' }, 1)
  const layout = exportLayout('columns', { columns: [SHOWN_NAME, 'localId'] })
  expect(layout.header).toEqual(['Name', 'Customer Desk ID'])
  const [row] = throughFile(layout, [ada], 'excel')
  expect(row).toEqual(['Ada Lovelace', 'id'])
  expectUnchanged(ada, row ?? [], contextOf(layout))
})

test('columns of the list show the address that the list shows, and importing them changes no address', () => {
  const address = newAddress('b', { city: 'Hobart', postcode: '7000', regionCode: 'TAS', countryCode: 'AU' })
  const draft = { ...emptyCustomerDraft(), name: 'Ann', addresses: [address], defaultBillingAddressId: 'b' }
  const ann = newCustomer('id', draft, 1)
  const columns = [
    SHOWN_NAME,
    'shown.city',
    'shown.postcode',
    'shown.region',
    'shown.countryCode',
    'localId',
  ] as const
  const layout = exportLayout('columns', { columns })
  const [row] = throughFile(layout, [ann], 'excel')
  expect(row).toEqual(['Ann', 'Hobart', '7000', 'TAS', 'Australia', 'id'])
  expectUnchanged(ann, row ?? [], contextOf(layout))
  expect(recogniseCustomerColumns(layout.header).map(({ target, sure }) => [target, sure])).toEqual([
    ['name', true],
    ...Array.from({ length: 4 }, () => ['ignore', false]),
    ['localId', true],
  ])
})
