import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { RelatedTab } from './related-tab.tsx'

const user = userEvent.setup({ delay: null })
const credit: RelatedCredit = {
  ...{ remoteId: '31', number: 'SC-31', creditedAt: 0, status: 'open', total: '150.00', remaining: '100.00' },
  allocations: [{ remoteId: '9', orderId: '11', orderNumber: '', amount: '50.00' }],
}
const order = (remoteId: string, balance: string, orderedAt: number): RelatedOrder => ({
  ...{ remoteId, number: `SO-${remoteId}`, orderedAt, status: 'open', currency: 'USD' },
  ...{ total: balance, balance, lines: [] },
})

let desk: TestWorkspace
let customer: Customer
beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  const { customers, remoteData } = desk.workspace
  const { id } = await customers.create({ ...emptyCustomerDraft(), name: 'Mara' })
  const linked = await customers.modify(id, (now) => ({ ...now, remoteId: '7' }))
  if (linked === null) throw new Error('The customer is there')
  customer = linked
  await remoteData.put(id, 'credits', [credit], Date.now())
  await remoteData.put(id, 'orders', [order('10', '70.00', 2), order('11', '50.00', 1)], Date.now())
})
afterEach(() => desk.close())

const queued = async (): Promise<unknown[]> =>
  (await desk.workspace.actions.findAll()).map(({ kind, input, customerId }) => ({ kind, input, customerId }))

it('shows what was last read, without a connection too', async () => {
  renderInWorkspace(<RelatedTab customer={customer} />, desk.workspace)
  expect(await screen.findByRole('table', { name: 'Open sales credits' })).toBeTruthy()
  expect(screen.getByText('50.00 to order SO-11')).toBeTruthy()
  expect(within(screen.getByRole('table', { name: 'Unpaid orders' })).getAllByRole('row')).toHaveLength(3)
})

it('allocates a credit to several orders, and refuses more than there is', async () => {
  renderInWorkspace(<RelatedTab customer={customer} />, desk.workspace)
  await user.click(await screen.findByRole('button', { name: 'Allocate credit SC-31 to orders' }))
  const dialog = await screen.findByRole('dialog', { name: 'Allocate credit SC-31' })
  await user.click(within(dialog).getByRole('button', { name: 'Allocate' }))
  expect(within(dialog).getByText('Enter an amount for at least one order.')).toBeTruthy()
  const first = within(dialog).getByLabelText<HTMLInputElement>('Amount for order SO-10')
  await user.type(first, '70.01')
  expect(within(dialog).getByText('More than is to be paid')).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Oldest orders first' }))
  expect(first.value).toBe('50.00')
  await user.clear(first)
  await user.type(first, '60,5')
  expect(within(dialog).getByText('That is 10.50 more than remains of the credit.')).toBeTruthy()
  await user.clear(first)
  await user.type(first, '49.5')
  await user.click(within(dialog).getByRole('button', { name: 'Allocate 99.50' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(await queued()).toEqual([
    {
      kind: 'allocate-credit',
      customerId: customer.id,
      input: {
        creditId: '31',
        creditNumber: 'SC-31',
        orders: [
          { orderId: '10', orderNumber: 'SO-10', amount: '49.5' },
          { orderId: '11', orderNumber: 'SO-11', amount: '50.00' },
        ],
      },
    },
  ])
  const line = await screen.findByRole('listitem', { name: 'Allocate 99.50 of credit SC-31' })
  await user.click(within(line).getByRole('button', { name: 'Cancel' }))
  await waitFor(async () => expect(await queued()).toEqual([]))
})

it('takes an allocation back, and asks a person about one whose answer was lost', async () => {
  renderInWorkspace(<RelatedTab customer={customer} />, desk.workspace)
  await user.click(await screen.findByRole('button', { name: 'Take back 50.00 from order SO-11' }))
  const line = await screen.findByRole('listitem', {
    name: 'Take back 50.00 of credit SC-31 from order SO-11',
  })
  const [action] = await desk.workspace.actions.findAll()
  expect(action).toMatchObject({ kind: 'unallocate-credit', input: { allocationId: '9' } })
  await desk.workspace.actions.modify(action?.id ?? '', (now) => ({ ...now, state: 'unknown' }))
  expect(await within(line).findByText(/the answer was lost/)).toBeTruthy()
  await user.click(within(line).getByRole('button', { name: 'It was done' }))
  await waitFor(async () => expect((await desk.workspace.actions.findAll())[0]?.state).toBe('done'))
})
