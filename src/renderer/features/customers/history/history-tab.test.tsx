import { screen, within } from '@testing-library/react'
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
