import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { HistoryTab } from './history-tab.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let customer: Customer

beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  customer = await desk.workspace.customers.create({ ...emptyCustomerDraft(), name: 'Ada' })
})
afterEach(async () => {
  await desk.close()
})

const entry = (at: number, origin: HistoryEntry['origin'], before: string, after: string): HistoryEntry => ({
  ...{ id: `e${String(at)}`, customerId: customer.id, at, origin, batchId: '' },
  changes: [{ key: 'company', before, after }],
})

it('says what changed, from what to what, where it came from and when, newest first', async () => {
  await desk.workspace.history.add([
    entry(1000, 'edit', '', 'One'),
    entry(2000, 'remote', 'One', 'Two'),
    entry(3000, 'rule', 'Three', 'Two'),
    entry(4000, 'conflict', 'Four', 'Two'),
    entry(5000, 'undo', 'Two', 'Four'),
    entry(6000, 'discard', 'Five', 'Four'),
  ])
  renderInWorkspace(<HistoryTab customer={customer} />, desk.workspace)
  const list = await screen.findByRole('list', { name: 'History' })
  await screen.findByText('Changes given up')
  const lines = within(list).getAllByRole('listitem')
  expect(lines.map((line) => line.textContent)).toEqual([
    expect.stringContaining('Changes given upCompanyFive → Four'),
    expect.stringContaining('Taken backCompanyTwo → Four'),
    expect.stringContaining('Conflict decidedCompanyFour → Two'),
    expect.stringContaining('Decided by the rule of this workspaceCompanyThree → Two'),
    expect.stringMatching(/Changed at .*CompanyOne → Two/),
    expect.stringContaining('Changed hereCompanyempty → One'),
    expect.stringContaining('Added'),
  ])
  expect(list.tabIndex).toBe(0)
})

it('says what a person made of a customer that one side had deleted', async () => {
  await desk.workspace.history.add([
    {
      ...entry(1000, 'conflict', '', ''),
      changes: [{ key: 'fate', before: 'deleted-there', after: 'restore-as-new' }],
    },
  ])
  renderInWorkspace(<HistoryTab customer={customer} />, desk.workspace)
  const list = await screen.findByRole('list', { name: 'History' })
  await screen.findByText('Conflict decided')
  expect(within(list).getAllByRole('listitem')[0]?.textContent).toContain(
    'Customerdeleted there, changed here → kept, to be added there again',
  )
})

it('puts what one import did to SKU mappings into one line, and shows a few of many', async () => {
  const many = (batch: string, at: number, from: number, count: number): HistoryEntry => ({
    ...{ id: `${batch} ${String(from)}`, customerId: customer.id, at, origin: 'import', batchId: batch },
    changes: Array.from({ length: count }, (_, index) => ({
      ...{ key: `sku/A-${String(from + index)}`, before: '', after: '7' },
    })),
  })
  await desk.workspace.history.add([
    many('b1', 1000, 0, 10),
    many('b1', 1001, 10, 10),
    many('b2', 1002, 0, 2),
  ])
  renderInWorkspace(<HistoryTab customer={customer} />, desk.workspace)
  const list = await screen.findByRole('list', { name: 'History' })
  await screen.findAllByText('SKU A-0: product')
  const lines = within(list).getAllByRole('listitem')
  expect(lines).toHaveLength(3)
  const [, first] = lines
  if (first === undefined) throw new Error('There are three')
  expect(within(first).getAllByText(/none/)).toHaveLength(12)
  await user.click(within(first).getByRole('button', { name: 'Show 8 more changes' }))
  expect(within(first).getAllByText(/none/)).toHaveLength(20)
})

it('names the country of an address once, in words', async () => {
  const changes = [
    { key: 'address/a/country', before: '', after: 'United Kingdom' },
    { key: 'address/a/countryCode', before: 'AU', after: 'GB' },
  ]
  await desk.workspace.history.add([{ ...entry(1000, 'edit', '', ''), changes }])
  renderInWorkspace(<HistoryTab customer={customer} />, desk.workspace)
  expect((await screen.findByText('Address: Country')).parentElement?.textContent).toBe(
    'Address: CountryAustralia → United Kingdom',
  )
})
