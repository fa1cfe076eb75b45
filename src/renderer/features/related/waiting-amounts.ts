import type { ActionInputs } from '#shared/connector/remote-action.ts'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import { compareDecimals, isDecimal, subtractDecimals, sumOfDecimals } from '#shared/domain/decimal.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'

/** What commands that have not been run yet will make of credits and orders. */
export interface WaitingAmounts {
  /** The credit with what they leave of it. */
  afterwards: (credit: RelatedCredit) => RelatedCredit
  /** The orders with what is then still to be paid. */
  stillToBePaid: (orders: readonly RelatedOrder[]) => RelatedOrder[]
  /** Ids of the allocations that they take back. */
  takenBack: ReadonlySet<string>
}

/**
 * Of all commands of one customer: a second one must not give away what the first one will give. What became of an unknown
 * one is in the credits and orders, which are read after each command.
 */
export function waitingAmounts(actions: readonly QueuedAction[]): WaitingAmounts {
  const ahead = actions.filter(({ state }) => state === 'waiting' || state === 'running')
  // The repository takes the input of the command's own kind.
  const given = ahead.flatMap(({ kind, input }) =>
    kind === 'allocate-credit' ? [input as unknown as ActionInputs['allocate-credit']] : [],
  )
  const undecided = actions.filter(({ state }) => state === 'unknown')
  const takenBack = [...ahead, ...undecided].flatMap(({ kind, input }) =>
    kind === 'unallocate-credit'
      ? [(input as unknown as ActionInputs['unallocate-credit']).allocationId]
      : [],
  )
  return {
    afterwards: (credit) => {
      const used = given
        .filter(({ creditId }) => creditId === credit.remoteId)
        .flatMap(({ orders }) => orders.map(({ amount }) => amount))
      return { ...credit, remaining: less(credit.remaining, used) }
    },
    stillToBePaid: (orders) =>
      orders.map((order) => {
        const paid = given
          .flatMap((each) => each.orders)
          .filter(({ orderId }) => orderId === order.remoteId)
          .map(({ amount }) => amount)
        return { ...order, balance: less(order.balance, paid) }
      }),
    takenBack: new Set(takenBack),
  }
}

/** Never below zero; what the remote does not tell stays untold. */
function less(amount: string, used: readonly string[]): string {
  if (!isDecimal(amount) || used.length === 0) return amount
  const left = subtractDecimals(amount, sumOfDecimals(used))
  return compareDecimals(left, '0') < 0 ? '0' : left
}
