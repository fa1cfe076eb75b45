import { ALLOCATION_GONE, CREDIT_TOO_SMALL, ORDER_TOO_SMALL } from '#shared/connector/app-refusals.ts'
import type { ActionInputs, RemoteAction } from '#shared/connector/remote-action.ts'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import { compareDecimals, isDecimal, sumOfDecimals } from '#shared/domain/decimal.ts'
import { readRelated } from './read-related.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

/** Whether a command still fits what the remote has now: why not ('' = it does), or why that could not be read. */
export interface ActionCheck {
  refusal: string
  end: StepEnd
}

const FITS: ActionCheck = { refusal: '', end: null }

/**
 * Reads anew what a command about money builds on, just before it is given: it may have been given long ago, offline,
 * and credits and orders change at the remote meanwhile.
 */
export async function checkAction(
  session: SyncSession,
  customerId: string,
  action: RemoteAction,
): Promise<ActionCheck> {
  if (action.kind !== 'allocate-credit' && action.kind !== 'unallocate-credit') return FITS
  const end = await readRelated(session, customerId, action.customerRemoteId)
  if (end !== null) return { refusal: '', end }
  const credits = await session.remoteData.get(customerId, 'credits')
  const credit = credits?.records.find(({ remoteId }) => remoteId === action.input.creditId)
  if (action.kind === 'unallocate-credit') return checkUnallocation(credit, action.input)
  const orders = await session.remoteData.get(customerId, 'orders')
  return checkAllocation(credit, orders?.records ?? [], action.input)
}

function checkAllocation(
  credit: RelatedCredit | undefined,
  orders: readonly RelatedOrder[],
  input: ActionInputs['allocate-credit'],
): ActionCheck {
  const sum = sumOfDecimals(input.orders.map(({ amount }) => amount))
  if (credit === undefined || isMore(sum, credit.remaining)) return { refusal: CREDIT_TOO_SMALL, end: null }
  const fits = input.orders.every(({ orderId, amount }) => {
    const order = orders.find(({ remoteId }) => remoteId === orderId)
    return order !== undefined && !isMore(amount, order.balance)
  })
  return fits ? FITS : { refusal: ORDER_TOO_SMALL, end: null }
}

/** A credit that is used up may not be listed any more: only one that is listed can say that the allocation is gone. */
function checkUnallocation(
  credit: RelatedCredit | undefined,
  { allocationId }: ActionInputs['unallocate-credit'],
): ActionCheck {
  if (credit === undefined || credit.allocations.length === 0) return FITS
  const isThere = credit.allocations.some(({ remoteId }) => remoteId === allocationId)
  return isThere ? FITS : { refusal: ALLOCATION_GONE, end: null }
}

/** An amount that the remote does not tell limits nothing here; the remote itself will say. */
function isMore(amount: string, limit: string): boolean {
  return isDecimal(limit) && compareDecimals(amount, limit) > 0
}
