import { expect, it } from 'vitest'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { waitingAmounts } from './waiting-amounts.ts'

const credit: RelatedCredit = {
  ...{ remoteId: '31', number: 'SC-31', creditedAt: 0, status: 'open', total: '100.00', remaining: '100.00' },
  allocations: [],
}
const order = (remoteId: string, balance: string): RelatedOrder => ({
  ...{ remoteId, number: `SO-${remoteId}`, orderedAt: 0, status: '', currency: '', total: balance, balance },
  lines: [],
})
const command = (state: QueuedAction['state'], kind: QueuedAction['kind'], input: object): QueuedAction =>
  ({
    ...{ id: '1', customerId: 'c', createdAt: 0, finishedAt: 0, message: '', position: 0 },
    ...{ state, kind, input },
  }) as unknown as QueuedAction
const allocate = (state: QueuedAction['state'], orderId: string, amount: string): QueuedAction =>
  command(state, 'allocate-credit', {
    ...{ creditId: '31', creditNumber: 'SC-31' },
    orders: [{ orderId, orderNumber: `SO-${orderId}`, amount }],
  })

it('counts what is still to be run, and nothing that has been', () => {
  const { afterwards, stillToBePaid } = waitingAmounts([
    allocate('waiting', '10', '30.10'),
    allocate('running', '10', '20.20'),
    allocate('unknown', '10', '1.00'),
    allocate('refused', '10', '1.00'),
    allocate('done', '11', '1.00'),
  ])
  expect(afterwards(credit).remaining).toBe('49.70')
  expect(afterwards({ ...credit, remoteId: '32' }).remaining).toBe('100.00')
  const orders = [order('10', '50.30'), order('11', '9.00'), order('12', '')]
  expect(stillToBePaid(orders).map(({ balance }) => balance)).toEqual(['0.00', '9.00', ''])
})

it('leaves nothing below zero, and names what is being taken back', () => {
  const back = command('waiting', 'unallocate-credit', { creditId: '31', allocationId: '9' })
  const { afterwards, takenBack } = waitingAmounts([allocate('waiting', '10', '130'), back])
  expect(afterwards(credit).remaining).toBe('0')
  expect([...takenBack]).toEqual(['9'])
})
