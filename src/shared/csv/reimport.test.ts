import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ADDRESS_FIELDS, newAddress, type Address } from '../domain/address.ts'
import { newCustomerFrom } from '../domain/apply-edit.ts'
import { draftOf, emptyCustomerDraft, type CustomerDraft } from '../domain/customer.ts'
import { COLUMN_TARGETS, type ColumnTarget } from './column-target.ts'
import { readCells } from './row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext, type RowContext } from './row-to-draft.ts'

/** Few values, so that customers and rows meet, agree and differ in every way. */
const WORDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  line1: ['1 High St', '1 high st.', '9 Low Road'],
  city: ['Bern', 'Melbourne'],
  postcode: ['3000', '7000'],
  region: ['Victoria', 'VIC', 'tas', 'Bavaria'],
  regionCode: ['VIC', 'TAS', 'XX'],
  country: ['Australia', 'Deutschland', 'Atlantis'],
  countryCode: ['AU', 'de'],
  email: ['ann@lee.example', 'ben@lee.example'],
  acceptsMarketing: ['yes', 'no'],
}
const ANY = ['Ann Lee', 'Ben']

function word(field: string): fc.Arbitrary<string> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fc.constantFrom(...(WORDS[field] ?? ANY)))
}

/** Of the targets those in which fields act on each other; the others are alike. */
const TARGETS: readonly Exclude<ColumnTarget, 'ignore'>[] = COLUMN_TARGETS.filter(
  (target) =>
    ['name', 'firstName', 'company', 'email', 'notes', 'tags', 'acceptsMarketing'].includes(target) ||
    (/\./.test(target) && !/label|lastName|line[23]|itude/.test(target) && !/address[45]/.test(target)),
)

const address: fc.Arbitrary<Address> = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.tuple(...ADDRESS_FIELDS.map(word)))
  .map(([id, parts]) =>
    newAddress(id, Object.fromEntries(ADDRESS_FIELDS.map((field, at) => [field, parts[at] ?? '']))),
  )

const draft: fc.Arbitrary<CustomerDraft> = fc
  .record({
    name: word('name'),
    email: word('email'),
    tags: fc.subarray(['Ann Lee', 'vip']),
    addresses: fc.uniqueArray(address, { maxLength: 3, selector: (one) => one.id }),
    defaultShippingAddressId: fc.constantFrom('', 'a', 'b'),
    defaultBillingAddressId: fc.constantFrom('', 'a', 'b', 'c'),
  })
  .map((fields) => ({ ...emptyCustomerDraft(), company: 'Lee', ...fields }))

/** Ms; a busy computer takes its time over as many tries. */
const PATIENCE = 30_000

interface Case {
  context: RowContext
  row: string[]
}

const file: fc.Arbitrary<Case> = fc
  .record({
    mapping: fc.subarray([...TARGETS], { minLength: 1 }),
    blanks: fc.constantFrom('keep' as const, 'clear' as const),
    defaults: fc.constantFrom({}, { 'shipping.countryCode': 'AU', company: 'Lee Ltd', tags: 'new' }),
  })
  .chain(({ mapping, blanks, defaults }) => {
    let ids = 0
    const context = rowContext(mapping, null, () => `n${++ids}`, { options: { blanks, defaults } })
    return fc.tuple(...mapping.map((target) => word(target.slice(target.indexOf('.') + 1)))).map((row) => ({
      context,
      row,
    }))
  })

test(
  'importing a row a second time changes nothing, whatever it did the first time',
  () => {
    fc.assert(
      fc.property(draft, file, (present, { context, row }) => {
        const cells = readCells(row, context)
        const { draft: once, problems } = editedDraftFrom(present, cells, context)
        fc.pre(problems.length === 0)
        expect(editedDraftFrom(once, cells, context).draft).toEqual(once)
      }),
      { numRuns: 1_000 },
    )
  },
  PATIENCE,
)

test(
  'a customer made of a row is what the row says',
  () => {
    fc.assert(
      fc.property(file, ({ context, row }) => {
        const cells = readCells(row, context)
        const { draft: made, problems } = newDraftFrom(cells, context)
        fc.pre(problems.length === 0)
        const customer = newCustomerFrom('id', made, 1)
        expect(editedDraftFrom(draftOf(customer), cells, context).draft).toEqual(draftOf(customer))
      }),
      { numRuns: 1_000 },
    )
  },
  PATIENCE,
)
