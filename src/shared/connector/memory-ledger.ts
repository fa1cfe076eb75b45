import { compareDecimals, subtractDecimals, sumOfDecimals } from '../domain/decimal.ts'
import type { ActionInputs, ActionOutcome, RemoteAction } from './remote-action.ts'
import type { RelatedCredit, RelatedOrder } from './related-data.ts'

/** The credits and orders of the remote in memory, and what was commanded. */
export class MemoryLedger {
  readonly credits = new Map<string, RelatedCredit[]>()
  readonly orders = new Map<string, RelatedOrder[]>()
  /** Commands that took effect, in their order. */
  readonly done: RemoteAction[] = []
  #lastAllocation = 0

  /** What the remote does with a command that has arrived. */
  run(action: RemoteAction): ActionOutcome {
    const outcome = this.#effect(action)
    if (outcome.status === 'done') this.done.push(action)
    return outcome
  }

  #effect(action: RemoteAction): ActionOutcome {
    switch (action.kind) {
      case 'allocate-credit':
        return this.#allocate(action.customerRemoteId, action.input)
      case 'unallocate-credit':
        return this.#unallocate(action.customerRemoteId, action.input)
      case 'submit-to-starshipit':
      case 'update-starshipit-order':
      case 'refresh-integration':
        return { status: 'done', message: 'Accepted' }
    }
  }

  #allocate(customer: string, { creditId, orders }: ActionInputs['allocate-credit']): ActionOutcome {
    const credit = this.credits.get(customer)?.find(({ remoteId }) => remoteId === creditId)
    const sum = sumOfDecimals(orders.map(({ amount }) => amount))
    if (credit === undefined || compareDecimals(sum, credit.remaining) > 0) {
      return { status: 'refused', reason: 'The amount is more than what remains of the credit.' }
    }
    for (const { orderId, amount } of orders) {
      const order = this.#order(customer, orderId)
      if (order === undefined || compareDecimals(amount, order.balance) > 0) {
        return { status: 'refused', reason: 'The amount is more than what is to be paid.' }
      }
    }
    credit.remaining = subtractDecimals(credit.remaining, sum)
    for (const { orderId, orderNumber, amount } of orders) {
      const order = this.#order(customer, orderId)
      if (order !== undefined) order.balance = subtractDecimals(order.balance, amount)
      this.#lastAllocation += 1
      credit.allocations.push({ remoteId: String(this.#lastAllocation), orderId, orderNumber, amount })
    }
    return { status: 'done', message: '' }
  }

  #unallocate(
    customer: string,
    { creditId, allocationId }: ActionInputs['unallocate-credit'],
  ): ActionOutcome {
    const credit = this.credits.get(customer)?.find(({ remoteId }) => remoteId === creditId)
    const taken = credit?.allocations.find(({ remoteId }) => remoteId === allocationId)
    if (credit === undefined || taken === undefined) {
      return { status: 'refused', reason: 'There is no such allocation.' }
    }
    credit.allocations = credit.allocations.filter((each) => each !== taken)
    credit.remaining = sumOfDecimals([credit.remaining, taken.amount])
    const order = this.#order(customer, taken.orderId)
    if (order !== undefined) order.balance = sumOfDecimals([order.balance, taken.amount])
    return { status: 'done', message: '' }
  }

  #order(customer: string, orderId: string): RelatedOrder | undefined {
    return this.orders.get(customer)?.find(({ remoteId }) => remoteId === orderId)
  }
}
