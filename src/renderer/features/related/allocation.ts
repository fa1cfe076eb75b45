import type { AllocatedOrder } from '#shared/connector/remote-action.ts'
import type { RelatedOrder } from '#shared/connector/related-data.ts'
import { compareDecimals, isDecimal, subtractDecimals, sumOfDecimals } from '#shared/domain/decimal.ts'

/** What is wrong with the amount of one order. */
export type AmountProblem = 'notAnAmount' | 'moreThanBalance'

/** What the typed amounts come to. */
export interface Allocation {
  /** What would be sent: the orders with an amount above zero. */
  orders: AllocatedOrder[]
  sum: string
  /** What of the credit is left, negative where it does not suffice. */
  left: string
  problems: ReadonlyMap<string, AmountProblem>
}

/** An amount as typed, with a decimal point; '' = none. A comma is taken for the point where it can be nothing else. */
function amountOf(typed: string): string {
  const text = typed.trim()
  return /^\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : text
}

/** What the amounts typed for each order (by its remote id) come to, of a credit of which `remaining` is left. */
export function allocationOf(
  typed: Readonly<Record<string, string>>,
  orders: readonly RelatedOrder[],
  remaining: string,
): Allocation {
  const problems = new Map<string, AmountProblem>()
  const allocated: AllocatedOrder[] = []
  for (const { remoteId, number, balance } of orders) {
    const amount = amountOf(typed[remoteId] ?? '')
    if (amount === '') continue
    if (!isDecimal(amount) || compareDecimals(amount, '0') < 0) {
      problems.set(remoteId, 'notAnAmount')
      continue
    }
    if (isDecimal(balance) && compareDecimals(amount, balance) > 0) problems.set(remoteId, 'moreThanBalance')
    if (compareDecimals(amount, '0') > 0) {
      allocated.push({ orderId: remoteId, orderNumber: number, amount })
    }
  }
  const sum = sumOfDecimals(allocated.map(({ amount }) => amount))
  const left = isDecimal(remaining) ? subtractDecimals(remaining, sum) : '0'
  return { orders: allocated, sum, left, problems }
}

/** Amounts that use up the credit on the oldest orders first. */
export function oldestFirst(orders: readonly RelatedOrder[], remaining: string): Record<string, string> {
  const amounts: Record<string, string> = {}
  let left = isDecimal(remaining) ? remaining : '0'
  for (const { remoteId, balance } of [...orders].sort((a, b) => a.orderedAt - b.orderedAt)) {
    if (!isDecimal(balance) || compareDecimals(balance, '0') <= 0 || compareDecimals(left, '0') <= 0) continue
    const amount = compareDecimals(balance, left) > 0 ? left : balance
    amounts[remoteId] = amount
    left = subtractDecimals(left, amount)
  }
  return amounts
}
