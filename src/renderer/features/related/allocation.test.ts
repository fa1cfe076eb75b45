import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RelatedOrder } from '#shared/connector/related-data.ts'
import { compareDecimals } from '#shared/domain/decimal.ts'
import { allocationOf, oldestFirst } from './allocation.ts'

const order = (remoteId: string, balance: string, orderedAt = 0): RelatedOrder => ({
  ...{ remoteId, number: `SO-${remoteId}`, orderedAt, status: '', currency: '', total: balance, balance },
  lines: [],
})

it('adds what is typed, and takes a decimal comma', () => {
  const orders = [order('10', '70.00'), order('11', '50.00'), order('12', '9.00')]
  expect(allocationOf({ '10': ' 70 ', '11': '12,50', '12': '0' }, orders, '100.00')).toEqual({
    orders: [
      { orderId: '10', orderNumber: 'SO-10', amount: '70' },
      { orderId: '11', orderNumber: 'SO-11', amount: '12.50' },
    ],
    sum: '82.50',
    left: '17.50',
    problems: new Map(),
  })
})

it('names each amount that cannot be', () => {
  const orders = [order('10', '70.00'), order('11', '50.00'), order('12', '50.00')]
  const { problems, left } = allocationOf({ '10': '70.01', '11': 'ten', '12': '-5' }, orders, '60')
  expect([...problems]).toEqual([
    ['10', 'moreThanBalance'],
    ['11', 'notAnAmount'],
    ['12', 'notAnAmount'],
  ])
  expect(left).toBe('-10.01')
})

it('uses the credit up on the oldest orders first', () => {
  const orders = [order('10', '70.00', 3), order('11', '50.00', 1), order('12', '0.00', 0)]
  expect(oldestFirst(orders, '60.00')).toEqual({ '11': '50.00', '10': '10.00' })
})

it('never fills in more than remains or is to be paid', () => {
  const cents = fc.integer({ min: 0, max: 100_000 }).map((amount) => (amount / 100).toFixed(2))
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 8 }), cents, (balances, remaining) => {
      const orders = balances.map((balance, at) => order(String(at), balance, at))
      const { left, problems, sum } = allocationOf(oldestFirst(orders, remaining), orders, remaining)
      expect(problems.size).toBe(0)
      expect(compareDecimals(left, '0')).toBeGreaterThanOrEqual(0)
      const total = allocationOf(
        Object.fromEntries(orders.map((each) => [each.remoteId, each.balance])),
        orders,
        '0',
      )
      // Something is left only where everything is paid.
      if (compareDecimals(left, '0') > 0) expect(compareDecimals(sum, total.sum)).toBe(0)
    }),
  )
})
